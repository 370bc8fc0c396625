"""Where people are reached."""

from talkoot.people.models import Channel, Person


def address_of(person: Person, channel: Channel | str) -> str:
    """Where a person is reached by a channel; empty when we don't know."""
    by_channel = {Channel.EMAIL: person.email, Channel.LETTER: person.address}
    return by_channel.get(Channel(channel), person.phone)
