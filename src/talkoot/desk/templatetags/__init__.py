"""Template tags of the staff shell."""
