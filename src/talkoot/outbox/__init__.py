"""Messages by the channel a person chose: this table is the queue, `talkoot work` drains it. Feedback on the pages."""
