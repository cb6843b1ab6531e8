"""JSON: a model value in, indented UTF-8 bytes out. Keys keep the order of the model, so output is reproducible."""

import msgspec


def write(value: object) -> bytes:
    """Return ``value`` (a struct of :mod:`legaltools.model`) as JSON, two spaces of indent, a line end at the end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
