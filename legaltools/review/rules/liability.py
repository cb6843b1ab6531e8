"""LIM: clauses by which the provider bears less than the law says.

What each rule says, looks for and shows as examples is in ``liability.toml``.
"""

import re

from legaltools.review.actor import NOT_PROVIDER, actor
from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import ROLE_MARKS, Hit, pattern

liability = Family("liability")
# The introduction of a list of what is not answered for.
DENIED = "(?:不{C40}(?:负责|承担{C12}(?:责任|赔偿|损失))|免责){C20}:"
RELATIVE = "Ｏ{1,12}(?:均|亦|将|可)?$"  # 披露方, 受影响方: whichever side it is
BEYOND = "不可抗力|不可抗拒|意外事件"
EITHER = "(?:Ｐ(?:或者?|和|及|与|、)Ｕ|Ｕ(?:或者?|和|及|与|、)Ｐ)[ＰＵ]{0,20}(?:均|都|皆)?$"  # 甲方或者乙方: both alike
DENIALS = "不未无难并"  # a denial has a subject; 仅供参考 and 按现状 have none
NAMED = (
    "与",
    "非",
    "不应由",
    "不应当由",
    "不由",
    "无需由",
    "不是",
    "不属于",
    "免除",
    "豁免",
    ROLE_MARKS["provider"],
)  # the words name who is freed


@liability("LIM001")
def exemption(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider (its affiliates, staff, partners) bears no responsibility for a loss, result, service or event.

    A sum is LIM002, kinds of loss LIM003, "no breach" LIM004, quality LIM005; the user's own exemption is none.
    """
    named = m[0].startswith(NAMED)
    who = None if named else actor(s, m.start())
    before = s.masked[: m.start()]
    either = pattern(EITHER if who == "user" else RELATIVE).search(before) if who in ("user", "other") else None
    if who == "mutual" or either:
        return s.hit(m, side="mutual", step=1 if s.has(BEYOND) else 0)
    return None if who in NOT_PROVIDER else s.hit(m)


@liability("LIM002")
def cap(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider's compensation is limited to a sum, the fees of a period, a price or a share.

    A cap on the user's penalty, on time or quantity, or "only to the extent necessary" of a disclosure is not one.
    """
    return s.hit(m, side="user" if actor(s, m.start()) == "user" else None)


@liability("LIM003")
def kinds_of_loss(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Damages are excluded by kind: indirect, consequential, punitive, lost profits, goodwill, interruption.

    The same list in the user's duty to compensate is USR001; 直接或间接 of an act or of control is not a loss.
    """
    if m.re.pattern.startswith("^"):
        return s.hit(m) if pattern(DENIED).search(s.head) or pattern(DENIED).search(s.beside) else None
    who = actor(s, m.start())
    if who == "mutual":
        return s.hit(m, side="mutual")
    return None if who in NOT_PROVIDER else s.hit(m)


@liability("LIM004")
def no_breach(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Interruptions, defects or maintenance are deemed no breach; the items of such a list inherit it.

    "Not exercising a right is no waiver" and the user's own breach have nothing to do with it.
    """
    return s.hit(m)


@liability("LIM005")
def no_warranty(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider gives no warranty of quality, availability, safety, accuracy; as is; for reference only.

    What the user warrants, a promise of availability, and 保证金 are not meant.
    """
    return None if m[0][0] in DENIALS and actor(s, m.start()) in NOT_PROVIDER else s.hit(m)


@liability("LIM006")
def force_majeure(s: Sentence, m: re.Match[str]) -> Hit | None:
    """A force majeure clause, above all one that counts business risks in or leaves out notice and proof.

    A clause that only repeats the statute is not flagged; outside control or hackers without the word: low confidence.
    """
    return s.hit(m)


@liability("LIM008")
def narrow_remedy(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The user's remedy is one kind only (ending the service, more time, vouchers) or has a high threshold.

    A clause that also keeps refund and damages is not flagged.
    """
    return s.hit(m)


@liability("LIM009")
def third_party_cause(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Causes on the side of carriers, suppliers, partners, banks excuse the provider.

    Following a third party's licence and sharing data with third parties are not meant.
    """
    return s.hit(m)
