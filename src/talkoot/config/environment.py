"""Settings come from the environment, and only from there. A wrong one fails loudly at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

from talkoot.core.errors import Faults

DEMO_KEY = "not-secret: for demos and tests on this machine only"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
MAIL_SCHEMES = ("file", "smtp", "smtps")


@dataclass(frozen=True)
class Environment:
    """What the surroundings decide. `home` holds the SQLite file, `files` the stored evidence and the mailbox."""

    home: Path
    files: Path
    database: dj_database_url.DBConfig
    secret_key: str
    hosts: tuple[str, ...]
    mail: str
    now: datetime | None
    xsd: Path | None


def read(env: Mapping[str, str]) -> Environment:
    """The settings of a process. Raises Faults that name every wrong variable at once."""
    faults: list[tuple[str, str]] = []
    home = Path(env.get("TALKOOT_HOME") or Path.cwd()).absolute()
    if not home.is_dir():
        faults.append(("TALKOOT_HOME", f"there is no folder {home}. Make it, or name another."))
    environment = Environment(
        home=home,
        files=Path(env.get("TALKOOT_FILES") or home / "var" / "files").absolute(),
        database=_database(env.get("DATABASE_URL", ""), home, faults),
        secret_key=env.get("TALKOOT_SECRET_KEY", DEMO_KEY),
        hosts=tuple(host for host in env.get("TALKOOT_HOSTS", "").split(",") if host) or LOCAL_HOSTS,
        mail=_mail(env.get("TALKOOT_MAIL", "file:"), faults),
        now=_moment(env.get("TALKOOT_NOW", ""), faults),
        xsd=_file("TALKOOT_FINVOICE_XSD", env, faults),
    )
    if environment.hosts != LOCAL_HOSTS and environment.secret_key == DEMO_KEY:
        faults.append(("TALKOOT_SECRET_KEY", "is needed when TALKOOT_HOSTS is set: give 50 random characters."))
    if faults:
        raise Faults(faults)
    return environment


def _database(url: str, home: Path, faults: list[tuple[str, str]]) -> dj_database_url.DBConfig:
    """SQLite in `var/` unless DATABASE_URL names another; only SQLite and PostgreSQL are tested, so only they pass."""
    url = url or f"sqlite:///{home / 'var' / 'talkoot.sqlite3'}"
    if urlsplit(url).scheme not in ("sqlite", "postgres", "postgresql"):
        faults.append(("DATABASE_URL", "must begin with sqlite:/// or postgres://."))
        return {}
    try:
        return dj_database_url.parse(url, conn_max_age=60)
    except ValueError as error:
        faults.append(("DATABASE_URL", f"can't be read: {error}."))
        return {}


def _mail(text: str, faults: list[tuple[str, str]]) -> str:
    if urlsplit(text).scheme not in MAIL_SCHEMES:
        faults.append(("TALKOOT_MAIL", f"must begin with one of {', '.join(one + ':' for one in MAIL_SCHEMES)}."))
    return text


def _moment(text: str, faults: list[tuple[str, str]]) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        faults.append(("TALKOOT_NOW", "must be a time with its zone, like 2020-11-16T09:00:00+02:00."))
    return moment


def _file(name: str, env: Mapping[str, str], faults: list[tuple[str, str]]) -> Path | None:
    path = Path(env[name]) if env.get(name) else None
    if path and not path.is_file():
        faults.append((name, f"there is no file {path}."))
    return path


def from_process() -> Environment:
    """The settings of this process."""
    return read(os.environ)
