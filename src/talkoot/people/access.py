"""Who may open a page."""

from dataclasses import dataclass

from talkoot.people.roles import Permission


@dataclass(frozen=True)
class Access:
    """Who may open a page: everybody, whoever holds any role here, or whoever has one of the permissions."""

    permissions: frozenset[Permission] = frozenset()
    any_role: bool = False

    @property
    def is_public(self) -> bool:
        """Whether nobody needs to sign in."""
        return not self.permissions and not self.any_role

    def admits(self, permissions: frozenset[Permission]) -> bool:
        """Whether somebody with these permissions here today may come in."""
        return self.is_public or bool(self.permissions & permissions if self.permissions else permissions)
