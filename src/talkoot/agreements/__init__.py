"""Agreements and projects: whatever may carry costs, and what was signed before money moves."""
