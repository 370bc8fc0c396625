"""Applications: from an idea or without one, drafted, submitted, completed."""
