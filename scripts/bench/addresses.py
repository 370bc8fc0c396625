"""The pages that are measured, and how many statements each takes."""

from dataclasses import asdict, dataclass, field
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scripts.bench.programme import account_of
from scripts.bench.programme_facts import CSRF, PREFIX, SLUG
from talkoot.config.setup import start_clock
from talkoot.ideas.models import Idea
from talkoot.people.roles import RoleCode
from talkoot.records.models import Register
from talkoot.ui.paging import _write


@dataclass(frozen=True)
class Asked:
    """One page by its row's name; `form` is what is sent, if anything. `is_staff`: signed in as the administrator."""

    name: str
    path: str
    is_staff: bool = False
    form: dict[str, str] = field(default_factory=dict)


def pages(claim: int, slug: str = SLUG, prefix: str = PREFIX) -> list[Asked]:
    """Every page of the bench; `claim` is the number of the claim frozen last."""

    def at(name: str, **address: object) -> str:
        return reverse(name, kwargs={"slug": slug, **address})

    def number(one: int) -> str:
        return f"{prefix}-{one:04}"

    return [
        Asked("bare page", reverse("bench_bare")),
        Asked("bare page, signed in", reverse("bench_bare"), is_staff=True),
        Asked("front page", at("front")),
        Asked("ideas list, 20 rows", at("ideas")),
        Asked("ideas list, a page further on", f"{at('ideas')}?after={_mark(slug)}"),
        Asked("matter page of an idea", at("matter", code=number(2))),
        Asked("matter page of a project", at("matter", code=number(20))),
        Asked("matter page of the main project", at("matter", code=number(1))),
        Asked("search by a word", f"{at('search')}?q=savusauna", is_staff=True),
        Asked("staff list of ideas", at("staff_ideas"), is_staff=True),
        Asked("staff list of applications", at("applications"), is_staff=True),
        Asked("inbox", at("inbox"), is_staff=True),
        Asked("worklist", at("work"), is_staff=True),
        Asked("claim page, frozen", at("claim", number=claim), is_staff=True),
        Asked("claim page, not yet frozen", at("claim", number=claim + 1), is_staff=True),
        Asked("index of the claim", at("claim_index", number=claim), is_staff=True),
        Asked("idea submission", at("tell"), form=_idea()),
    ]


def _mark(slug: str) -> str:
    """Where the list goes on after half of the ideas."""
    ideas = Idea.objects.filter(register__slug=slug).order_by("pk")
    middle = ideas[ideas.count() // 2]
    return _write([middle.told_at.isoformat(), middle.pk])


def _idea() -> dict[str, str]:
    return {
        "step": "check", "title": "Mittausidea verkosta", "words": "Kerrostalon pihalle voisi tehdä puutarhan.",
        "answer_by": "none", "answer_to": "", "name": "", "csrfmiddlewaretoken": CSRF,
    }  # fmt: skip


def session(slug: str = SLUG) -> str:
    """The key of a session of the administrator's."""
    client = Client(headers={"host": "localhost"})
    account = account_of(Register.objects.get(slug=slug), RoleCode.ADMINISTRATOR)
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies["sessionid"].value


def statements(asked: Asked, key: str) -> int:
    """How many statements the page takes when it is asked for the second time. Raises AssertionError if it fails."""
    client = Client(headers={"host": "localhost"})
    if asked.is_staff:
        client.cookies["sessionid"] = key
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            if asked.form:
                answer = client.post(asked.path, {**asked.form, "form_key": str(uuid4())})
            else:
                answer = client.get(asked.path)
        wanted = 302 if asked.form else 200
        assert answer.status_code == wanted, f"{asked.name}: {answer.status_code} at {asked.path}"
        if answer.streaming:
            list(answer)
    return len(captured)


def measure(claim: str, slug: str = SLUG) -> dict[str, object]:
    """All pages of a programme with their statements, and the session of who looks at those of staff."""
    start_clock()
    key, prefix = session(slug), Register.objects.get(slug=slug).prefix
    asked = pages(int(claim), slug, prefix)
    return {"session": key, "pages": [{**asdict(one), "statements": statements(one, key)} for one in asked]}
