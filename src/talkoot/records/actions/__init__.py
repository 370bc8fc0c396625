"""What is done to records themselves."""
