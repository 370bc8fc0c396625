"""What is done at meetings and by decisions."""
