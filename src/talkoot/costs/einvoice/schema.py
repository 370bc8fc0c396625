"""Checking a Finvoice message against Finance Finland's schema. It proves little, so it is a finding, no refusal."""

from functools import lru_cache
from pathlib import Path

from lxml import etree

_CHECKED = {"1.1", "1.2", "1.3", "2.0", "2.01", "3.0"}


def fits_schema(root: etree._Element, schema: Path) -> bool:
    """Whether the document keeps to Finvoice3.0.xsd. UBL and Finvoice 1.0, which it doesn't describe, always do.

    Newer versions of Finvoice only added elements, so the schema checks the older ones too once the `Version` attribute
    (which it restricts) is set aside.
    """
    version = root.get("Version")
    if root.tag != "Finvoice" or version not in _CHECKED:
        return True
    root.set("Version", "3.0")
    try:
        return _load(schema, schema.stat().st_mtime_ns).validate(root)
    finally:
        root.set("Version", version)


@lru_cache(maxsize=4)
def _load(schema: Path, _changed: int) -> etree.XMLSchema:
    return etree.XMLSchema(
        etree.parse(schema, etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False))
    )
