"""The staff shell's pages."""
