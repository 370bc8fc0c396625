"""open_application: an idea's number goes on with its first application."""

import pytest

from talkoot.applications.actions.open_application import open_application
from talkoot.applications.models import Application
from talkoot.applications.rules import ModelTakesNoApplications
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.core.typed import NotText, TooLong, UnknownLanguage
from talkoot.ideas.models import Idea
from talkoot.ideas.rules import InvalidFormKey
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry, Matter, Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import somebody_elsewhere, told_idea

pytestmark = pytest.mark.django_db


def opening(cast: Cast, **changes: object) -> Application:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("writer"),
        "organisation": cast.association,
        "model": "tuensiirto",
        "title": Text("Pihapuutarha", "fi"),
        "form_key": "form-1",
        "now": NOW,
        "today": TODAY,
    }
    return open_application(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_first_application_goes_on_under_the_ideas_number(cast: Cast) -> None:
    idea = told_idea(cast)

    application = opening(cast, idea=idea)

    assert application.matter == idea.matter
    assert application.matter.title == "Yhteinen puutarha"
    matter = Matter.objects.get()
    assert (matter.phase, matter.status) == (Phase.APPLICATION, "application:draft")


def test_a_second_application_gets_its_own_number_and_says_where_it_came_from(cast: Cast) -> None:
    idea: Idea = told_idea(cast)
    opening(cast, idea=idea)

    second = opening(cast, idea=idea, form_key="form-2")

    assert second.matter.code == "MM-0002"
    assert second.matter.came_from == idea.matter
    assert second.matter.title == "Pihapuutarha"


def test_an_application_without_an_idea_opens_its_own_matter(cast: Cast) -> None:
    application = opening(cast)

    assert application.matter.came_from is None
    assert application.matter.status == "application:draft"


def test_a_double_click_opens_one_application(cast: Cast) -> None:
    assert opening(cast) == opening(cast)

    assert Application.objects.count() == Matter.objects.count() == 1


def test_only_the_organisations_own_writer_opens_it(cast: Cast) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")

    for name in ("stranger", "coordinator"):
        with pytest.raises(NotPermitted, match="write an application"):
            opening(cast, actor=cast.act(name))
    with pytest.raises(NotPermitted):
        opening(cast, organisation=other)
    assert opening(cast, actor=cast.act("signatory")).written_by == cast.signatory


def test_a_mandate_in_another_programme_is_not_enough(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        opening(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.WRITER, cast.association))


def test_nobody_applies_for_the_main_project_or_an_unknown_model(cast: Cast) -> None:
    with pytest.raises(ModelTakesNoApplications):
        opening(cast, model="main")
    with pytest.raises(NotFound, match="tuensiirto"):
        opening(cast, model="lottery")
    assert not Matter.objects.exists()


def test_the_entry_names_the_organisation_and_the_idea(cast: Cast) -> None:
    idea = told_idea(cast)
    opening(cast, idea=idea)

    entry = Entry.objects.get(verb="open_application")
    assert f'"idea":{idea.pk}' in entry.facts
    assert f'"organisation":{cast.association.pk}' in entry.facts


def test_what_no_database_keeps_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(NotText):
        opening(cast, title=Text("Piha\x00", "fi"))
    with pytest.raises(TooLong):
        opening(cast, title=Text("P" * 201, "fi"))
    with pytest.raises(UnknownLanguage):
        opening(cast, title=Text("Piha", "suomi puhuttuna kotona"))
    with pytest.raises(InvalidFormKey):
        opening(cast, form_key="f" * 65)


def test_an_idea_of_another_programme_is_not_found(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    writer = somebody_elsewhere(cast, programme_file, RoleCode.WRITER, cast.association)
    other = Register.objects.get(slug="toinen-ohjelma")

    with pytest.raises(NotFound, match="no such idea"):
        opening(cast, register=other, actor=writer, idea=told_idea(cast))
