"""legaltools reads Chinese terms and contracts the way a careful lawyer does.

The verbs are ``read``, ``parse``, ``extract``, ``build_graph``, ``review``, ``compare``, ``report`` and ``analyse``;
they are loaded from :mod:`legaltools.pipeline` on first use, so importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legaltools.pipeline import extract, parse, read

__version__ = "0.1.0"
__all__ = ["analyse", "build_graph", "compare", "extract", "parse", "read", "report", "review"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("legaltools.pipeline"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
