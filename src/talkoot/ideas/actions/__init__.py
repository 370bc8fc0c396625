"""What is done to ideas."""
