"""A fault that is a value: the text is never refused, what is odd about it is written down."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "information", "hint"]


class Diagnostic(Struct, frozen=True, gc=False):
    """A numbering or reading fault (the name and the severities are LSP's).

    ``code`` (``NUM002``) keys the wording in ``report/messages.*.toml``, ``args`` fills it; ``suggestion`` is the text
    to put in place of ``[start, end)``, ``""`` if there is none.
    """

    code: str
    start: int
    end: int
    eid: str | None = None
    line: int = 0
    severity: Severity = "warning"
    suggestion: str = ""
    args: dict[str, str] = {}
