"""Words beside which figures stand, dates, counts, sums, and what limits time without a figure: found in one pass.

In: the document. Out: the hits in its folded text, kept with the document.
"""

from functools import cache

from legaltools.extract import dates, durations, openended
from legaltools.lexicon import PhraseHit, Sets, table
from legaltools.model.annotation import Unit
from legaltools.model.document import Document, kept
from legaltools.text.folded import folded


@kept
def hits(document: Document) -> dict[str, list[PhraseHit]]:
    """Return where words for dates, counts, sums, open standards and running periods stand."""
    return _words().find(folded(document))


@cache
def _words() -> Sets:
    sums = table("money")["triggers"]
    return Sets(
        {
            "date": dates.triggers(),
            "count": durations.triggers(),
            "sum": [*sums["money"], *sums["shares"], *sums["multiples"], *sums["masks"]],
            "open": openended.triggers(),
            "period": [*periods("windows"), *periods("running"), *periods("next")],
        }
    )


@cache
def periods(key: str) -> dict[str, Unit]:
    """Return the unit of each word for a period that is measured over (``windows``), is ``running`` or is ``next``."""
    return {word: unit for unit, words in table("time")[key].items() for word in words}
