"""People, organisations, what each may do and where an interest stops them."""
