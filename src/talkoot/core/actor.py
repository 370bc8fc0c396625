"""Who acts."""

from dataclasses import dataclass

from talkoot.core.errors import NotPermitted


@dataclass(frozen=True)
class Actor:
    """A person (`person_id`) or a command (`system`), never both.

    `on_behalf_of` is the key of the person for whom the actor writes: a caller whose idea staff typed,
    or the absent one a deputy stands in for.
    """

    person_id: int | None = None
    system: str = ""
    on_behalf_of: str = ""

    @property
    def key(self) -> str:
        """`person:12` or `system:invoice receive`: how entries name the actor."""
        return f"person:{self.person_id}" if self.person_id else f"system:{self.system}"

    @property
    def human_id(self) -> int:
        """The person who answers for it. Raises NotPermitted for a command: some things only a person can do."""
        if self.person_id is None:
            raise NotPermitted("This needs a person who answers for it, not a command. Sign in and do it there.")
        return self.person_id


VISITOR = Actor(system="visitor")
"""Somebody on a public page, without an account."""
