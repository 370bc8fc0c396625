"""What waits for somebody of the cast, for tests."""

from datetime import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from talkoot.core import clock
from talkoot.desk.queries.work import asker_of, own_matters, waiting_for
from talkoot.desk.waiting import Found
from talkoot.programme.queries import terms_of
from tests.cast import Cast
from tests.conftest import NOW


def found(cast: Cast, who: str, now: datetime = NOW) -> Found:
    """Everything that waits for them at a time."""
    day = clock.day_of(now, cast.register.time_zone)
    return waiting_for(asker_of(cast.act(who), cast.register, terms_of(cast.register), now, day))


def todo(cast: Cast, who: str, now: datetime = NOW) -> list[tuple[str, str]]:
    """What they are to do, in English, and the matter's number."""
    with translation.override("en"):
        return [(str(row.do), row.code) for row in found(cast, who, now).rows]


def statements(cast: Cast, who: str, now: datetime = NOW) -> int:
    """How many statements their whole worklist costs."""
    day, terms = clock.day_of(now, cast.register.time_zone), terms_of(cast.register)
    with CaptureQueriesContext(connection) as asked:
        asker = asker_of(cast.act(who), cast.register, terms, now, day)
        waiting_for(asker)
        own_matters(asker)
    return len(asked)
