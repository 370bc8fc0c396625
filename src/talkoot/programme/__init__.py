"""The programme as data: *terms* (versioned, frozen) and *today's* (current), read from one file."""
