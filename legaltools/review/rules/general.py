"""GEN: general clauses.

What each rule says, looks for and shows as examples is in ``general.toml``.
"""

import re

from legaltools.review.actor import NOT_PROVIDER, actor
from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import Hit

general = Family("general")
CONTRACT = "权利|义务|合同|协议|条款|债权|债务|服务|业务|运营|工作|工程|项目"


@general("GEN001")
def assignment(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider may transfer the contract, its claims or its debts without the user's consent.

    A ban on both sides, or on the user, is not meant.
    """
    if not s.has(CONTRACT) or actor(s, m.start()) in NOT_PROVIDER:
        return None
    return s.hit(m)


@general("GEN002")
def precedence(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Which text prevails where two say different things.

    "Subject to the page" of a price is UNI002.
    """
    return s.hit(m)


@general("GEN003")
def survival(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Terms go on after the contract has ended.

    Storing on and refunds after the end are not meant.
    """
    return s.hit(m)


@general("GEN004")
def entire_agreement(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The contract replaces everything said or written before.

    Complete information and keeping records are not meant.
    """
    return s.hit(m)


@general("GEN005")
def severability(s: Sentence, m: re.Match[str]) -> Hit | None:
    """If a part has no effect the rest stands.

    A list of void terms is not meant.
    """
    return s.hit(m)


@general("GEN006")
def minors(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Minors, their guardians and capacity.

    Modes that protect minors and refunds to guardians are not meant.
    """
    return s.hit(m)
