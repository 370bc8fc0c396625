"""Where each fact stands in one format: the columns of the tables in `finvoice` and `ubl`.

`Paths` are XPaths from the document's root (in a `RowLayout` and `VatLayout` from the group's element), in order of
preference. For a single value the first text that is not empty counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from talkoot.costs.einvoice.tree import tags_in

Paths = tuple[str, ...]

CREDIT_TYPES = frozenset({"INV02", "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Type codes of credit notes: Finvoice's own and those of UNTDID 1001."""


@dataclass(frozen=True, kw_only=True)
class PartyLayout:
    """A party: what it is identified by, and every line of its names and address."""

    identifier: Paths
    names: Paths
    address: Paths


@dataclass(frozen=True, kw_only=True)
class VatLayout:
    """One line of the VAT breakdown."""

    group: str
    rate: Paths
    base: Paths
    tax: Paths


@dataclass(frozen=True, kw_only=True)
class RowLayout:
    """One row. A quantity's unit is read from the quantity's own attribute."""

    group: str
    description: Paths
    quantity: Paths
    net: Paths
    vat: Paths
    gross: Paths
    vat_rate: Paths
    details: "RowLayout | None" = None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One format. `versions` (when not empty) are the values of the root's Version attribute that we can read.

    `texts` lists, by place, all that may name a project, an order, a cost centre or an orderer. The *first* path of
    buyer_reference, project, contract, order and cost_centre is the document's own reference (BT-10 to BT-19).
    """

    format: str
    versions: frozenset[str] = frozenset()
    is_credit_note: bool = False

    type_code: Paths
    origin: Paths
    number: Paths
    credited_number: Paths
    issued_on: Paths
    due_on: Paths

    currency: Paths
    net: Paths
    vat_total: Paths
    gross: Paths
    prepaid: Paths
    rounding: Paths
    payable: Paths
    vat: VatLayout
    row: RowLayout

    seller: PartyLayout
    buyer: PartyLayout
    delivery: PartyLayout
    sender: Paths
    sender_operator: Paths
    recipient: Paths
    recipient_operator: Paths
    recipient_unit: Paths

    orderer: Paths
    contact: Paths
    contact_email: Paths
    seller_email: Paths
    texts: Mapping[str, Paths]

    payee_account: Paths
    payment_reference: Paths

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every element that one of its paths names."""
        return tags_in(_paths_in(self))

    @property
    def groups(self) -> Paths:
        """Everything that repeats: VAT lines, rows, rows' details."""
        details = (f"{self.row.group}/{self.row.details.group}",) if self.row.details else ()
        return (self.vat.group, self.row.group, *details)


def _paths_in(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, tuple):
        yield from table
    elif isinstance(table, Mapping):
        for paths in table.values():
            yield from paths
    elif isinstance(table, Layout | PartyLayout | RowLayout | VatLayout):
        for held in vars(table).values():
            yield from _paths_in(held)
