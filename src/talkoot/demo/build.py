"""Builds the demo."""
from collections.abc import Callable
SLUG = "meijan-mikkeli"
def is_finished() -> bool:
    """X"""
    return False
def build(*, tell: Callable[[str], None]) -> None:
    """X"""
