"""Fields for files: read whole, looked at by their first bytes, refused in words."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from talkoot.costs.einvoice.reading import MAX_BYTES
from talkoot.costs.media import media_of


class BytesField(forms.FileField):
    """The bytes of a file that isn't too large; an empty one is for the reader to refuse."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("allow_empty_file", True)
        kwargs.setdefault("widget", forms.FileInput())
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or None. Raises ValidationError."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 megabytes. Send a smaller one."))
        return file or None


class EvidenceField(BytesField):
    """A picture or a PDF of a paper."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or None. Raises ValidationError for what is neither a picture nor a PDF."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            start = file.read(64)
            file.seek(0)
            if not media_of(start).is_evidence:
                raise forms.ValidationError(_("This is no picture (JPEG, PNG) and no PDF. Choose another file."))
        return file
