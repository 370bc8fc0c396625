"""Talkoot: a citizen-led umbrella programme, from the idea to the last audited euro."""
