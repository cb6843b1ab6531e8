"""A comparison as one self-contained HTML page: aligned clauses side by side or inline, filters, print style.

The frame, the colours and the strict Content-Security-Policy are those of the opinion's page.
"""

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING

from legaltools.model.versions import Line, Meaning, Versions
from legaltools.writers.html import policy

if TYPE_CHECKING:
    from jinja2 import Template


def write(value: Versions) -> bytes:
    """Return the page."""
    base = files("legaltools.writers.html").joinpath("style/base.css").read_text(encoding="utf-8")
    own = files(__name__)
    style = base + own.joinpath("changes.css").read_text(encoding="utf-8")
    script = own.joinpath("changes.js").read_text(encoding="utf-8")
    return (
        _template()
        .render(
            v=value,
            w=SimpleNamespace(**value.words),
            style=style,
            script=script,
            policy=policy(style, script),
            left=_left(value.lines),
            told=_told(value.lines),
            important=[line for line in value.lines if line.direction == "worse_for_user"],
        )
        .encode("utf-8", "replace")
    )


def _left(lines: tuple[Line, ...]) -> dict[int, list[Line]]:
    """Return the moved lines by the index of the line behind which they stood in the old text (-1: before all)."""
    kept = [(line.place, k) for k, line in enumerate(lines) if line.place >= 0 and line.kind != "moved"]
    kept.sort()
    left: defaultdict[int, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.place):
        if line.kind == "moved" and line.old:
            at = bisect_left(kept, (line.place, 0))
            left[kept[at - 1][1] if at else -1].append(line)
    return left


def _told(lines: tuple[Line, ...]) -> dict[int, tuple[Meaning, ...]]:
    """Return what each change means by the index of its last row."""
    last = {line.number: k for k, line in enumerate(lines) if line.number}
    return {last[line.number]: line.meanings for line in lines if line.meanings}


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__name__, "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page.html.j2")
