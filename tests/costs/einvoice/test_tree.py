"""Finding by name finds what an XPath finds, path by path, in real invoices and in odd ones."""

import pytest

from talkoot.costs.einvoice.document import Document
from talkoot.costs.einvoice.finvoice import FINVOICE
from talkoot.costs.einvoice.layout import Layout, Paths, RowLayout
from talkoot.costs.einvoice.safe_xml import nodes, parse
from talkoot.costs.einvoice.tree import Children, last_step
from talkoot.costs.einvoice.ubl import INVOICE
from tests.costs.einvoice import samples

ODD = """<Finvoice Version="3.0"><InvoiceRow><ArticleName>Kahvi</ArticleName><!-- --><SubInvoiceRow>
<SubArticleName>a</SubArticleName><SubArticleName/></SubInvoiceRow></InvoiceRow><InvoiceDetails><FreeText/><InvoiceNumber>1
</InvoiceNumber></InvoiceDetails><InvoiceRow><SubInvoiceRow><SubArticleName>b</SubArticleName></SubInvoiceRow>
<ArticleName>P<b>u</b>lla</ArticleName></InvoiceRow><InvoiceDetails><InvoiceNumber>2</InvoiceNumber></InvoiceDetails>
<AnyPartyDetails><A><B>x</B></A><C>y</C></AnyPartyDetails>
<InvoiceNumber xmlns="urn:else">3</InvoiceNumber></Finvoice>"""


@pytest.mark.parametrize(
    ("text", "layout"),
    [(samples.FINVOICE, FINVOICE), (ODD, FINVOICE), (samples.UBL, INVOICE)],
    ids=["fi", "odd", "ubl"],
)
def test_every_path_of_a_table_finds_what_its_xpath_finds(text: str, layout: Layout) -> None:
    root = parse(text.encode())
    document = Document(root, set(), Children(layout.tags))

    for path in paths_of(layout):
        assert list(document.nodes(path)) == nodes(root, path), path
    for row, element in zip(document.groups(layout.row.group), nodes(root, layout.row.group), strict=True):
        for path in row_paths(layout.row):
            assert list(row.nodes(path)) == nodes(element, path), path  # type: ignore[arg-type]


def paths_of(layout: Layout) -> Paths:
    """The paths from the document's root."""
    single = [held for name, held in vars(layout).items() if isinstance(held, tuple) and name != "versions"]
    parties = [held for one in (layout.seller, layout.buyer, layout.delivery) for held in vars(one).values()]
    return tuple(path for paths in (*single, *parties, *layout.texts.values(), layout.groups) for path in paths)


def row_paths(layout: RowLayout) -> Paths:
    """The paths from a row."""
    return tuple(path for held in vars(layout).values() if isinstance(held, tuple) for path in held)


@pytest.mark.parametrize("path", ["a | b/c", "a//c", "a/*[not(*)]", "a/b[c]", "a/@b", "@b"])
def test_what_says_more_than_a_name_is_left_to_xpath(path: str) -> None:
    assert last_step(path) is None


def test_what_nobody_asks_for_is_not_kept() -> None:
    root = parse(b"<Finvoice><InvoiceDetails/>" + b"<Noise/>" * 100 + b"</Finvoice>")
    children = Children(FINVOICE.tags)

    assert list(children[root]) == ["InvoiceDetails"]
