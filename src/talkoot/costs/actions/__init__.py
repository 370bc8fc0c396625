"""What is done in this stage, one file each."""
