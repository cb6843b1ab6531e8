"""ACC: consent and notice that are deemed.

What each rule says, looks for and shows as examples is in ``acceptance.toml``.
"""

import re

from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import Hit

acceptance = Family("acceptance")


@acceptance("ACC001")
def by_using(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Using, registering, downloading, clicking counts as accepting all terms.

    A signature or a ticked box before the order is express; "do not use if you disagree" alone is a hint.
    """
    return s.hit(m)


@acceptance("ACC002")
def by_going_on(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Going on to use after a change counts as accepting it.

    "Continues to store" and "deemed to continue" are not meant.
    """
    return s.hit(m)


@acceptance("ACC003")
def notice(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Notice is deemed given on posting or sending, or the user must keep watching pages.

    A channel alone only hints; arrival and receipt are what the law says anyway.
    """
    return s.hit(m)


@acceptance("ACC004")
def silence(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Not objecting, not answering, not cancelling counts as consent.

    "Silence is no consent" protects; going on to use is ACC002.
    """
    return s.hit(m)


@acceptance("ACC005")
def by_default(s: Sentence, m: re.Match[str]) -> Hit | None:
    """A further service, option or permission is on unless the user switches it off.

    Technical defaults and promises not to do so are not meant.
    """
    return s.hit(m)


@acceptance("ACC006")
def renewal(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The contract renews or the account is charged by itself.

    A renewal the user pays for himself is not meant.
    """
    return s.hit(m)


@acceptance("ACC007")
def incorporation(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Other pages, rules or agreements become part of the contract, also future ones.

    Statutes are not meant; a mere pointer (see …) only hints.
    """
    return s.hit(m)
