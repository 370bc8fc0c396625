"""What a page costs at the least: the same middleware and base template, 20 rows of plain text, one indexed query."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scripts.bench.programme_facts import SLUG
from talkoot.core.machine import LANGUAGES
from talkoot.programme.shell import Shell
from talkoot.records.models import Matter

PROGRAMME = Shell("Mittausohjelma", "", "+358 000 0000", "ma–pe 9–15", "Euroopan unionin osarahoittama", "")
"""What the base template shows of a programme, read from nowhere."""


def bare(request: HttpRequest) -> HttpResponse:
    """The newest 20 matters of the first register, by its own index. No door, no programme read, no links in rows."""
    newest = Matter.objects.filter(register_id=1).order_by("-number").values_list("number", "title")
    request.languages = LANGUAGES  # type: ignore[attr-defined]  # the base template links to them
    context = {"rows": newest[:20], "programme": PROGRAMME, "register": {"slug": SLUG, "is_demo": True}}
    return render(request, "bench/bare.html", context)
