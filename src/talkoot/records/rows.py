"""How a row becomes facts: the same row always gives the same canonical JSON."""

import hashlib
from collections.abc import Iterable

from django.apps import apps
from django.db import models

from talkoot.core.canonical import Json, digest, dumps, plain
from talkoot.records.fields import PersonalText, SaltField


def label(row: models.Model) -> str:
    """How entries name a row: `costs.voucher:12`."""
    return f"{row._meta.label_lower}:{row.pk}"


def facts_of(row: models.Model) -> dict[str, Json]:
    """Every cell of the row, in plain JSON. Personal text gives a salted digest, the salt stays out."""
    salt = getattr(row, "salt", "")
    return {
        field.attname: digest(salt + getattr(row, field.attname))
        if isinstance(field, PersonalText)
        else plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if not isinstance(field, SaltField)
    }


def parts_of(model: str, field: str, whole: int) -> dict[str, Json]:
    """Count and digest of the rows of `model` whose `field` points at row `whole`, in the order of their keys."""
    summed = hashlib.sha256()
    count = 0
    rows: Iterable[models.Model] = apps.get_model(model)._default_manager.filter(**{field: whole}).order_by("pk")
    for row in rows.iterator(chunk_size=2000):  # type: ignore[attr-defined]
        summed.update(dumps(facts_of(row)).encode() + b"\n")
        count += 1
    return {"count": count, "digest": summed.hexdigest()}
