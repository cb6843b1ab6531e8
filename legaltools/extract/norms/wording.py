"""``lexicon/modality.toml`` as matchers, by name: patterns (``P``), sets of words (``W``), plain words (``A``)."""

import re
from typing import Any

from legaltools.lexicon import Words, table

A: dict[str, Any] = table("modality")["act"]
P = {name: re.compile(value) for name, value in A.items() if isinstance(value, str)}
W = {name: frozenset(value) for name, value in A.items() if isinstance(value, list)}
_CUES: dict[str, Any] = table("modality")["cue"]
_SUBJECT = table("subjects")["subject"]
FREE = Words([*_CUES["free"]["words"], *_CUES["void"]["words"]])
ADVERBS = Words(_SUBJECT["adverb"])
THINGS = Words(_SUBJECT["thing"])
PHRASE = re.compile(table("subjects")["clause"]["phrase"])
TOPIC = Words(_SUBJECT["topic"])
CONNECTIVE = Words(table("subjects")["clause"]["connective"])
PLACES = Words(_SUBJECT["place"])
LINKING = frozenset(table("subjects")["clause"]["linking"])
OWN_ACT = re.compile(table("subjects")["clause"]["own_act"])
ENDING = Words(table("subjects")["clause"]["ending"])
OF = tuple(_SUBJECT["of"])
