"""load_programme: whole or not at all, new terms only when they changed, settled once a decision stands on them."""

import pytest

from talkoot.core.actor import Actor
from talkoot.core.errors import Faults, NotPermitted
from talkoot.programme.actions.load_programme import Loaded, TermsAreSettled, load_programme
from talkoot.programme.file import ProgrammeFile, parse
from talkoot.programme.models import Programme, Terms
from talkoot.programme.queries import terms_of, today_of
from talkoot.records.models import Entry, Register
from talkoot.records.states import Phase
from tests import way
from tests.agreements.granted import decided, main_project_of
from tests.cast import LOADER, Cast
from tests.conftest import NOW, ROOT

pytestmark = pytest.mark.django_db

WRITTEN = (ROOT / "programmes" / "meijan-mikkeli.toml").read_text(encoding="utf-8")


def changed(*pairs: tuple[str, str]) -> ProgrammeFile:
    text = WRITTEN
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return parse(text)


def load(source: ProgrammeFile, actor: Actor = LOADER) -> Loaded:
    return load_programme(source=source, actor=actor, is_demo=True, now=NOW)


def test_the_first_load_opens_the_register_with_its_prefix_and_chain(register: Register) -> None:
    assert (register.prefix, register.time_zone, register.next_number) == ("MM", "Europe/Helsinki", 1)
    assert Entry.objects.get().verb == "load_programme"
    assert terms_of(register).total_cents == 162_000_000


def test_the_register_bears_the_programmes_finnish_name_also_after_it_changed(register: Register) -> None:
    assert register.name == "Meijän Mikkeli"

    assert load(changed(('fi = "Meijän Mikkeli"', 'fi = "Meidän Mikkeli"'))).register.name == "Meidän Mikkeli"
    register.refresh_from_db()
    assert register.name == "Meidän Mikkeli"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("prefix", "MMI", "is 'MM' since the first load"),
        ("time_zone", "Europe/Stockholm", "is 'Europe/Helsinki' since the first load"),
        ("slug", "mikkeli", "'meijan-mikkeli' numbers its matters MM already"),
    ],
)
def test_what_numbers_and_days_hang_on_never_changes(register: Register, name: str, value: str, said: str) -> None:
    source = parse(WRITTEN)
    terms = source.terms.model_copy(update={name: value})

    with pytest.raises(Faults) as refused:
        load(source.model_copy(update={"terms": terms}))

    assert said in dict(refused.value.faults)[f"terms.{name}"]
    assert (Register.objects.count(), Terms.objects.count()) == (1, 1)


def test_todays_part_has_a_version_that_grows_when_it_changes_and_only_then(register: Register) -> None:
    load(parse(WRITTEN))
    assert Programme.objects.get().version == 1

    load(changed(('phone = "0100 000 001"', 'phone = "0100 000 999"')))
    assert Programme.objects.get().version == 2


def test_what_is_current_changes_without_new_terms(register: Register) -> None:
    loaded = load(changed(('phone = "0100 000 001"', 'phone = "0100 000 999"')))

    assert not loaded.new_terms
    assert today_of(register).phone == "0100 000 999"
    assert Terms.objects.count() == 1


def test_changed_terms_are_a_new_version_and_the_old_one_stays(register: Register) -> None:
    loaded = load(changed(("quorum = 3", "quorum = 4")))

    assert loaded.new_terms
    assert loaded.terms.number == 2
    assert terms_of(register).decisions.quorum == 4
    assert Terms.objects.count() == 2


def test_a_load_with_faults_changes_nothing(register: Register) -> None:
    with pytest.raises(Faults, match=r"terms\.models\.tuensiirto\.weights"):
        load(changed(('esf = "80 %", city = "11 %"', 'esf = "80 %", city = "12 %"')))

    assert Terms.objects.count() == 1
    assert Entry.objects.count() == 1


def test_rates_and_weights_are_settled_once_a_decision_stands_on_them(cast: Cast) -> None:
    application = decided(cast)
    assert application.matter.phase == Phase.DECISION

    with pytest.raises(TermsAreSettled, match="a programme of its own"):
        load(changed(('rate = "17 %"', 'rate = "15 %"')))
    load(changed(("quorum = 3", "quorum = 4")))
    assert terms_of(cast.register).decisions.quorum == 4


def test_before_any_decision_a_rate_may_still_change(register: Register) -> None:
    assert load(changed(('rate = "17 %"', 'rate = "15 %"'))).new_terms


def test_the_main_project_is_no_decision_so_a_rate_may_change_beside_it(cast: Cast) -> None:
    assert main_project_of(cast).matter.phase == Phase.PROJECT

    assert load(changed(('rate = "17 %"', 'rate = "15 %"'))).new_terms


def test_the_first_matter_counts_where_no_main_project_was_opened(cast: Cast) -> None:
    application = way.granted(cast, way.assessed(cast)).application
    assert application.matter.number == 1

    with pytest.raises(TermsAreSettled):
        load(changed(('rate = "17 %"', 'rate = "15 %"')))


def test_only_the_command_loads_a_programme(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        load(parse(WRITTEN), cast.act("administrator"))
    assert Programme.objects.count() == 1
