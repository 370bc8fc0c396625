"""What may be shown of a file from outside, told by its first bytes and never by the name or type it came with."""

from dataclasses import dataclass

_PICTURES = ((b"\xff\xd8\xff", "image/jpeg", "jpg"), (b"\x89PNG\r\n\x1a\n", "image/png", "png"))


@dataclass(frozen=True)
class Media:
    """How bytes are handed out. Only a picture is shown in a page; everything else is downloaded."""

    media_type: str
    ending: str
    is_picture: bool = False

    @property
    def is_evidence(self) -> bool:
        """Whether somebody may send it as a picture of a receipt."""
        return self.is_picture or self.ending == "pdf"


def media_of(data: bytes) -> Media:
    """What the bytes are: a picture, a PDF, XML, or something that is only kept."""
    for start, media_type, ending in _PICTURES:
        if data.startswith(start):
            return Media(media_type, ending, is_picture=True)
    if data.startswith(b"%PDF-"):
        return Media("application/pdf", "pdf")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Media("application/xml", "xml")
    return Media("application/octet-stream", "bin")
