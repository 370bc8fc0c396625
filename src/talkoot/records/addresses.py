"""How a matter stands in an address: by its public number, MM-0042."""

from django.urls import register_converter


class MatterCode:
    """`<matter:code>` in a route. Small letters are understood: people type addresses."""

    regex = r"[A-Za-z]{1,8}-[0-9]{1,9}"

    def to_python(self, value: str) -> str:
        """The number in capitals."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(MatterCode, "matter")
