"""The index of a claim, its export, and the trail of one line."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from talkoot.claims.index import ORDER, csv_of, lines_of, projects_in, rows_of
from talkoot.claims.periods import claim_if_any
from talkoot.claims.queries import line_of
from talkoot.claims.sheet import category_names
from talkoot.claims.trail import base_of, trail_of
from talkoot.claims.views.funder import frozen_claim
from talkoot.claims.views.readers import READERS, address_of
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.queries import read_terms
from talkoot.ui.paging import page_of


@page(*READERS)
def claim_index(request: Asked, number: int) -> HttpResponse:
    """Every line of a claim with the way down from it."""
    claim = claim_if_any(request.register, number)
    if claim is None:
        return redirect("claim", slug=request.register.slug, number=number)
    names = category_names(read_terms(claim.terms), get_language() or "fi")
    code, category = request.GET.get("project", ""), request.GET.get("category", "")
    found = page_of(lines_of(claim, code, category), request, ORDER)
    return render(
        request,
        "claims/index.html",
        {
            "section": "work",
            "claim": claim,
            "page": found,
            "rows": list(rows_of(found.rows, names)),
            "projects": projects_in(claim),
            "categories": names.items(),
            "project": code,
            "category": category,
            "may_cut": request.may(Permission.RECORD_FUNDER) and not hasattr(claim, "funder_decision"),
        },
    )


@page(*READERS)  # type: ignore[arg-type]  # a stream is a response too
def claim_index_csv(request: Asked, number: int) -> StreamingHttpResponse:
    """The index for a spreadsheet, with the same filters, sent as it is read."""
    claim = frozen_claim(request, number)
    lang = get_language() or "fi"
    names = category_names(read_terms(claim.terms), lang)
    lines = lines_of(claim, request.GET.get("project", ""), request.GET.get("category", ""))
    response = StreamingHttpResponse(csv_of(lines, names, lang), content_type="text/csv; charset=utf-8")
    name = content_disposition_header(as_attachment=True, filename=f"{request.register.slug}-{number}.csv")
    response["Content-Disposition"] = name or "attachment"
    return response


@page(*READERS)
def claim_line(request: Asked, number: int, key: int) -> HttpResponse:
    """One amount and everything it rests on, down to the idea."""
    claim = frozen_claim(request, number)
    line = line_of(claim, key)
    line.claim = claim
    names = category_names(read_terms(claim.terms), get_language() or "fi")
    return render(
        request,
        "claims/line.html",
        {
            "section": "work",
            "claim": claim,
            "line": line,
            "category": names.get(line.entry.category, line.entry.category),
            "steps": [
                (one, address_of(request, one.route, **one.address) if one.route else "") for one in trail_of(line)
            ],
            "base": base_of(line),
        },
    )
