"""Files into sources: ``read(data, name) -> Source``; one module is one input format, found by folder."""

import hashlib

from legaltools.model.source import Format, ReadError, Source

__all__ = ["ReadError", "read"]


def read(data: bytes, name: str) -> Source:
    """Decode ``data`` (first form: UTF-8 or GB18030 text)."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ReadError("binary")
    form: Format = "markdown" if name.endswith(".md") else "text"
    return Source(
        name, form, encoding.removesuffix("-sig"), hashlib.sha256(data).hexdigest(), text.replace("\r\n", "\n")
    )
