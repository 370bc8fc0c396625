"""Finds a PostgreSQL for the tests: the one that TALKOOT_TEST_POSTGRES names, else one that lets us in unasked."""

from collections.abc import Mapping
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import make_conninfo

# The local socket and the local port, as ourselves and as the usual administrator.
LOCAL = (
    "postgresql:///talkoot",
    "postgresql://127.0.0.1:5432/talkoot",
    "postgresql://postgres@127.0.0.1:5432/talkoot",
)


@dataclass(frozen=True)
class Found:
    """A URL in the form of DATABASE_URL, or the reason why there is none."""

    url: str = ""
    reason: str = ""


def find(environment: Mapping[str, str]) -> Found:
    """The first server that answers and lets us make databases."""
    named = environment.get("TALKOOT_TEST_POSTGRES", "")
    for url in [named] if named else LOCAL:
        fault = fault_of(url)
        if not fault:
            return Found(url=url)
    if named:
        return Found(reason=f"TALKOOT_TEST_POSTGRES: {fault}")
    return Found(reason="none answers here; try scripts/with_postgres.sh make test, or set TALKOOT_TEST_POSTGRES")


def fault_of(url: str) -> str:
    """Why the tests can't use this server; empty when they can."""
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(make_conninfo(url, dbname="postgres", connect_timeout=3)) as connection:
            answer = connection.execute(question).fetchone()
    except psycopg.Error as error:
        return " ".join(str(error).split())
    return "" if answer and answer[0] else "it answers, but this role may not make databases"
