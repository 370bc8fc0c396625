"""Decisions in three steps: proposed, decided, approved by the funder; and the commitments they make."""
