"""legaltools reads Chinese terms and contracts the way a careful lawyer does.

The verbs are ``read``, ``parse``, ``extract``, ``build_graph``, ``review``, ``compare``, ``report`` and ``analyse``;
they are loaded from :mod:`legaltools.pipeline` on first use, so importing the package costs nothing.

>>> import legaltools
>>> document = legaltools.parse("corpus/aliyun-ecs-terms.txt")
>>> document.by_eid["cl_8__cl_5"].label
'8.5.'
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legaltools.pipeline import analyse, build_graph, compare, extract, parse, read, report, review

__version__ = "0.1.0"
__all__ = ["analyse", "build_graph", "compare", "extract", "parse", "read", "report", "review"]


class _Package(ModuleType):
    """Some verbs share their name with the room that does the work: here the name means the verb.

    Importing ``legaltools.review.engine`` would bind the room to ``legaltools.review``; that binding is not made.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> object:
        if name in __all__:
            return getattr(import_module("legaltools.pipeline"), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
