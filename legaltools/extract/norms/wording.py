"""``lexicon/modality.toml`` as matchers, by name: patterns (``P``), sets of words (``W``), plain words (``A``)."""

import re
from typing import Any

from legaltools.lexicon import Patterns, Words, table

A: dict[str, Any] = table("modality")["act"]
P = Patterns({name: value for name, value in A.items() if isinstance(value, str)})
W = {name: frozenset(value) for name, value in A.items() if isinstance(value, list)}
_CUES: dict[str, Any] = table("modality")["cue"]
_SUBJECT = table("subjects")["subject"]
_CLAUSE = table("subjects")["clause"]
FREE = Words([*_CUES["free"]["words"], *_CUES["void"]["words"]])
ADVERBS = Words(_SUBJECT["adverb"])
THINGS = Words(_SUBJECT["thing"])
PHRASE = re.compile(_CLAUSE["phrase"])
TOPIC = Words(_SUBJECT["topic"])
CONNECTIVE = Words(_CLAUSE["connective"])
PLACES = Words(_SUBJECT["place"])
LINKING = tuple(_CLAUSE["linking"])
OWN_ACT = re.compile(_CLAUSE["own_act"])
ENDING = Words(_CLAUSE["ending"])
OF = tuple(_SUBJECT["of"])
TAKING = Words(_CLAUSE["taking"])
OPENER = re.compile(_CLAUSE["opener"])
OPENING = re.compile(CONNECTIVE.leading + f"(?P<opener>{_CLAUSE['opener']})")
