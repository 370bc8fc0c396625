"""What is done to applications."""
