"""What is done to activities and what comes of them."""
