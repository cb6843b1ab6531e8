"""What changed: two documents in, a :class:`~legaltools.model.comparison.Comparison` out.

``align`` finds which clause became which, ``groups`` splits and merges, ``order`` moves and renumbering, ``redline``
what changed inside a clause, ``script`` puts it together; ``meaning`` adds effects, reference drift and dates,
``statutes`` the citations a new version of a statute left behind.
"""

from legaltools.compare.effects.facts import Side
from legaltools.compare.meaning import explain
from legaltools.compare.script import apply, compare
from legaltools.compare.statutes import citations

__all__ = ["Side", "apply", "citations", "compare", "explain"]
