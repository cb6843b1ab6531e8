"""DAT: what happens to the user's data.

What each rule says, looks for and shows as examples is in ``data.toml``.
"""

import re

from legaltools.review.actor import actor
from legaltools.review.card import Family
from legaltools.review.context import Sentence
from legaltools.review.rule import Hit

data = Family("data")
NOT_PROVIDER = ("user", "mutual", "third_party", "authority", "other")


@data("DAT001")
def deletion(s: Sentence, m: re.Match[str]) -> Hit | None:
    """After the end, expiry, arrears or inactivity data is deleted, cannot be restored or need not be kept.

    Deleting personal data by law, the user's own deletion and removal of illegal content are not meant.
    """
    return s.hit(m)


@data("DAT002")
def backup(s: Sentence, m: re.Match[str]) -> Hit | None:
    """Backup is the user's matter; the provider does not answer for lost data.

    Offering backups and promising durability are not meant; 备案 is not 备份.
    """
    return s.hit(m)


@data("DAT003")
def disclosure(s: Sentence, m: re.Match[str]) -> Hit | None:
    """User data may be given to third parties, affiliates, partners or authorities.

    Confidentiality and promises not to disclose are not meant, unless exceptions follow.
    """
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
