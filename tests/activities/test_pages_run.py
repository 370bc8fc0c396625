"""Pages of whoever runs activities: planning loses nothing, counting is quick, and only for who may."""

from datetime import datetime

import pytest
from django.test import Client

from talkoot.activities.models import Activity, Headcount, TrialCard
from talkoot.people.actions.give_role import give_role
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.writing import Text
from tests.activities.browsing import AFTER, account, at, at_time, other_writer, text
from tests.activities.planned import BEFORE, count, event, plan
from tests.agreements.granted import main_project_of
from tests.cast import FIRST_DAY, LOADER, START, Cast
from tests.way import another_programme

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Lettuja pihalla",
    "body": "Paistetaan yhdessä.",
    "day": "18.5.2019",
    "starts": "17.30",
    "ends": "19",
    "place": "Kotikulman piha",
    "district": "Emola",
    "openness": "open",
    "price_cents": "2,50",
    "access": "Ei portaita. Puhumme suomea ja arabiaa.",
    "target_visits": "40",
    "lang": "fi",
    "form_key": "typed-1",
}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands before the activity; `at_time` moves it."""
    at_time(monkeypatch, BEFORE)


# ---- Planning ----


def test_what_is_planned_is_on_at_once_and_a_double_click_plans_it_once(cast: Cast) -> None:
    writer, code = account(cast, cast.writer), event(cast).matter.code

    first = writer.post(at("plan_activity", code=code), TYPED)
    second = writer.post(at("plan_activity", code=code), TYPED)

    planned = Activity.objects.get()
    assert first["Location"] == second["Location"] == at("activity", key=planned.pk)
    assert (planned.price_cents, planned.target_visits, planned.district) == (250, 40, "Emola")
    assert planned.starts_at == datetime.fromisoformat("2019-05-18T17:30:00+03:00")
    assert "Lettuja pihalla" in text(Client().get(at("activities")))


def test_a_place_outside_the_core_town_is_written_by_its_name(cast: Cast) -> None:
    typed = {**TYPED, "district": "-", "elsewhere": "Ristiina"}
    account(cast, cast.writer).post(at("plan_activity", code=event(cast).matter.code), typed)

    assert Activity.objects.get().district == "Ristiina"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("day", {"day": "31.2.2019"}, "is not a day"),
        ("day", {"day": "18.5.2023"}, "Choose a day of the project"),
        ("ends", {"ends": "16"}, "ends before it begins"),
        ("starts", {"starts": "25.00"}, "is not a time"),
        ("price_cents", {"price_cents": "ilmainen"}, ""),
        ("price_cents", {"price_cents": "99999"}, "be the price"),
        ("target_visits", {"target_visits": "9" * 30}, "be the target"),
        ("target_visits", {"target_visits": "monta"}, "whole number"),
        ("elsewhere", {"district": "-"}, "name of the district"),
        ("district", {"district": "Kuu"}, "Choose one of these districts"),
        ("closed_reason", {"openness": "closed"}, "not open to all"),
        ("title", {"title": "x" * 201}, "Write at most"),
        ("body", {"body": "x" * 20_001}, "Write at most"),
        ("place", {"place": "a\x00b"}, ""),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, field: str, typed: dict[str, str], said: str
) -> None:
    response = account(cast, cast.writer).post(at("plan_activity", code=event(cast).matter.code), {**TYPED, **typed})

    page = text(response)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert said in page
    assert "Puhumme suomea ja arabiaa" in page
    assert not Activity.objects.exists()


# ---- Counting ----


def test_a_number_is_all_that_counting_takes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    activity, writer = plan(cast), account(cast, cast.writer)
    at_time(monkeypatch, AFTER)

    for _ in range(2):  # a double click
        assert writer.post(at("count_visits", key=activity.pk), {"visits": "37", "form_key": "k"}).status_code == 302

    assert Headcount.objects.get().visits == 37
    assert Activity.objects.get().state == "held"


@pytest.mark.parametrize("visits", ["", "-1", "9" * 40, "9" * 5000, "noin 30"])
def test_what_is_no_number_of_people_is_said_at_the_field(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, visits: str
) -> None:
    activity = plan(cast)
    at_time(monkeypatch, AFTER)

    response = account(cast, cast.writer).post(at("count_visits", key=activity.pk), {"visits": visits, "form_key": "k"})

    assert response.status_code == 422
    assert 'id="id_visits_error"' in text(response)


def test_a_correction_names_the_old_count_and_takes_its_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    activity, writer = plan(cast), account(cast, cast.writer)
    slip = count(cast, activity, 370)
    at_time(monkeypatch, AFTER)
    address = f"{at('count_visits', key=activity.pk)}?corrects={slip.pk}"

    assert "takes the place of 370" in text(writer.get(address))
    writer.post(address, {"visits": "37", "form_key": "right"})

    assert Headcount.objects.get(corrects=slip).visits == 37
    assert writer.get(address)["Location"] == at("count_visits", key=activity.pk)
    assert "corrected to 37" in text(writer.get(at("count_visits", key=activity.pk)))


def test_two_corrections_of_one_count_are_refused_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    activity, writer = plan(cast), account(cast, cast.writer)
    slip = count(cast, activity, 370)
    count(cast, activity, 37, "right", corrects=slip)
    at_time(monkeypatch, AFTER)

    address = f"{at('count_visits', key=activity.pk)}?corrects={slip.pk}"
    response = writer.post(address, {"visits": "36", "form_key": "later"})

    assert response.status_code == 422
    assert "Correct the newer one" in text(response)


def test_a_count_of_another_activity_can_not_be_corrected_here(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    slip, other = count(cast, plan(cast), 5), plan(cast, form_key="other")
    at_time(monkeypatch, AFTER)

    address = f"{at('count_visits', key=other.pk)}?corrects={slip.pk}"

    assert account(cast, cast.writer).get(address).status_code == 404


def test_nobody_is_asked_to_count_before_it_begins(cast: Cast) -> None:
    activity, writer = plan(cast), account(cast, cast.writer)
    address = at("count_visits", key=activity.pk)

    assert 'name="visits"' not in text(writer.get(address))
    assert writer.post(address, {"visits": "5", "form_key": "k"}).status_code == 422


# ---- Holding and cancelling ----


def test_it_was_held_though_nobody_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    activity, writer = plan(cast), account(cast, cast.writer)
    at_time(monkeypatch, AFTER)

    response = writer.post(at("hold_activity", key=activity.pk), {"version": 1, "form_key": "k"})

    assert response["Location"] == at("run", code=activity.project.matter.code)
    assert Activity.objects.get().state == "held"


def test_cancelling_wants_a_reason_and_shows_it(cast: Cast) -> None:
    activity, writer = plan(cast), account(cast, cast.writer)
    address = at("cancel_activity", key=activity.pk)

    assert writer.post(address, {"reason": " ", "lang": "fi", "version": 1}).status_code == 422
    writer.post(address, {"reason": "Ohjaaja sairastui.", "lang": "fi", "version": 1})

    assert Activity.objects.get().state == "cancelled"
    assert "Ohjaaja sairastui." in text(Client().get(at("activity", key=activity.pk)))


def test_a_stale_page_cancels_nothing_and_keeps_the_reason(cast: Cast) -> None:
    activity, writer = plan(cast), account(cast, cast.writer)
    Activity.objects.filter(pk=activity.pk).update(version=2)

    response = writer.post(
        at("cancel_activity", key=activity.pk), {"reason": "Sataa.", "lang": "fi", "version": 1, "form_key": "k"}
    )

    assert response.status_code == 409
    assert "Sataa." in text(response)
    assert Activity.objects.get().state == "planned"


# ---- The run of a project ----


def test_a_project_sees_what_to_do_next_and_who_came_against_the_aim(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    count(cast, plan(cast, district="Emola"), 12)
    plan(cast, form_key="uncounted", title=Text("Toinen kerta", "fi"))
    at_time(monkeypatch, AFTER)

    page = text(account(cast, cast.writer).get(at("run", code=event(cast).matter.code)))

    assert '<span lang="fi">Toinen kerta</span> is over, and nobody has counted' in page
    assert "visits of the 80 you aim at" in page
    assert "12 / 12" in page
    assert "Behind the aim" in page


def test_no_warning_comes_before_half_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(cast)
    at_time(monkeypatch, datetime.fromisoformat("2019-01-10T10:00:00+02:00"))

    assert "Behind the aim" not in text(account(cast, cast.writer).get(at("run", code=event(cast).matter.code)))


def test_staff_run_the_main_project_too(cast: Cast) -> None:
    code = main_project_of(cast).matter.code

    page = text(account(cast, cast.coordinator).get(at("run", code=code)))

    assert "Nothing is planned yet" in page


# ---- Who may ----

PAGES = ("count_visits", "hold_activity", "cancel_activity")


def test_another_associations_writer_sees_and_does_nothing_here(cast: Cast) -> None:
    activity, stranger = plan(cast), other_writer(cast)
    code = activity.project.matter.code

    for address in [at(name, key=activity.pk) for name in PAGES] + [
        at(name, code=code) for name in ("run", "plan_activity", "trial_card")
    ]:
        assert stranger.get(address).status_code == 403
        assert stranger.post(address, TYPED).status_code == 403
    assert "For you who run it" not in text(stranger.get(at("activity", key=activity.pk)))
    assert Activity.objects.get().state == "planned"


def test_the_auditor_reads_everything_and_writes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    activity, auditor = plan(cast), account(cast, cast.auditor)
    at_time(monkeypatch, AFTER)
    code = activity.project.matter.code
    typed = {**TYPED, "visits": "5", "reason": "x", "version": "1", "tried": "a", "went": "b", "verdict": "stop"}

    for address in [at(name, key=activity.pk) for name in PAGES] + [
        at(name, code=code) for name in ("run", "plan_activity", "trial_card")
    ]:
        response = auditor.get(address)
        assert response.status_code == 200
        assert 'method="post" novalidate' not in text(response)
        assert auditor.post(address, typed).status_code != 302
    assert Activity.objects.get().state == "planned"
    assert not Headcount.objects.exists()
    assert not TrialCard.objects.exists()


def test_a_run_is_not_found_in_another_programme(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    activity, person = plan(cast), cast.person("Matti Muualla")
    elsewhere = another_programme(programme_file)
    give_role(
        register=elsewhere, actor=LOADER, person=person, code=RoleCode.COORDINATOR, valid_from=FIRST_DAY,
        now=START, today=FIRST_DAY,
    )  # fmt: skip
    client = account(cast, person)

    for name in PAGES:
        assert client.get(at(name, slug=elsewhere.slug, key=activity.pk)).status_code == 404
        assert client.get(at(name, key=activity.pk)).status_code == 403
    assert client.get(at("run", slug=elsewhere.slug, code=activity.project.matter.code)).status_code == 404
