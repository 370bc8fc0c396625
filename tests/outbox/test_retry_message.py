"""retry_message: the way back for a message that was given up, for whoever may, and with its entry."""

import pytest

from talkoot.config.invariants import everything_broken
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.core.machine import NotInOrder
from talkoot.outbox.actions.deliver_message import deliver_message
from talkoot.outbox.actions.retry_message import retry_message
from talkoot.outbox.models import Message
from talkoot.people.roles import RoleCode
from talkoot.records.models import Entry, Register
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.outbox.queued import WORKER, queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_up(register: Register) -> Message:
    """A message nobody tries any more."""
    message = queued(register)
    message.state, message.attempts, message.last_error = "failed", 5, "no such mailbox"
    message.save()
    return message


def retry(cast: Cast, message: int, who: str = "administrator", address: str = "") -> Message:
    return retry_message(
        register=cast.register, actor=cast.act(who), message=message, address=address, now=NOW, today=TODAY
    )


def test_it_is_tried_again_from_the_first_attempt_on(cast: Cast, given_up: Message) -> None:
    again = retry(cast, given_up.pk)

    assert (again.state, again.attempts, again.next_attempt_at) == ("queued", 0, NOW)
    delivered = deliver_message(actor=WORKER, now=NOW)
    assert delivered == given_up
    assert delivered.state == "sent"


def test_a_wrong_address_is_put_right(cast: Cast, given_up: Message) -> None:
    assert retry(cast, given_up.pk, address="aino@example.org").address == "aino@example.org"


def test_the_entry_says_who_and_nothing_is_broken(cast: Cast, given_up: Message) -> None:
    retry(cast, given_up.pk)

    entry = Entry.objects.get(verb="retry_message")
    assert (entry.actor, entry.subject) == (cast.act("administrator").key, f"outbox.message:{given_up.pk}")
    assert not everything_broken()


@pytest.mark.parametrize("who", [RoleCode.MEMBER, RoleCode.AUDITOR])
def test_who_may_not_is_refused(cast: Cast, given_up: Message, who: str) -> None:
    with pytest.raises(NotPermitted, match="deliver messages"):
        retry(cast, given_up.pk, who)

    given_up.refresh_from_db()
    assert given_up.state == "failed"


def test_what_still_waits_is_not_retried(cast: Cast) -> None:
    with pytest.raises(NotInOrder, match="send"):
        retry(cast, queued(cast.register).pk)


def test_another_programmes_message_is_not_found(cast: Cast) -> None:
    other = Register.objects.create(slug="muualla", name="muualla", prefix="MU", time_zone="Europe/Helsinki")

    with pytest.raises(NotFound):
        retry(cast, queued(other).pk)
