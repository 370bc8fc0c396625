"""Several doings at the same moment, each on a connection of its own. No sleeps: a barrier starts them."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from talkoot.core.errors import TalkootError

PATIENCE = 30  # seconds before a test that hangs fails


def at_once(*doings: Callable[[], object]) -> list[object]:
    """What each gave, or the error it raised, in the order in which they were done.

    Ask for the fixture `committed`: inside a test's transaction nobody would see what another wrote.
    """
    barrier = Barrier(len(doings), timeout=PATIENCE)
    outcomes: list[object] = []

    def run(doing: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            outcomes.append(doing())
        except TalkootError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[doing]) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return outcomes
