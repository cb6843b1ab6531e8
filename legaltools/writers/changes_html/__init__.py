"""A comparison as one self-contained HTML page: aligned clauses side by side or inline, filters, print style.

The frame, the colours and the strict Content-Security-Policy are those of the opinion's page.
"""

from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING

from legaltools.model.versions import Versions
from legaltools.writers.html import policy

if TYPE_CHECKING:
    from jinja2 import Template


def write(value: Versions) -> bytes:
    """Return the page."""
    base = files("legaltools.writers.html").joinpath("style/base.css").read_text(encoding="utf-8")
    own = files(__name__)
    style = base + own.joinpath("changes.css").read_text(encoding="utf-8")
    script = own.joinpath("changes.js").read_text(encoding="utf-8")
    moved = {eid: line.number for line in value.lines if line.kind == "moved" for eid in line.old}
    return (
        _template()
        .render(
            v=value,
            w=SimpleNamespace(**value.words),
            style=style,
            script=script,
            policy=policy(style, script),
            moved=moved,
            important=[line for line in value.lines if line.direction == "worse_for_user"],
        )
        .encode("utf-8", "replace")
    )


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
