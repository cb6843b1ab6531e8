"""What changed: two documents in, a :class:`~legaltools.model.comparison.Comparison` out.

``align`` finds which clause became which, ``groups`` splits and merges, ``order`` moves and renumbering, ``redline``
what changed inside a clause, ``script`` puts it together.
"""

from legaltools.compare.script import apply, compare

__all__ = ["apply", "compare"]
