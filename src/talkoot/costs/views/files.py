"""Handing out files that came from outside: pictures may be looked at, everything else is downloaded, nothing runs."""

from django.http import HttpResponse

from talkoot.core.errors import NotFound, NotPermitted
from talkoot.costs.media import Media, media_of
from talkoot.costs.permissions import check_can_write_statement
from talkoot.costs.queries.arrivals import arrival_in
from talkoot.costs.queries.vouchers import voucher_in
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.records import files
from talkoot.records.models import StoredFile

NOTHING_RUNS = "default-src 'none'; sandbox"


@page(Permission.RECEIVE_INVOICES, Permission.READ_ALL)
def arrival_file(request: Asked, key: int) -> HttpResponse:
    """The file a message came in, byte for byte."""
    return _handed_out(arrival_in(request.register, key).file, f"arrival-{key}")


@page(Permission.READ_ALL, Permission.WRITE_STATEMENT)
def voucher_file(request: Asked, key: int) -> HttpResponse:
    """The picture or PDF of a paper: for staff, and for the organisation whose statement it is on."""
    voucher = voucher_in(request.register, key)
    if not request.may(Permission.READ_ALL):
        if voucher.project is None or not hasattr(voucher, "statement_line"):
            raise NotPermitted("This paper is not on a statement of your organisation.")
        check_can_write_statement(request.acting["actor"], voucher.project, request.acting["today"])
    if voucher.file is None:
        raise NotFound("Nobody has sent a picture of this paper.")
    return _handed_out(voucher.file, f"voucher-{key}")


def _handed_out(stored: StoredFile, name: str) -> HttpResponse:
    """The bytes with the type their beginning shows; the name and the type they came with are never believed."""
    try:
        data = files.read(stored)
    except OSError as error:
        raise NotFound("The file is not where files are kept. Ask who runs Talkoot to look for it.") from error
    media: Media = media_of(data)
    response = HttpResponse(data, content_type=media.media_type)
    way = "inline" if media.is_picture else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{name}.{media.ending}"'
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
