"""What is done to projects and agreements."""
