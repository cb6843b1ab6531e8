"""UNI: what the provider may do alone.

What each rule says, looks for and shows as examples is in ``unilateral.toml``.
"""

import re

from legaltools.review.actor import NOT_PROVIDER, actor
from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import ROLE_MARKS, Hit, pattern

unilateral = Family("unilateral")
OBEYED = (
    "认可",
    "接受",
    "服从",
    "遵守",
    "执行",
    "认同",
    "对" + ROLE_MARKS["provider"],
)  # the user accepts what is judged
BY_PROVIDER = ("由" + ROLE_MARKS["provider"], "经" + ROLE_MARKS["provider"])  # the words name who judges
AUTOMATIC = "(?:自动|立即|即行|即刻|随即)地?(?:终止|终结|失效|中止)$"  # by itself, whoever was in breach
PASSIVE = "被"  # 将被封禁: the subject is who suffers it
GRANTED = "(?<!Ｕ)(?:有权|可以?|权利|措施|处理|处罚){C30}:"  # the introduction of a list of what the provider may do


@unilateral("UNI001")
def change_of_terms(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider may change the terms, rules or policies without the user's consent.

    The user's own data, software adaptation and system settings are not terms.
    """
    named = m[0].startswith(ROLE_MARKS["provider"])
    return s.hit(m) if named or actor(s, m.start()) not in NOT_PROVIDER else None


@unilateral("UNI002")
def change_of_price(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider may change prices, billing or start to charge; or the price is what a page says at the time.

    The price of the order and prices that stay are not meant.
    """
    return None if actor(s, m.start()) in NOT_PROVIDER else s.hit(m)


@unilateral("UNI003")
def suspension(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider may suspend, restrict, freeze or end the service, the account or the contract.

    The user's own right to stop, agreed ending, and a rescission open to both sides are not meant.
    """
    if m.re.pattern.startswith("^") and not pattern(GRANTED).search(s.head):
        return None
    if PASSIVE in m[0]:
        return s.hit(m)
    if pattern(AUTOMATIC).search(m[0]):
        return None if actor(s, m.start()) in ("mutual", "provider") else s.hit(m)
    return None if actor(s, m.start()) in NOT_PROVIDER else s.hit(m)


@unilateral("UNI004")
def sole_judgement(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Breach, facts or fees are judged by the provider alone; "if we find" only hints at it.

    The user's judgement, an authority's, or that of both sides is not meant.
    """
    if m[0].startswith((*BY_PROVIDER, *OBEYED)):
        return s.hit(m)
    return None if actor(s, m.start()) in NOT_PROVIDER else s.hit(m)


@unilateral("UNI005")
def interpretation(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider alone has the (final) right to interpret.

    Explaining terms, the interpretation of titles and judicial interpretations are not meant.
    """
    return s.hit(m)


@unilateral("UNI006")
def change_of_service(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider may move, upgrade, take down or alter the service or its features.

    The user's own configuration is not meant; prices are UNI002.
    """
    return None if actor(s, m.start()) in NOT_PROVIDER else s.hit(m)


@unilateral("UNI007")
def removal(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider may delete, hide or unlink the user's content.

    The user's own deletion, and deletion of personal data by law, are not meant; at the end of a contract: DAT001.
    """
    return None if actor(s, m.start()) in NOT_PROVIDER else s.hit(m)
