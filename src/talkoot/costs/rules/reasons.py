"""Why a message came where it came, by what an arrival keeps: its code, its project, whether a successor has it.

An arrival's `reason` tells more (which codes it named), in English; these can be said in every language of the pages.
"""

from talkoot.core.errors import Sentence
from talkoot.costs.einvoice import REFUSALS
from talkoot.costs.rules.routing import Why

_WITH_PROJECT = {
    Why.ORDER_SLIP: Sentence("It names an order slip of {project}, so its orderer has it."),
    Why.PROJECT: Sentence("It names the project {project} and an orderer."),
    Why.COST_CENTRE: Sentence("It names the cost centre of {project} and an orderer."),
    Why.CREDITED: Sentence("It credits an invoice of {project}."),
    Why.UMBRELLA: Sentence("It names the programme alone, so it came to the main project, {project}."),
    Why.NO_ORDERER: Sentence("It names {project} but no orderer: it waits for the default orderer."),
    Why.AMBIGUOUS: Sentence("It names {project} and an orderer whose name several have: it waits."),
    Why.CLOSED_PROJECT: Sentence("It names {project}, which is closed: place it elsewhere or send it back."),
    Why.NOT_RUNNING: Sentence("It names {project}, which has not started, so it waits on the project."),
    Why.BUYS_ITSELF: Sentence(
        "It names {project}, whose recipient buys in its own name and tells its costs by statement: "
        "place it elsewhere or send it back."
    ),
    Why.SAME_MESSAGE: Sentence("The same message has come before, to {project}."),
    Why.SAME_VOUCHER: Sentence(
        "The same invoice is here already, with {project}: same seller, number, date and total."
    ),
    Why.CANCELS: Sentence("The sender cancels an invoice that is here, with {project}: drop that one."),
}
"""The sentences of a message that has a project."""

_WITHOUT_PROJECT = {
    Why.TO_PLACE: Sentence("It names an orderer but no project or cost centre: place it."),
    Why.AMBIGUOUS: Sentence("It may be several projects' or several people's: place it."),
    Why.UNKNOWN_PROJECT: Sentence("It names a number that is no project of this programme: place it."),
    Why.NOTHING_NAMED: Sentence("It names neither a project or cost centre nor an orderer."),
    Why.OTHER_RECIPIENT: Sentence("It is addressed to another recipient than this programme."),
    Why.NOT_AN_INVOICE: Sentence("By its type it is no request to pay."),
    Why.NO_TOTAL: Sentence("It has no total that could be read."),
    Why.SAME_MESSAGE: Sentence("The same message has come before."),
    Why.SAME_VOUCHER: Sentence("The same invoice is here already: same seller, number, date and total."),
    Why.CANCELS: Sentence("The sender cancels an invoice that is not on a project here."),
}
"""Of one that has none."""

_ANYWHERE = {
    Why.FOREIGN_CURRENCY: Sentence("Its amounts are not in euros, or name no currency: ask the seller."),
    Why.LOOKS_LIKE: Sentence("It has the date and total of another voucher: compare the two."),
}


def reason_of(code: str, project: str = "", *, is_successor: bool = False) -> Sentence:
    """Why, in one sentence: `code` is a `Why` or a reader's refusal, `project` its matter's number where there is one.

    A code that nothing is known of is said as it is.
    """
    found = (_WITH_PROJECT if project else _WITHOUT_PROJECT) | _ANYWHERE
    if code in list(Why) and Why(code) in found:
        reason = Sentence(found[Why(code)].template, project=project)
    else:
        reason = Sentence(REFUSALS.get(code, code))
    if not is_successor:
        return reason
    return Sentence("{reason} The orderer has left: it is the successor's.", reason=reason)
