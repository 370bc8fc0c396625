"""By which door messages come, what becomes of them, and the lives of a voucher, an order slip and a cost statement."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class Door(StrEnum):
    """By which door a message came in."""

    E_INVOICE = "e_invoice"
    PAPER = "paper"
    SCAN = "scan"
    EMAIL = "email"


class Outcome(StrEnum):
    """What became of a message that arrived. Only a routed or held one has a voucher."""

    ROUTED = "routed"
    HELD = "held"
    RETURNED = "returned"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


class VoucherState(StrEnum):
    """Where a voucher is.

    `held` has a project but something keeps it from going on; `to_place` has none yet. A person who places them makes
    both of them `routed`: nothing that waits is recorded. `dropped` is the only one that frees its number again.
    """

    HELD = "held"
    TO_PLACE = "to_place"
    ROUTED = "routed"
    RECORDED = "recorded"
    DROPPED = "dropped"


class SlipState(StrEnum):
    """Where an order slip is; an open one counts as committed."""

    OPEN = "open"
    CLOSED = "closed"


class StatementState(StrEnum):
    """Where a cost statement is."""

    DRAFT = "draft"
    SIGNED = "signed"


V = VoucherState
O = SlipState  # noqa: E741
C = StatementState

VOUCHER = Machine(
    name="voucher",
    states=VoucherState,
    start=V.ROUTED,
    steps=(
        Step("place", (V.TO_PLACE, V.HELD, V.ROUTED), V.ROUTED, turn="administrator"),
        Step("record", (V.ROUTED,), V.RECORDED, turn="checker"),
        Step("drop", (V.HELD, V.TO_PLACE, V.ROUTED), V.DROPPED),
    ),
    words={
        V.HELD: {"fi": "odottaa tilaajaa", "fi-simple": "Odottaa tilaajaa.", "sv": "väntar", "en": "held"},
        V.TO_PLACE: {
            "fi": "odottaa kohdistusta",
            "fi-simple": "Emme tiedä vielä, mihin hankkeeseen lasku kuuluu.",
            "sv": "väntar på projekt",
            "en": "to be placed",
        },
        V.ROUTED: {"fi": "kohdistettu", "fi-simple": "Lasku löysi perille.", "sv": "riktad", "en": "routed"},
        V.RECORDED: {"fi": "kirjattu", "fi-simple": "Lasku on kirjattu.", "sv": "bokförd", "en": "recorded"},
        V.DROPPED: {"fi": "poistettu", "fi-simple": "Lasku ei kuulu meille.", "sv": "struken", "en": "dropped"},
    },
)

SLIP = Machine(
    name="order slip",
    states=SlipState,
    start=O.OPEN,
    steps=(Step("close", (O.OPEN,), O.CLOSED),),
    words={
        O.OPEN: {"fi": "avoin", "fi-simple": "Tilaus on auki.", "sv": "öppen", "en": "open"},
        O.CLOSED: {"fi": "suljettu", "fi-simple": "Tilaus on valmis.", "sv": "stängd", "en": "closed"},
    },
)

STATEMENT = Machine(
    name="cost statement",
    states=StatementState,
    start=C.DRAFT,
    steps=(Step("sign", (C.DRAFT,), C.SIGNED, turn="checker"),),
    words={
        C.DRAFT: {"fi": "luonnos", "fi-simple": "Tilitystä tehdään.", "sv": "utkast", "en": "draft"},
        C.SIGNED: {
            "fi": "allekirjoitettu",
            "fi-simple": "Tilitys on allekirjoitettu.",
            "sv": "undertecknad",
            "en": "signed",
        },
    },
)
