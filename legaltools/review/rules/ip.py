"""IPR: content and intellectual property.

What each rule says, looks for and shows as examples is in ``ip.toml``.
"""

import re

from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import Hit

rights = Family("ip")


@rights("IPR001")
def content_licence(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The user licenses or cedes content to the provider.

    The licence to the user and "your data is yours" are not meant.
    """
    return s.hit(m)


@rights("IPR002")
def reservation(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Everything belongs to the provider; bans on copying alone only hint.

    What belongs to the user is not meant.
    """
    return s.hit(m)
