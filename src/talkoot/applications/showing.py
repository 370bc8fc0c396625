"""What several pages show of an application, here and in later stages: its money, and who steps aside from it."""

from django.contrib import messages
from django.utils.translation import gettext as _

from talkoot.applications import rules
from talkoot.applications.forms import InterestForm
from talkoot.applications.models import Application
from talkoot.applications.permissions import interests_in
from talkoot.applications.pictures import hand_chart, split_chart
from talkoot.applications.queries import Reading, declared_in
from talkoot.applications.words import GROUNDS
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Account
from talkoot.people.pages import Asked
from talkoot.people.roles import Permission

TAKES_PART = {Permission.HANDLE_APPLICATIONS, Permission.ASSESS, Permission.PROPOSE, Permission.DECIDE}
"""What somebody with an interest in a matter steps aside from."""


def money(shown: Reading) -> dict[str, object]:
    """What parts/said.html and parts/money.html show."""
    reckoning = shown.reckoning
    return {
        "reading": shown,
        "split": split_chart(shown) if reckoning.total_cents else None,
        "in_hand": hand_chart(shown) if reckoning.instalments else None,
        "is_event": not reckoning.pays_first,
        "handling_months": rules.HANDLING_MONTHS,
        "flat_rate_percent": percent(reckoning.flat_rate_basis_points),
        "own_share_percent": percent(reckoning.own_share_basis_points),
    }


def percent(basis_points: int) -> str:
    """A rate as people write it: 17 or 9,50."""
    whole, part = divmod(basis_points, 100)
    return f"{whole},{part:02}" if part else str(whole)


def asides(request: Asked, found: Application, aside: InterestForm) -> dict[str, object]:
    """Who has declared an interest, and whether the reader must step aside: what parts/interest.html shows."""
    return {
        "aside": aside,
        "declared": [(one, GROUNDS[one.ground]) for one in declared_in(found.matter)],
        "steps_aside": request.acting["actor"].person_id in interests_in(found, request.acting["today"]),
        "may_step_aside": bool(request.permissions & TAKES_PART),
    }


def step_aside(request: Asked, found: Application, form: InterestForm) -> None:
    """Declare the signed-in person's own interest in an application's matter."""
    assert isinstance(request.user, Account)  # behind the door nobody else comes here  # noqa: S101
    declare_interest(
        register=request.register, person=request.user.person, matter=found.matter,
        ground=form.cleaned_data["ground"], **request.acting,
    )  # fmt: skip
    messages.success(request, _("Saved: you step aside from this matter."))
