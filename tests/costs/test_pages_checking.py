"""Pages of the second pair of eyes: the list by keyboard, one cost with its evidence, several at once."""

import pytest

from talkoot.costs.models import Check, CostEntry
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.grounds import Ground
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.pages import Browser, day, errors_of, is_at, text_of
from tests.costs.projects import NOW, TODAY

__all__ = ["day"]
pytestmark = pytest.mark.django_db


def three(cast: Cast) -> list[CostEntry]:
    """Three costs that wait, 100 € each."""
    return [
        recorded.cost(cast, recorded.invoice(cast, number=str(number), date=f"2019030{number}"))[0]
        for number in (1, 2, 3)
    ]


def test_a_row_is_accepted_with_one_key_and_the_next_row_has_the_focus(cast: Cast) -> None:
    first, second, _ = three(cast)
    browser = Browser(cast, "accountant")

    page = browser.get("checking").content.decode()
    answer = browser.post("check", {"outcome": "accept", "back": "text=MM-0001"}, key=first.pk)

    assert f'id="row-{first.pk}"' in page
    assert 'data-key="a"' in page
    assert answer.headers["Location"] == browser.address("checking") + f"?text=MM-0001#row-{second.pk}"
    assert Check.objects.get().accepted_cents == 100_00


def test_where_to_go_back_is_only_ever_the_list(cast: Cast) -> None:
    first, *_ = three(cast)
    browser = Browser(cast, "accountant")

    answer = browser.post("check", {"outcome": "accept", "back": "//evil.example/?a=\r\nX: y"}, key=first.pk)

    assert answer.headers["Location"].startswith(browser.address("checking") + "?")


def test_a_part_needs_its_sum_and_its_reason(cast: Cast) -> None:
    first, *_ = three(cast)
    browser = Browser(cast, "accountant")

    nothing = browser.post("check", {"outcome": "part"}, key=first.pk)
    too_much = browser.post("check", {"outcome": "part", "accepted": "100", "reason": "Osa."}, key=first.pk)
    done = browser.post("check", {"outcome": "part", "accepted": "40", "reason": "Osa on omaa."}, key=first.pk)

    assert is_at(nothing, "accepted")
    assert is_at(nothing, "reason")
    assert is_at(too_much, "accepted")
    assert "Osa." in too_much.content.decode()
    assert done.status_code == 302
    assert Check.objects.get().accepted_cents == 40_00
    assert "Osa on omaa." in text_of(browser.get("check", key=first.pk))


def test_a_credit_note_is_accepted_in_part_without_a_minus(cast: Cast) -> None:
    credit = recorded.invoice(cast, kind="INV02", net="-100,00", vat="-24,00", gross="-124,00")
    (entry,) = recorded.cost(cast, credit)

    Browser(cast, "accountant").post("check", {"outcome": "part", "accepted": "40", "reason": "Osa."}, key=entry.pk)

    assert Check.objects.get().accepted_cents == -40_00


def test_the_second_click_is_told_that_it_was_checked(cast: Cast) -> None:
    first, *_ = three(cast)
    browser = Browser(cast, "accountant")
    browser.post("check", {"outcome": "accept"}, key=first.pk)

    again = browser.post("check", {"outcome": "accept"}, key=first.pk)

    assert again.status_code == 422
    assert "This entry has been checked." in errors_of(again)
    assert Check.objects.count() == 1


def test_the_row_says_why_somebody_cannot_check_it(cast: Cast) -> None:
    first, *_ = three(cast)
    browser = Browser(cast, "coordinator")
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=first.project.matter,
        ground=next(iter(Ground)), now=NOW, today=TODAY,
    )  # fmt: skip

    page = browser.get("checking")

    assert "You have an interest in this matter" in text_of(page)
    assert 'data-key="a"' not in page.content.decode()
    assert "You have an interest in this matter" in text_of(browser.get("check", key=first.pk))
    assert browser.post("check", {"outcome": "accept"}, key=first.pk).status_code == 422


def test_the_auditor_reads_the_list_and_checks_nothing(cast: Cast) -> None:
    first, *_ = three(cast)
    browser = Browser(cast, "auditor")

    assert "data-key" not in browser.get("checking").content.decode()
    assert "Save the check" not in text_of(browser.get("check", key=first.pk))
    assert browser.post("check", {"outcome": "accept"}, key=first.pk).status_code == 422
    assert not Check.objects.exists()


def test_the_list_asks_as_much_of_the_database_for_many_rows_as_for_few(cast: Cast) -> None:
    recorded.entry(cast)
    browser = Browser(cast, "accountant")
    few = browser.statements("checking")
    for number in range(2, 8):
        recorded.cost(cast, recorded.invoice(cast, number=str(number), date=f"2019030{number}"))

    assert browser.statements("checking") == few


def test_an_empty_list_says_when_rows_come(cast: Cast) -> None:
    projects.main(cast)

    assert "Nothing waits for a check." in text_of(Browser(cast, "accountant").get("checking"))


def test_several_are_shown_first_then_accepted_each_by_itself(cast: Cast) -> None:
    first, second, third = three(cast)
    browser = Browser(cast, "accountant")

    shown = browser.get("check_batch", f"?row={first.pk}&row={second.pk}&row=x&row={'9' * 40}")
    assert not Check.objects.exists()
    answer = browser.post("check_batch", {"row": [first.pk, second.pk]})

    assert "200,00" in text_of(shown)
    assert "Nothing has happened yet." in text_of(shown)
    assert answer.headers["Location"] == browser.address("checking")
    assert set(Check.objects.values_list("cost_entry", flat=True)) == {first.pk, second.pk}
    assert not Check.objects.filter(cost_entry=third).exists()


def test_what_failed_of_several_is_listed_and_the_others_stand(cast: Cast) -> None:
    first, second, _ = three(cast)
    recorded.checked(cast, first)
    browser = Browser(cast, "accountant")

    answer = browser.post("check_batch", {"row": [first.pk, second.pk]})

    assert answer.status_code == 422
    assert "This entry has been checked." in text_of(answer)
    assert "One cost was accepted." in text_of(answer)
    assert Check.objects.filter(cost_entry=second).exists()


def test_nothing_ticked_says_so(cast: Cast) -> None:
    three(cast)
    browser = Browser(cast, "accountant")

    assert "Nothing was ticked" in text_of(browser.get("check_batch"))
    assert "Nothing was ticked" in text_of(browser.post("check_batch", {}))
