"""DAT: what happens to the user's data.

What each rule says, looks for and shows as examples is in ``data.toml``.
"""

import re

from legaltools.review.actor import NOT_PROVIDER, actor
from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import Hit, pattern
from legaltools.review.rules.unilateral import GRANTED

data = Family("data")
PERSONAL = "个人信息|个人数据|个人资料|匿名化"
# A promise not to disclose is none of our business, unless exceptions follow that go beyond the user's consent.
REFUSED = (
    "不(?:会|得|应|再|能|可|要|向|与|和|同|将|对外|予|公开|披露|透露|提供|出售|擅自|非法|以|允许|从)|勿"
    "|未经|未获|严禁|禁止|拒绝|无权"
)
HANDED = re.compile("转让|转移|移交|交换|出售|展示|推送")  # of data, else it is no disclosure
# The introduction of a list of when data is given away: 除下列情形外，不向第三方披露：
DISCLOSED = (
    "(?:披露|透露|提供|共享|公开|转让|泄露)(?:{S60}?(?:除非|除外|情况|情形|例外)|{S4}但){S20}?:"
    "|除{S20}外{S40}?(?:披露|透露|提供|共享|公开){S40}?:"
)
GROUND = "(?:可以|应当?|必须|须|需要?|要求|约定|而|所)[^。;,]{0,20}$"  # why a case of such a list gives data away
AGREED = "^{S8}Ｕ{1,6}的?{C4}(?:同意|授权|自行|主动)"
CONSENTED = "同意"  # that the other side gives data away
NO_DUTY = "(?:没有|无)义务{C10}(?:向|为)"
EXCEPTED = "除非|除外|但(?!不)|(?:下列|以下|下述|上述){C8}(?:情况|情形)|例外"
EXCEPTED_BEFORE = "除{S60}(?:以?外|之外)|(?:下列|以下|下述){C8}(?:情况|情形)"
ONLY_BY_CONSENT = "(?:除非|但|除){S16}(?:同意|授权|许可){C6}(?:外|除外)?[。;]?$"


@data("DAT001")
def deletion(s: Sentence, m: re.Match[str]) -> Hit | None:
    """After the end, expiry, arrears or inactivity data is deleted, cannot be restored or need not be kept.

    Of personal data it is told as what it is to the user, no burden. Deletion at the user's request and removal of
    illegal content are not meant.
    """
    if m.re.pattern.startswith("^") and not pattern(GRANTED).search(s.head):
        return None
    if pattern(PERSONAL).search(m[0]):
        return s.hit(m, side="user", step=2)
    return s.hit(m)


@data("DAT002")
def backup(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Backup is the user's matter; the provider does not answer for lost data.

    Offering backups and promising durability are not meant; 备案 is not 备份.
    """
    return s.hit(m)


def _excepted(s: Sentence, m: re.Match[str]) -> bool:
    """Tell whether a promise has exceptions, and not only the user's consent."""
    before, after = s.masked[: m.start()], s.masked[m.end() :]
    if pattern(ONLY_BY_CONSENT).search(s.masked):
        return False
    return pattern(EXCEPTED).search(after) is not None or pattern(EXCEPTED_BEFORE).search(before) is not None


def _listed(s: Sentence, before: str) -> bool:
    """Tell whether a sentence is one of the cases of a list in which data is given away, consent aside."""
    if not pattern(DISCLOSED).search(s.head) or not pattern("{data}").search(s.head):
        return False
    return pattern(GROUND).search(before) is not None and pattern(AGREED).search(before) is None


@data("DAT003")
def disclosure(s: Sentence, m: re.Match[str]) -> Hit | None:
    """User data may be given to third parties, affiliates, partners or authorities.

    Confidentiality and promises not to disclose are not meant, unless exceptions follow.
    """
    if m.re.pattern.endswith("$"):
        return s.hit((0, m.end())) if _listed(s, s.masked[: m.start()]) else None
    if m[0].startswith(CONSENTED):
        return s.hit(m)
    if actor(s, m.start()) == "user" or s.has(NO_DUTY):
        return None
    if HANDED.search(m[0]) and not s.has("{data}"):
        return None
    clause = s.masked[s.masked.rfind(",", 0, m.start()) + 1 : m.end()]
    if pattern(REFUSED).search(clause) and not _excepted(s, m):
        return None
    return s.hit(m)


@data("DAT004")
def subcontracting(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider may have third parties process data or perform.

    With the user's consent, or the user's own agents, it is not meant.
    """
    return None if actor(s, m.start()) in NOT_PROVIDER else s.hit(m)


@data("DAT005")
def monitoring(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider inspects, scans or monitors content, logs or conduct.

    Monitoring offered to the user and inspection by authorities are not meant.
    """
    return None if actor(s, m.start()) in NOT_PROVIDER else s.hit(m)


@data("DAT006")
def blanket_consent(s: Sentence, m: re.Match[str]) -> Hit | None:
    """One agreement covers collecting, using and sharing personal data, for good or without choice.

    Separate and revocable consent is not meant.
    """
    return s.hit(m)
