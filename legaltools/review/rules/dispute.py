"""DSP: where and by which law disputes are settled.

What each rule says, looks for and shows as examples is in ``dispute.toml``.
"""

import re

from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import Hit

dispute = Family("dispute")


@dispute("DSP001")
def court(s: Sentence, m: re.Match[str]) -> Hit | None:
    """A court is named or chosen.

    "Governed by the law of" is DSP003; a court that asks for data is none.
    """
    return s.hit(m)


@dispute("DSP002")
def arbitration(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Disputes go to arbitration.

    Labour arbitration, the platform's own handling and mere mentions are not meant.
    """
    return s.hit(m)


@dispute("DSP003")
def governing_law(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The law that applies to the contract is chosen.

    Acting by law and breaking the law are not meant.
    """
    return s.hit(m)


@dispute("DSP004")
def costs(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Costs of enforcing are borne by the user alone.

    Each its own, or the loser pays, is not meant.
    """
    return s.hit(m)
