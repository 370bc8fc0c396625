"""Template tags for money, dates and languages."""
