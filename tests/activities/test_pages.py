"""The public's pages of activities: residents see what is on, why something isn't, and what was learnt."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talkoot.activities.actions.write_trial_card import write_trial_card
from talkoot.activities.models import TrialCard
from talkoot.programme import file
from talkoot.records.models import Matter
from talkoot.records.writing import Text
from tests.activities.browsing import AFTER, account, at, at_time, cancelled, text
from tests.activities.planned import BEFORE, BEGINS, THAT_DAY, event, plan
from tests.agreements.granted import main_project_of
from tests.cast import Cast
from tests.way import another_programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands before the activity; `at_time` moves it."""
    at_time(monkeypatch, BEFORE)


# ---- What's on ----


def test_what_is_on_says_day_place_district_price_access_and_that_it_is_open(cast: Cast) -> None:
    plan(cast, price_cents=250)

    page = text(Client().get(at("activities")))

    for said in (
        "Saturday",
        "18.5.2019",
        "12.00–15.00",
        "Kotikulman piha",
        "Lähiö",
        "2,50",
        "pyörätuolilla",
        "Open to all",
    ):
        assert said in page


def test_a_closed_group_is_marked_and_its_page_says_why(cast: Cast) -> None:
    activity = plan(cast, is_open_to_all=False, closed_reason="Vauvaperheille, koska tila on pieni.")

    assert "For a certain group" in text(Client().get(at("activities")))
    assert "koska tila on pieni" in text(Client().get(at("activity", key=activity.pk)))


def test_what_has_been_stands_behind_a_link(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(cast)
    at_time(monkeypatch, AFTER)

    assert "Pihatalkoot" not in text(Client().get(at("activities")))
    assert "Pihatalkoot" in text(Client().get(at("activities") + "?past=1"))


def test_the_address_narrows_the_list_to_a_district(cast: Cast) -> None:
    plan(cast, form_key="a", district="Emola", title=Text("Emolan ilta", "fi"))
    plan(cast, form_key="b", district="Peitsari", title=Text("Peitsarin ilta", "fi"))

    page = text(Client().get(at("activities") + "?district=Emola"))

    assert "Emolan ilta" in page
    assert "Peitsarin ilta" not in page


@pytest.mark.parametrize("query", ["", "?past=1", "?district=%00%3Cb%3E", "?after=nonsense"])
def test_an_empty_list_says_whom_to_ring(register: object, query: str) -> None:
    response = Client().get(at("activities") + query)

    assert response.status_code == 200
    assert 'href="tel:' in text(response).split("t-empty")[1]


def test_what_is_cancelled_stays_in_the_list_and_says_why(cast: Cast) -> None:
    activity = cancelled(cast, plan(cast))

    for address in (at("activities"), at("activity", key=activity.pk)):
        assert "Sataa koko päivän." in text(Client().get(address))


def test_a_page_leads_to_its_matter_only_where_that_is_public(cast: Cast) -> None:
    activity = plan(cast)
    matter = at("matter", code=activity.project.matter.code)
    matters = Matter.objects.filter(pk=activity.project.matter_id)

    matters.update(is_public=True)
    assert matter in text(Client().get(at("activity", key=activity.pk)))
    matters.update(is_public=False)
    assert matter not in text(Client().get(at("activity", key=activity.pk)))


def test_what_somebody_typed_is_shown_as_text_and_never_as_markup(cast: Cast) -> None:
    activity = plan(cast, title=Text("<b>Talkoot</b> مرحبا", "fi"), place="<script>x</script>")

    page = text(Client().get(at("activity", key=activity.pk))) + text(Client().get(at("activities")))

    assert "<b>Talkoot" not in page
    assert "<script>x" not in page


@pytest.mark.parametrize("key", [99, 10**30])
def test_a_guessed_number_is_not_found(register: object, key: int) -> None:
    assert Client().get(at("activity", key=key)).status_code == 404
    assert Client().get(at("activity_calendar", key=key)).status_code == 404


def test_an_activity_is_not_found_in_another_programme(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    activity = plan(cast)
    elsewhere = another_programme(programme_file).slug

    for name in ("activity", "activity_calendar"):
        assert Client().get(at(name, slug=elsewhere, key=activity.pk)).status_code == 404


def test_lists_ask_the_database_as_often_for_many_rows_as_for_few(cast: Cast) -> None:
    project, writer = event(cast), account(cast, cast.writer)
    addresses = (at("activities"), at("run", code=project.matter.code), at("calendar"))
    cancelled(cast, plan(cast, form_key="first"))
    count_few = [_statements(writer, address) for address in addresses]
    for number in range(12):
        planned = plan(cast, form_key=f"more-{number}")
        if number % 3 == 0:
            cancelled(cast, planned)

    assert [_statements(writer, address) for address in addresses] == count_few


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# ---- Trial cards ----

CARD = {"tried": "Lettuja ÄÄNEKKÄÄSTI", "went": "Hyvin meni.", "verdict": "change", "lang": "fi", "form_key": "k"}


def test_a_card_is_public_and_found_by_its_words(cast: Cast) -> None:
    project, writer = event(cast), account(cast, cast.writer)

    writer.post(at("trial_card", code=project.matter.code), {**CARD, "version": 0})

    for query, is_found in (
        ("", True),
        ("?q=hyvin", True),
        ("?q=lettuja", True),
        ("?q=makkara", False),
        ("?q=%00", True),
    ):
        page = text(Client().get(at("trials") + query))
        assert ("Hyvin meni." in page) == is_found, query
    assert "It goes on in another way" in text(Client().get(at("trials")))


def test_a_card_of_a_matter_that_is_not_public_does_not_name_it(cast: Cast) -> None:
    project = event(cast)
    write(cast)
    Matter.objects.filter(pk=project.matter_id).update(is_public=False)

    assert project.matter.title not in text(Client().get(at("trials")))
    assert "Hyvin meni." not in text(Client().get(f"{at('trials')}?q={project.matter.title}"))


def test_a_stale_card_is_refused_and_both_texts_are_there(cast: Cast) -> None:
    write(cast)

    response = account(cast, cast.writer).post(
        at("trial_card", code=event(cast).matter.code), {**CARD, "tried": "Oma tekstini", "version": 0}
    )

    assert response.status_code == 409
    assert "Oma tekstini" in text(response)
    assert "Lettuja" in text(response)


def test_only_an_event_has_a_card(cast: Cast) -> None:
    code = main_project_of(cast).matter.code
    coordinator = account(cast, cast.coordinator)

    assert "Only an event project" in text(coordinator.get(at("trial_card", code=code)))
    assert coordinator.post(at("trial_card", code=code), {**CARD, "version": 0}).status_code == 422


def write(cast: Cast) -> TrialCard:
    return write_trial_card(
        project=event(cast), actor=cast.act("writer"), tried=CARD["tried"], went=CARD["went"],
        verdict=TrialCard.Verdict.CHANGE, lang="fi", version=0, now=BEGINS, today=THAT_DAY,
    )  # fmt: skip
