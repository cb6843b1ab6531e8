"""Two providers' terms as one self-contained HTML page: an overview and a panel a topic; :class:`Providers` in.

The frame, the colours and the strict Content-Security-Policy are those of the opinion's page; it has no script.
"""

from types import SimpleNamespace

from legaltools.model.providers import Providers
from legaltools.writers.html.frame import based, policy, template


def write(value: Providers) -> bytes:
    """Return the page in UTF-8."""
    style = based(__name__, "providers.css")
    page = template(__name__).render(v=value, w=SimpleNamespace(**value.words), style=style, policy=policy(style, ""))
    return page.encode("utf-8", "replace")
