"""JSON: a model value in, indented UTF-8 bytes out. Keys keep the order of the model, so output is reproducible."""

import msgspec


def write(value: object) -> bytes:
    r"""Return ``value`` (a struct of :mod:`legaltools.model`) as JSON, two spaces of indent, a line end at the end.

    A text with a lone surrogate, which UTF-8 cannot hold, is written in ASCII with escapes.

    >>> write({"a": "\ud800"})
    b'{\n  "a": "\\ud800"\n}\n'
    """
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
    except UnicodeEncodeError:
        from json import dumps

        return dumps(msgspec.to_builtins(value), indent=2).encode() + b"\n"
