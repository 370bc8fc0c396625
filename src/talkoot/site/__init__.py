"""The public shell: the front page, and later the matter's page with its timeline."""
