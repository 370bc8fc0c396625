"""What staff do that no single stage can do by itself."""
