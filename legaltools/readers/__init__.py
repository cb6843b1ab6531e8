"""Files into sources: ``read(data, name) -> Source``. One module is one input format, found by folder.

In: the bytes of a file and its name. Out: a :class:`~legaltools.model.source.Source`, or
:class:`~legaltools.model.source.ReadError` with a code that has a wording. A reader module has one function,
``read(data, name, *, option="…") -> Source``; its keyword-only parameters are the options it knows, an option meant
for another format is ignored. A file whose name ends ``.docx`` goes to the module ``docx``; what the first bytes say
is believed before the name.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, cast

from legaltools.model.source import ReadError, Source

__all__ = ["MAX_BYTES", "ReadError", "format_of", "read", "too_large"]

MAX_BYTES = 64 << 20
_HEAD = 1024

_ALIASES = {"md": "markdown", "mkd": "markdown", "mdown": "markdown", "htm": "html", "xhtml": "html", "shtml": "html",
            "jsp": "html", "asp": "html", "aspx": "html", "php": "html", "docm": "docx", "dotx": "docx",
            "txt": "text"}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AKN = b"http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<%@ page")


def too_large(size: int) -> ReadError:
    """Return the error for a file of ``size`` bytes, which is over :data:`MAX_BYTES`."""
    return ReadError("too_large", size=f"{size / (1 << 20):.0f}", limit=str(MAX_BYTES >> 20))


def read(data: bytes, name: str, format: str | None = None, **options: str) -> Source:
    """Read the bytes of the file ``name``; ``format`` (a module's name) is used instead of what they look like."""
    if len(data) > MAX_BYTES:
        raise too_large(len(data))
    form = format or format_of(data, name)
    if form not in _formats():
        raise ReadError("unknown_format", format=form)
    reader: Any = import_module(f"{__name__}.{form}")
    known = reader.read.__kwdefaults__ or {}
    return cast(Source, reader.read(data, name, **{key: value for key, value in options.items() if key in known}))


def format_of(data: bytes, name: str) -> str:
    """Tell the format from the first bytes, else from the name's ending, else ``text``; raises for Word 97 and RTF."""
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_OLE):
        raise ReadError("encrypted" if _ENCRYPTED in data else "word97", file=name)
    if head.startswith(b"{\\rtf"):
        raise ReadError("rtf", file=name)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES):
        return "html"
    if _AKN in head and head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return "akn"
    suffix = name.rpartition(".")[2].lower()
    form = _ALIASES.get(suffix, suffix)
    return form if form in _formats() else "text"


@cache
def _formats() -> frozenset[str]:
    return frozenset(module.name for module in iter_modules(__path__) if "_" not in module.name)
