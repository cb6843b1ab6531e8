"""A history as one self-contained HTML page: a timeline as picture and tables; a chronicle in, UTF-8 bytes out."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from legaltools.model.timeline import Chronicle
from legaltools.writers.html import policy

if TYPE_CHECKING:
    from jinja2 import Template


def write(value: Chronicle) -> bytes:
    """Return the page; it has no script."""
    base = files("legaltools.writers.html").joinpath("style/base.css").read_text(encoding="utf-8")
    style = base + files(__name__).joinpath("history.css").read_text(encoding="utf-8")
    return _template().render(c=value, style=style, policy=policy(style, "")).encode("utf-8", "replace")


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(__name__, ".")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html.j2")
