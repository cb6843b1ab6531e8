"""Two providers' terms as one self-contained HTML page: an overview and a panel a topic; :class:`Providers` in.

The frame, the colours and the strict Content-Security-Policy are those of the opinion's page; it has no script.
"""

from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING

from legaltools.model.providers import Providers
from legaltools.writers.html import policy

if TYPE_CHECKING:
    from jinja2 import Template


def write(value: Providers) -> bytes:
    """Return the page in UTF-8."""
    base = files("legaltools.writers.html").joinpath("style/base.css").read_text(encoding="utf-8")
    style = base + files(__name__).joinpath("providers.css").read_text(encoding="utf-8")
    page = _template().render(v=value, w=SimpleNamespace(**value.words), style=style, policy=policy(style, ""))
    return page.encode("utf-8", "replace")


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(__name__, ".")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html.j2")
