"""Words of meetings and decisions in templates."""
