"""Pages of costs: what arrives, what is checked, what is ordered, and what associations state."""
