"""Lines of this stage on the matter's timeline, by the verb of the entry."""

LINES: dict[str, dict[str, str]] = {}
