"""What is done to messages."""
