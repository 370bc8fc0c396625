"""Speed, measured against a ceiling in the same run: `make bench`. What the figures mean: docs/sizing.md."""
