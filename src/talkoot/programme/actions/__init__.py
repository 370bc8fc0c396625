"""What is done to a programme."""
