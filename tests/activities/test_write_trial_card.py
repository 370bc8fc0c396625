"""write_trial_card: what was tried stays for the next ones, also when it failed."""

import pytest

from talkoot.activities.actions.write_trial_card import write_trial_card
from talkoot.activities.models import TrialCard
from talkoot.activities.rules import OnlyForEvents, WordsMissing
from talkoot.agreements.models import Project
from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.typed import NotText, UnknownLanguage
from talkoot.people.roles import RoleCode
from talkoot.records.models import EntryText
from tests.activities.planned import ENDS, THAT_DAY, event
from tests.agreements.granted import elsewhere, signed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def write(cast: Cast, project: Project, **changes: object) -> TrialCard:
    facts: dict[str, object] = {
        "project": project,
        "actor": cast.act("writer"),
        "tried": "Talkoot lauantaina aamulla.",
        "went": "Nuoret eivät heränneet.",
        "verdict": TrialCard.Verdict.CHANGE,
        "lang": "fi",
        "version": 0,
        "now": ENDS,
        "today": THAT_DAY,
    }
    return write_trial_card(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_card_says_what_was_tried_how_it_went_and_what_next(cast: Cast) -> None:
    card = write(cast, event(cast))

    assert (card.verdict, card.version, card.written_by) == ("change", 1, cast.writer)
    assert set(EntryText.objects.filter(entry__verb="write_trial_card").values_list("name", "is_public")) == {
        ("tried", True),
        ("went", True),
    }


def test_an_edit_keeps_one_card_and_what_stood_before_in_the_entries(cast: Cast) -> None:
    card = write(cast, event(cast))
    write(cast, event(cast), went="Perheet tulivat.", verdict=TrialCard.Verdict.CONTINUE, version=card.version)

    assert TrialCard.objects.get().verdict == "continue"
    assert EntryText.objects.filter(name="went").count() == 2


@pytest.mark.parametrize("version", [0, 2])
def test_an_edit_of_an_older_copy_shows_both_texts(cast: Cast, version: int) -> None:
    write(cast, event(cast))

    with pytest.raises(StaleVersion) as refused:
        write(cast, event(cast), went="Perheet tulivat.", version=version)

    assert refused.value.typed["went"] == "Perheet tulivat."
    assert refused.value.stored["went"] == "Nuoret eivät heränneet."


def test_other_projects_have_no_trial_card(cast: Cast) -> None:
    with pytest.raises(OnlyForEvents):
        write(cast, signed(cast))


def test_nothing_was_tried_before_the_project_started(cast: Cast) -> None:
    project = event(cast)
    Project.objects.filter(pk=project.pk).update(state="preparing")

    with pytest.raises(ProjectNotRunning):
        write(cast, project)


def test_a_card_may_be_written_when_all_is_over(cast: Cast) -> None:
    project = event(cast)
    Project.objects.filter(pk=project.pk).update(state="closed")

    assert write(cast, project).version == 1


@pytest.mark.parametrize("blank", ["tried", "went"])
def test_an_empty_card_tells_nobody_anything(cast: Cast, blank: str) -> None:
    with pytest.raises(WordsMissing):
        write(cast, event(cast), **{blank: " "})


@pytest.mark.parametrize("who", ["stranger", "resident", "accountant"])
def test_only_who_runs_activities_writes_it(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        write(cast, event(cast), actor=cast.act(who))


def test_the_same_role_in_another_programme_writes_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        write(cast, event(cast), actor=elsewhere(RoleCode.WRITER, cast))


def test_words_and_a_language_that_cannot_be_kept_are_refused(cast: Cast) -> None:
    with pytest.raises(NotText):
        write(cast, event(cast), went="a\x00")
    with pytest.raises(UnknownLanguage):
        write(cast, event(cast), lang="suomi puhuttuna kotona")
