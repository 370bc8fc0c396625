"""What is done to assessments."""
