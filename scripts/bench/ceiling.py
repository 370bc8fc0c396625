"""What a page costs at the least: the same middleware and base template, 20 rows of plain text, one indexed query."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from talkoot.records.models import Matter


def bare(request: HttpRequest) -> HttpResponse:
    """The newest 20 matters of the first register, by its own index. No door, no programme, no links."""
    newest = Matter.objects.filter(register_id=1).order_by("-number").values_list("number", "title")
    return render(request, "bench/bare.html", {"rows": newest[:20]})
