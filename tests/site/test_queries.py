"""What a matter's page reads: its part of the whole programme's money, and its story in one statement."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from talkoot.claims.queries import accepted_standings
from talkoot.core.split import allot
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import Terms, plan_of
from talkoot.records.models import Entry, EntryText, Matter
from talkoot.site.queries import accepted_shares, became, related, source_names
from talkoot.site.timeline import timeline
from tests.agreements.granted import main_project_of
from tests.cast import Cast
from tests.claims.claimed import bought, salary
from tests.conftest import NOW
from tests.costs import projects
from tests.ideas.test_pages import public_idea

pytestmark = pytest.mark.django_db


def with_funders_plan(terms: Terms, cents: int) -> Terms:
    """The terms with so little from the funder that not everything fits."""
    sources = [one.model_copy(update={"amount_cents": cents}) if one.code == "esf" else one for one in terms.sources]
    return terms.model_copy(update={"sources": tuple(sources)})


@pytest.mark.parametrize("plan", [None, 100_00, 0], ids=["ample", "short", "none"])
def test_a_projects_accepted_euros_are_its_part_of_the_whole_programmes(cast: Cast, plan: int | None) -> None:
    event = projects.event(cast)
    salary(cast, date(2019, 3, 1), 3_333_33)
    bought(cast, date(2019, 4, 2), 101_01, "1", project=event)
    terms = terms_of(cast.register)
    terms = terms if plan is None else with_funders_plan(terms, plan)

    whole = allot(accepted_standings(cast.register), plan_of(terms)).shares

    for project in (event, main_project_of(cast)):
        assert accepted_shares(project, terms) == whole[project.pk]
        assert sum(whole[project.pk].values()) > 0


def test_while_nothing_can_overflow_no_other_project_is_read(cast: Cast) -> None:
    event = projects.event(cast)
    bought(cast, date(2019, 4, 2), 101_01, "1", project=event)
    terms = terms_of(cast.register)

    with CaptureQueriesContext(connection) as captured:
        accepted_shares(event, terms)

    assert len(captured) == 2
    assert not any("agreements_project" in one["sql"] for one in captured)


def test_a_story_is_one_statement_however_much_was_said(cast: Cast) -> None:
    matter = public_idea(cast.register, words="Levätään.").matter
    entry = Entry.objects.get(matter=matter)
    for name, words, is_public in (("more", "Ja levätään taas.", True), ("inside", "Vain meille.", False)):
        EntryText.objects.create(entry=entry, name=name, lang="fi", text=words, is_public=is_public)

    with CaptureQueriesContext(connection) as captured:
        lines = list(timeline(matter, "fi"))

    assert len(captured) == 1
    assert [line.said for line in lines] == [(("Levätään.", "fi"), ("Ja levätään taas.", "fi"))]


def test_a_matter_is_shown_beside_what_it_came_from_and_what_it_led_to(cast: Cast) -> None:
    parent, child, hidden = (public_idea(cast.register).matter for _ in range(3))
    for one in (child, hidden):
        Matter.objects.filter(pk=one.pk).update(came_from=parent)
        one.refresh_from_db()
    Matter.objects.filter(pk=hidden.pk).update(is_public=False)

    assert [one.code for one in related(parent)] == [child.code]
    assert [one.code for one in related(child)] == [parent.code]


def test_sources_stand_in_the_plans_order_so_that_each_has_one_colour(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = terms_of(cast.register)
    backwards = {one.code: 1 for one in reversed(terms.sources)}  # a split puts the rest source last
    monkeypatch.setattr("talkoot.site.queries.accepted_shares", lambda *_: backwards)

    shown = became(projects.sub_grant(cast), terms, "fi", NOW).accepted

    assert list(shown) == list(source_names(terms, "fi").values())
