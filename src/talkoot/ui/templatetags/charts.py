"""`{% bars chart %}`, `{% flow chart %}`, `{% years chart %}`: a drawing, its legend, its numbers as a table."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from talkoot.ui.charts import Bars, Flow, Years, colour, draw_bars, draw_flow, draw_years

register = template.Library()


@register.simple_tag
def bars(chart: Bars) -> SafeString:
    """Stacked bars as a figure. A table's cell is empty where a row has no such part."""
    heads = [_("What"), *chart.names, _("Total")]
    rows = [
        [row.name, *(_said(chart, dict(row.parts).get(name)) for name in chart.names), chart.unit(row.total)]
        for row in chart.rows
    ]
    return _figure(chart.title, draw_bars(chart), _legend(chart.names), _table(chart.title, heads, rows))


@register.simple_tag
def flow(chart: Flow) -> SafeString:
    """A flow from sources to uses as a figure."""
    rows = [[link.source, link.use, chart.unit(link.amount)] for link in chart.links]
    heads = [_("From"), _("To"), _("Amount")]
    return _figure(chart.title, draw_flow(chart), SafeString(""), _table(chart.title, heads, rows, names=2))


@register.simple_tag
def years(chart: Years) -> SafeString:
    """What happens when, as a figure."""
    rows = [
        [span.name, *(f"{day.day}.{day.month}.{day.year}" for day in (span.begins, span.ends))] for span in chart.spans
    ]
    heads = [_("What"), _("Begins"), _("Ends")]
    return _figure(chart.title, draw_years(chart), SafeString(""), _table(chart.title, heads, rows))


def _said(chart: Bars, amount: int | None) -> str:
    return "" if amount is None else chart.unit(amount)


def _figure(title: str, drawing: SafeString, legend: SafeString, table: SafeString) -> SafeString:
    return format_html(
        '<figure class="t-chart"><figcaption>{}</figcaption>{}{}<details><summary>{}</summary>{}</details></figure>',
        title,
        drawing,
        legend,
        _("The same numbers as a table"),
        table,
    )


def _legend(names: Iterable[str]) -> SafeString:
    items = format_html_join(
        "", '<li><span class="{}"></span>{}</li>', ((colour(index), name) for index, name in enumerate(names))
    )
    return format_html('<ul class="t-legend">{}</ul>', items)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], names: int = 1) -> SafeString:
    """The first `names` columns are words, the others numbers."""
    looks = ["" if index < names else "num" for index in range(len(heads))]
    return format_html(
        '<div class="t-scroll" tabindex="0" role="region" aria-label="{}"><table class="t-table">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        title,
        format_html_join("", '<th scope="col" class="{}">{}</th>', zip(looks, heads, strict=True)),
        format_html_join("", "<tr>{}</tr>", ((_cells(row, looks),) for row in rows)),
    )


def _cells(row: Sequence[str], looks: Sequence[str]) -> SafeString:
    head = format_html('<th scope="row">{}</th>', row[0])
    rest = format_html_join("", '<td class="{}">{}</td>', zip(looks[1:], row[1:], strict=True))
    return head + rest
