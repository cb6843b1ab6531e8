"""IPR: content and intellectual property.

What each rule says, looks for and shows as examples is in ``ip.toml``.
"""

import re

from legaltools.review.actor import actor
from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import Hit

GRANT = re.compile("授予|授权|许可|给予|转让")
rights = Family("ip")


@rights("IPR001")
def content_licence(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The user licenses or cedes content to the provider.

    The licence to the user and "your data is yours" are not meant.
    """
    grant = GRANT.search(m[0])
    if grant and actor(s, m.start() + grant.start()) not in ("user", None):
        return None
    return s.hit(m)


@rights("IPR002")
def reservation(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Everything belongs to the provider; bans on copying alone only hint.

    What belongs to the user is not meant.
    """
    return s.hit(m)
