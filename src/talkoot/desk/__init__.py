"""The staff shell: everybody's own worklist, search and inspection."""
