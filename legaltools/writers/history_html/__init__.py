"""A history as one self-contained HTML page: a timeline as picture and tables; a chronicle in, UTF-8 bytes out."""

from legaltools.model.timeline import Chronicle
from legaltools.writers.html.frame import based, policy, template


def write(value: Chronicle) -> bytes:
    """Return the page; it has no script."""
    style = based(__name__, "history.css")
    return template(__name__).render(c=value, style=style, policy=policy(style, "")).encode("utf-8", "replace")
