"""USR: what the user has to bear, prove, pay or give up.

What each rule says, looks for and shows as examples is in ``user_burden.toml``.
"""

import re

from legaltools.review.actor import actor
from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import ROLE_MARKS, Hit, pattern

burden = Family("user_burden")
FEES = "费用?|税(?!务)|邮资|成本"  # what the user pays himself is no risk
TOWARDS = ("对", "向")  # 对您承担的责任 is the provider's
LOSSES = "损失|后果|责任|风险|纠纷|债务|赔偿|索赔|处罚|罚款"
CAUSED = "(?:因|由)[^。;,]{0,24}?(?:增加|产生|引起|导致|造成|发生)"  # costs of something are a consequence
BORNE = ("由", "应由", "均由", "须由", "将由")
NEAR = 60  # characters before such words in which what is borne is named
NOT_USER = ("provider", "authority")


@burden("USR001")
def indemnity(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The user compensates the provider, defends it against claims or holds it harmless.

    Compensation by the provider or by whoever is in breach, and mere cooperation, are not meant.
    """
    return s.hit(m)


@burden("USR002")
def risk(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Consequences, losses or risks are borne by the user himself.

    Each side bearing its own, or the provider bearing, is not meant.
    """
    clause = s.clause(*m.span())
    if m[0][0] == ROLE_MARKS["user"] and s.masked[: m.start()].rstrip(m[0][0])[-1:] in TOWARDS:
        return None
    if ROLE_MARKS["user"] not in m[0] and actor(s, m.start()) in ("provider", "mutual", "authority"):
        return None
    return None if _of_fees(s, m, clause) else s.hit(m)


def _of_fees(s: Sentence, m: re.Match[str], clause: str) -> bool:
    """Tell whether only fees are borne; what 由您承担 speaks of may stand in the clauses before it."""
    said = clause
    if (m[0].startswith(BORNE) or clause.startswith(BORNE)) and not pattern(LOSSES + "|" + FEES).search(clause):
        said = s.masked[max(0, m.start() - NEAR) : m.end()]
    if not pattern(FEES).search(said) or pattern(LOSSES).search(said):
        return False
    return ROLE_MARKS["user"] not in m[0] or not pattern(CAUSED).search(said)


@burden("USR003")
def proof(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The user must prove, or the provider's records decide, or what happens on an account is deemed his act.

    The provider's own burden of proof and a presumption that can be rebutted are not meant.
    """
    return s.hit(m)


@burden("USR004")
def penalty(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Liquidated damages, late fees, multiples of the loss on the user.

    What the provider pays, statutory interest and headings are not meant.
    """
    return s.hit(m)


@burden("USR005")
def no_refund(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Fees, balances or benefits are not returned, forfeited or expire.

    Returning what is left, and refund by law, are not meant.
    """
    return s.hit(m)


@burden("USR006")
def waiver(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The user gives up claims, objections, defences or lawsuits in advance.

    "Not exercising is no waiver" and rights that are kept are not meant.
    """
    return None if actor(s, m.start()) in NOT_USER else s.hit(m)


@burden("USR007")
def claim_period(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Who does not object, claim or sue within days or months loses the right.

    The provider's own time limits and limitation by statute are not meant.
    """
    return s.hit(m)


@burden("USR008")
def no_way_out(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The user may not rescind, unsubscribe or delete the account, or only at a price.

    Limits on the provider or on both sides are not meant.
    """
    return s.hit(m)
