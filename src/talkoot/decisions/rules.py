"""When something makes sense for meetings and decisions, on plain values."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from talkoot.assessment.states import AssessmentState
from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.money import format_euros
from talkoot.core.typed import check_typed
from talkoot.decisions.holidays import next_working_day
from talkoot.decisions.states import MeetingState
from talkoot.programme.terms import ProjectKind, Terms, is_new_recipient, model
from talkoot.records.states import Phase

LETTER_DAYS, E_MESSAGE_DAYS, APPEAL_DAYS = 7, 3, 14
"""Local Government Act 410/2015, sections 138 and 139: known on the 7th day after posting, an e-message on the 3rd;
a claim for a revised decision within 14 days of that."""
SECTION_LENGTH, DIARY_NUMBER_LENGTH = 16, 40
HIGHEST_NUMBER = 100_000
"""Of a meeting; no steering group meets more often."""


class NotOnAgenda(RuleBroken):
    """Only an application whose assessment is concluded, and which nobody has decided, comes to a meeting."""

    code = "not_on_agenda"


class TwiceOnAgenda(RuleBroken):
    """A meeting handles an application once."""

    code = "twice_on_agenda"


class MeetingNumberTaken(RuleBroken):
    """Another meeting, on another day or with another agenda, has this number."""

    code = "meeting_number_taken"


class NotAMeetingNumber(RuleBroken):
    """Meetings are numbered from 1."""

    code = "not_a_meeting_number"


class MeetingNotYet(RuleBroken):
    """A meeting can't have been held before its day."""

    code = "meeting_not_yet"


class MeetingNotHeld(RuleBroken):
    """Nothing is proposed before it is written down who was there."""

    code = "meeting_not_held"


class NoQuorum(RuleBroken):
    """Too few who may vote are left."""

    code = "no_quorum"


class NotAtTheTable(RuleBroken):
    """Only who was present, had a vote and did not step aside proposes."""

    code = "not_at_the_table"


class AlreadyProposed(RuleBroken):
    """The steering group has said its word."""

    code = "already_proposed"


class NotProposed(RuleBroken):
    """In this programme the steering group proposes first."""

    code = "not_proposed"


class NotConcluded(RuleBroken):
    """The assessment is not concluded, so nothing can be decided on it."""

    code = "not_concluded"


class AlreadyDecided(RuleBroken):
    """An application is decided once; what changes later is a change request or a revised decision."""

    code = "already_decided"


class ReferenceMissing(RuleBroken):
    """A decision is found again by its section in the minutes and its number in the diary."""

    code = "reference_missing"


class DecisionReasonsMissing(RuleBroken):
    """A decision has reasons (Administrative Procedure Act 434/2003, section 45)."""

    code = "decision_reasons_missing"


class AssessmentNotPassed(RuleBroken):
    """A gate or threshold isn't met, or an exclusion is: the application can only be refused."""

    code = "assessment_not_passed"


class AmountDoesNotFit(RuleBroken):
    """A grant is more than nothing and at most what was applied for; a refusal is nothing."""

    code = "amount_does_not_fit"


class FrameExceeded(RuleBroken):
    """The funding model has less left than this."""

    code = "frame_exceeded"


class NotMainFrame(RuleBroken):
    """Only the main project's money is committed without a decision of ours."""

    code = "not_main_frame"


class MoreThanCommitted(RuleBroken):
    """More would be given back than is committed."""

    code = "more_than_committed"


class NotGranted(RuleBroken):
    """The funder approves a recipient after the authority has granted, and once."""

    code = "not_granted"


class ApprovalNotNeeded(RuleBroken):
    """The funder knows this recipient, or the programme asks for no approval."""

    code = "approval_not_needed"


class ApprovalNotYet(RuleBroken):
    """The funder approves after the authority has granted, and nobody writes down a day to come."""

    code = "approval_not_yet"


class NotADecision(RuleBroken):
    """A proposal is no decision: nothing is served and no appeal runs."""

    code = "not_a_decision"


class NotAWayOfService(RuleBroken):
    """A decision is served by letter or by e-mail."""

    code = "not_a_way_of_service"


class NowhereToServe(RuleBroken):
    """We don't know where to send the decision."""

    code = "nowhere_to_serve"


class AlreadyServed(RuleBroken):
    """The appeal period runs already and doesn't start again."""

    code = "already_served"


@dataclass(frozen=True)
class Seat:
    """A seat at the table and who sits in it: the holder of the role, or a deputy for them."""

    number: int
    person: int
    is_deputy: bool


@dataclass(frozen=True)
class Room:
    """What a funding model's frame has left, in cents: the frame, less what is committed, less what comes before.

    `wants_cents` is what would be committed next.
    """

    frame_cents: int
    committed_cents: int
    earlier_cents: int = 0
    wants_cents: int = 0

    @property
    def before_cents(self) -> int:
        """What is left before."""
        return self.frame_cents - self.committed_cents - self.earlier_cents

    @property
    def after_cents(self) -> int:
        """What is left after; below zero when it doesn't fit."""
        return self.before_cents - self.wants_cents


def check_can_be_on_agenda(code: str, phase: str, assessment: str | None) -> None:
    """The application is assessed, and not yet proposed or decided. `code` is its matter's number."""
    if phase != Phase.ASSESSMENT or assessment in (None, AssessmentState.OPEN):
        raise NotOnAgenda(
            "{code} can't come to a meeting now. Conclude its assessment first, or leave it out.", code=code
        )


def check_number(number: int) -> None:
    """A meeting has a number from 1 on."""
    if not 1 <= number <= HIGHEST_NUMBER:
        raise NotAMeetingNumber("{number} is no number of a meeting. Count on from the last one.", number=number)


def check_once_each(codes: Sequence[str]) -> None:
    """Nothing is on an agenda twice. `codes` are the matters' numbers."""
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise TwiceOnAgenda("{codes} is on the agenda twice. Take it out once.", codes=", ".join(twice))


def check_same_call(number: int, before: tuple[date, list[int]], now: tuple[date, list[int]]) -> None:
    """A number is called again only for the same meeting: its day, and the applications on its agenda in order."""
    if before != now:
        raise MeetingNumberTaken(
            "Meeting {number} was called for {day}, with {items} on its agenda. Choose another number.",
            number=number,
            day=before[0],
            items=len(before[1]),
        )


def check_day_has_come(held_on: date, today: date) -> None:
    """A meeting is written down on its day or later."""
    if today < held_on:
        raise MeetingNotYet("The meeting is on {held_on}. Write down who was present then.", held_on=held_on)


def voters(seats: Iterable[Seat], recused: Collection[int] = ()) -> frozenset[int]:
    """Who may vote: one person a seat, its holder before a deputy, nobody who stepped aside."""
    sitting: dict[int, Seat] = {}
    for seat in sorted(seats, key=lambda one: (one.is_deputy, one.person)):
        if seat.person not in recused:
            sitting.setdefault(seat.number, seat)
    return frozenset(seat.person for seat in sitting.values())


def check_quorum(voting: Collection[int], quorum: int) -> None:
    """As many as the terms ask for may vote."""
    if len(voting) < quorum:
        raise NoQuorum(
            "{voting} may vote, {quorum} are needed. Call deputies, or put it on the agenda of the next meeting.",
            voting=len(voting),
            quorum=quorum,
        )


def check_can_be_proposed(meeting: str, phase: str, assessment: str) -> None:
    """The meeting was held, and the application is assessed and not yet proposed."""
    if meeting != MeetingState.HELD:
        raise MeetingNotHeld("Write down first that the meeting was held, and who was present.")
    if phase != Phase.ASSESSMENT:
        raise AlreadyProposed("A proposal on this application was made before. The authority decides next.")
    check_concluded(assessment)


def check_at_the_table(person: int | None, voting: Collection[int]) -> None:
    """Who proposes was there with a vote."""
    if person not in voting:
        raise NotAtTheTable("Only somebody who was present, had a vote and did not step aside proposes.")


def check_concluded(assessment: str | None) -> None:
    """Nothing is decided on an application whose assessment is under way."""
    if assessment in (None, AssessmentState.OPEN):
        raise NotConcluded("The assessment of this application is not concluded. Conclude it first.")


def check_reference(text: str, what: Sentence, longest: int) -> None:
    """A section or a diary number is there and has room. Raises ReferenceMissing, TooLong, NotText."""
    check_typed(text, what, longest)
    if not text.strip():
        raise ReferenceMissing("{what} is missing. Without it nobody finds the decision again.", what=what)


def check_verdict(*, is_grant: bool, granted_cents: int, asked_cents: int, is_passed: bool, reasons: str) -> None:
    """A grant or a refusal, with an amount that fits it, and with reasons."""
    if not reasons.strip():
        raise DecisionReasonsMissing("Write the reasons: the applicant has a right to them, whatever is decided.")
    if is_grant and not is_passed:
        raise AssessmentNotPassed("The assessment says that a condition isn't met, so this can only be refused.")
    if is_grant and not 0 < granted_cents <= asked_cents:
        raise AmountDoesNotFit(
            "Grant more than nothing and at most {asked}, what is applied for.", asked=format_euros(asked_cents)
        )
    if not is_grant and granted_cents:
        raise AmountDoesNotFit("A refusal grants nothing: leave the amount out.")


def check_is_something(cents: int) -> None:
    """A commitment is more than nothing."""
    if cents <= 0:
        raise AmountDoesNotFit("{amount} can't be committed. Commit more than nothing.", amount=format_euros(cents))


def check_fits_frame(granted_cents: int, headroom_cents: int, model_code: str) -> None:
    """What is granted fits what the funding model has left."""
    if granted_cents > headroom_cents:
        raise FrameExceeded(
            "'{model}' has {headroom} left, less than {granted}."
            " Grant less, or change the terms with the funder first.",
            model=model_code,
            headroom=format_euros(headroom_cents),
            granted=format_euros(granted_cents),
            headroom_cents=headroom_cents,
        )


def check_is_main_frame(*, kind: ProjectKind, phase: str, is_applied_for: bool, code: str) -> None:
    """What is committed is of the main model, to a project nobody applied for. `code` is the matter's number."""
    if kind is not ProjectKind.MAIN or phase != Phase.PROJECT or is_applied_for:
        raise NotMainFrame(
            "Nothing is committed to {code} this way, only to the main project. Decide on it first.", code=code
        )


def check_can_be_released(unused_cents: int, committed_cents: int, code: str) -> None:
    """What is given back to the frame was committed to the matter before. `code` is its number."""
    if not 0 < unused_cents <= committed_cents:
        raise MoreThanCommitted(
            "{unused} can't be given back: {committed} are committed to {code}. Give back something between.",
            unused=format_euros(unused_cents),
            committed=format_euros(committed_cents),
            code=code,
        )


def is_approval_needed(terms: Terms, model_code: str, business_id: str | None) -> bool:
    """Whether the funder must approve the recipient: aid is transferred to an organisation it doesn't know."""
    is_transfer = model(terms, model_code).kind is ProjectKind.SUB_GRANT
    asks = terms.decisions.new_recipient_approved_by is not None
    return asks and is_transfer and is_new_recipient(terms, business_id or "")


def check_approval_day(approved_on: date, granted_on: date, today: date) -> None:
    """The funder's approval lies between the grant and today."""
    if not granted_on <= approved_on <= today:
        raise ApprovalNotYet(
            "The approval can't be of {approved_on}: the grant was made on {granted_on}, and today is {today}.",
            approved_on=approved_on,
            granted_on=granted_on,
            today=today,
        )


def served_on(sent_on: date, *, by_letter: bool) -> date:
    """The day on which the applicant is held to know the decision, unless they show otherwise."""
    return sent_on + timedelta(days=LETTER_DAYS if by_letter else E_MESSAGE_DAYS)


def appeal_until_on(known_on: date) -> date:
    """The last day to ask for a revised decision: 14 days, the day of service not counted, moved off holidays."""
    return next_working_day(known_on + timedelta(days=APPEAL_DAYS))
