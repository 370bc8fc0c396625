"""Settings come from the environment, and only from there. A wrong one fails loudly at start.

`docs/settings.md` lists them for whoever runs Talkoot.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url

from talkoot.core.errors import Faults

DEMO_KEY = "not-secret: for demos and tests on this machine only"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SQLITE = "django.db.backends.sqlite3"
AGE = 60  # seconds a connection is kept


@dataclass(frozen=True)
class Mail:
    """Where e-mail goes: `file` (into the mailbox) or a mail server."""

    scheme: str = "file"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""


@dataclass(frozen=True)
class Environment:
    """What the surroundings decide. `home` holds the SQLite file, `files` the stored evidence and the mailbox."""

    home: Path
    files: Path
    database: dj_database_url.DBConfig
    secret_key: str
    hosts: tuple[str, ...]
    mail: Mail
    mail_from: str
    now: datetime | None
    xsd: Path | None


def read(env: Mapping[str, str]) -> Environment:
    """The settings of a process. Raises Faults that name every wrong variable at once."""
    reader = _Reader(env)
    environment = reader.environment()
    if reader.faults:
        raise Faults(reader.faults)
    return environment


def from_process() -> Environment:
    """The settings of this process."""
    return read(os.environ)


@dataclass
class _Reader:
    """Reads one variable after the other and collects what is wrong. An empty one counts as not set."""

    env: Mapping[str, str]
    faults: list[tuple[str, str]] = field(default_factory=list)

    def environment(self) -> Environment:
        home = self.folder("TALKOOT_HOME", Path.cwd())
        if not home.is_dir():
            self.fault("TALKOOT_HOME", f"there is no folder {home}. Make it, or name another.")
        hosts = tuple(host.strip() for host in self.text("TALKOOT_HOSTS").split(",") if host.strip()) or LOCAL_HOSTS
        return Environment(
            home=home,
            files=self.folder("TALKOOT_FILES", home / "var" / "files"),
            database=self.database(home),
            secret_key=self.secret_key(hosts),
            hosts=hosts,
            mail=self.mail(),
            mail_from=self.mail_from(),
            now=self.moment(),
            xsd=self.schema(),
        )

    def fault(self, name: str, text: str) -> None:
        self.faults.append((name, text))

    def text(self, name: str) -> str:
        return self.env.get(name, "")

    def folder(self, name: str, otherwise: Path) -> Path:
        path = Path(self.text(name) or otherwise).absolute()
        if path.exists() and not path.is_dir():
            self.fault(name, f"{path} is not a folder.")
        return path

    def database(self, home: Path) -> dj_database_url.DBConfig:
        """SQLite in `var/` unless DATABASE_URL names another; only SQLite and PostgreSQL are tested: only they pass."""
        url = self.text("DATABASE_URL")
        if not url:
            return _sqlite(home / "var" / "talkoot.sqlite3")
        if not url.startswith(("sqlite:", "postgres:", "postgresql:")):
            self.fault("DATABASE_URL", "must begin with sqlite:/// or postgres://.")
            return {}
        try:
            database = dj_database_url.parse(url, conn_max_age=AGE)
        except ValueError:
            self.fault("DATABASE_URL", "can't be read. Write it like postgres://user:password@host:5432/name.")
            return {}
        if database["NAME"] in ("", ":memory:"):
            self.fault(
                "DATABASE_URL", "names no database. Put it last: sqlite:////folder/file or postgres://host/name."
            )
        return _sqlite(Path(database["NAME"]).absolute()) if database["ENGINE"] == SQLITE else database

    def secret_key(self, hosts: tuple[str, ...]) -> str:
        key = self.text("TALKOOT_SECRET_KEY") or DEMO_KEY
        if hosts != LOCAL_HOSTS and key == DEMO_KEY:
            self.fault("TALKOOT_SECRET_KEY", "is needed when TALKOOT_HOSTS is set: give 50 random characters.")
        return key

    def mail(self) -> Mail:
        text = self.text("TALKOOT_MAIL")
        if text in ("", "file:"):
            return Mail()
        try:
            parts = urlsplit(text)
            port = parts.port or MAIL_PORTS[parts.scheme]
        except (ValueError, KeyError):
            self.fault("TALKOOT_MAIL", f"must be file: or like smtp://host:25, with {', '.join(MAIL_PORTS)}.")
            return Mail()
        host, user, password = parts.hostname or "localhost", parts.username or "", parts.password or ""
        return Mail(parts.scheme, host, port, unquote(user), unquote(password))

    def mail_from(self) -> str:
        address = self.text("TALKOOT_MAIL_FROM") or "talkoot@localhost"
        if "@" not in address or not address.isprintable():
            self.fault("TALKOOT_MAIL_FROM", "must be an e-mail address, like talkoot@example.org.")
        return address

    def moment(self) -> datetime | None:
        text = self.text("TALKOOT_NOW")
        try:
            moment = datetime.fromisoformat(text) if text else None
        except ValueError:
            moment = datetime(1, 1, 1)  # noqa: DTZ001  (refused below)
        # The years keep every later reckoning with days and time zones inside what a date can hold.
        if moment and (moment.tzinfo is None or not 1970 <= moment.year <= 2100):
            self.fault("TALKOOT_NOW", "must be a time from 1970 to 2100 with its zone: 2020-11-16T09:00:00+02:00.")
        return moment

    def schema(self) -> Path | None:
        """Finance Finland's schema, tried on an empty invoice: a file that is none fails here, not at an invoice."""
        if not self.text("TALKOOT_FINVOICE_XSD"):
            return None
        from lxml import etree

        from talkoot.costs.einvoice.schema import fits_schema

        path = Path(self.text("TALKOOT_FINVOICE_XSD"))
        try:
            fits_schema(etree.Element("Finvoice", Version="3.0"), path)
        except (OSError, etree.LxmlError) as error:
            self.fault("TALKOOT_FINVOICE_XSD", f"{path} can't be read as an XML schema: {error}")
        return path


def _sqlite(path: Path) -> dj_database_url.DBConfig:
    """The settings of a SQLite file, straight from its path: in a URL a # or ? in a folder's name would cut it."""
    return {"ENGINE": SQLITE, "NAME": _readable(path), "CONN_MAX_AGE": AGE}


def _readable(path: Path) -> str:
    """How to open the file. A read-only copy is opened as unchanging: SQLite can't lay a journal beside it."""
    if not path.is_file() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return str(path)
    in_use = path.with_name(f"{path.name}-wal").exists()
    return f"{path.as_uri()}?{'mode=ro' if in_use else 'immutable=1'}"
