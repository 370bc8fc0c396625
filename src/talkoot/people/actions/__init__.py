"""What is done to people, organisations and their roles."""
