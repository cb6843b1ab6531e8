"""A comparison as one self-contained HTML page: aligned clauses side by side or inline, filters, print style.

The frame, the colours and the strict Content-Security-Policy are those of the opinion's page.
"""

from bisect import bisect_left
from collections import defaultdict
from types import SimpleNamespace

from legaltools.model.versions import Line, Meaning, Versions
from legaltools.writers.html.frame import based, policy, resource, template


def write(value: Versions) -> bytes:
    """Return the page."""
    style = based(__name__, "changes.css")
    script = resource(__name__, "changes.js")
    return (
        template(__name__)
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
