"""What the staff shell reads, across every stage."""
