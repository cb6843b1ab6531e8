"""Markers of pledges and consents: 同意 承诺 保证 授权.

In: the reader and a marker's place. Out: a draft of the norm, ``None`` where the marker governs nothing.
"""

from legaltools.extract.norms.layout import COLON, COMMA
from legaltools.extract.norms.people import Bearer
from legaltools.extract.norms.reader import Draft, Place, Reader
from legaltools.extract.norms.wording import ENDING, OF, PHRASE, A, P, W

_WITHIN = tuple(A["within"])
_ADDING = tuple(A["adding"])
_CLOSING = ")]\uff09\u3011\u300b\u201d"


def pledge(reader: Reader, place: Place) -> Draft | None:
    """同意 承诺 保证 and an act of one's own; 同意 with another party's act permits that party."""
    after = place.after
    if place.explicit is None and place.verdict != "inherit":
        return None
    before = reader.text[place.start : place.marker.start]
    attached = reader.attached(place)
    if not attached and (place.marker.word in W["safeguarding"] or P["noun"].search(before)):
        return None
    if _unbound(reader, place, before):
        return None
    if before.endswith(OF) or P["stating"].match(after) or P["done"].match(after):
        return None
    if not _warrants(place.marker.word, before) and P["stating_this"].match(after):
        return None
    if P["deeming"].search(before) and not P["deemed_act"].match(after):
        return _suffered(reader, place)
    if place.marker.word in W["consent"] and (P["given"].search(before) or P["licensed"].match(after)):
        return None
    rest = reader.rest(place).strip()
    if not rest and attached and _acts_later(reader, place):
        return reader.draft(place, "obligation", place.explicit)  # 您同意，遵守本协议
    if not rest and reader.layout.stops[place.index] in COMMA and place.marker.word not in W["consent"] and attached:
        return reader.draft(place, "obligation", place.explicit)  # 您保证，… (unless a marker of its own follows)
    if reader.layout.stops[place.index] in COLON and P["heading"].fullmatch(rest):
        return None
    if len(rest) < 2 or rest[0] in _CLOSING:
        return None
    timed = place.marker.word not in W["consent"] and rest.endswith(_WITHIN)
    if PHRASE.match(rest) and (timed or _circumstance(rest)) and not _acts_later(reader, place):
        return None
    if P["unpermitted"].fullmatch(rest) or P["negated"].search(before[-8:]) or before.endswith(tuple(A["failing"])):
        return None
    if P["suffered"].match(after) and (suffered := _suffered(reader, place)):
        return suffered
    bearer = reader.who(place)
    return _act(reader, place, before, bearer) if bearer is not None else None


def _act(reader: Reader, place: Place, before: str, bearer: Bearer) -> Draft | None:
    """Return what a pledge that states an act binds its bearer to, or permits the one named after it to do."""
    word, after = place.marker.word, place.after
    known = reader.people.at(place.marker.end, 0)
    other = known or reader.subjects.foreign(place.marker.end)
    if word in W["consent"]:
        allowed = _authorised(reader, place)
        if allowed is not None and allowed != bearer:
            return reader.draft(place, "permission", allowed)
        if after.startswith(A["by"]) and P["bearing_by"].match(after) and reader.people.at(place.marker.end + 1, 0):
            return None  # 您同意由甲方承担…
    if other is not None and other.name != bearer.name:
        if word in W["consent"] and not (known and reader.people.possessive(place.marker.end)):
            return reader.draft(place, "permission", other)
        if not _warrants(word, before):
            return None
    if bearer.role == "user" and word in W["consent"] and not P["agreed"].match(after):
        return None
    return reader.draft(place, "obligation", bearer)


def _unbound(reader: Reader, place: Place, before: str) -> bool:
    """Tell whether 确保 only says what for: nobody is named, and it neither adds to a duty nor heads an item of one."""
    ensures = place.marker.word == A["ensuring"] and place.explicit is None
    return ensures and not before.rstrip().endswith(_ADDING) and (bool(before.strip()) or not _listed(reader, place))


def _listed(reader: Reader, place: Place) -> bool:
    """Tell whether a marker stands in a list of pledges: 您同意：a) 确保…."""
    head = reader.layout.document.head(place.node)
    return head is not None and P["pledge_head"].search(reader.text[head.start : head.end]) is not None


def _authorised(reader: Reader, place: Place) -> Bearer | None:
    """Return who may act by a consent that names him later: 同意不可撤销地授权平台…, 同意由平台决定."""
    end, after = place.marker.end, place.after
    if after.startswith(A["by"]) and not (P["bearing_by"].match(after) or P["forum"].match(after)):
        begin = end + len(A["by"])
        return reader.people.at(begin, 0) if not reader.people.possessive(begin) else None
    lead = P["authorising"].match(after)
    at = end + lead.end() if lead else end
    return reader.people.at(at, 0) if lead and not reader.people.possessive(at) else None


def _acts_later(reader: Reader, place: Place) -> bool:
    """Tell whether the act of a consent stands behind the comma: 您同意在许可期间，遵守本协议."""
    after = reader.layout.ends[place.index] + 1
    own = reader.layout.stops[place.index] in COMMA and (
        place.marker.word in W["consent"] or place.marker.word in W["warranting"]
    )
    return own and P["agreed_act"].match(reader.text, after) is not None


def _circumstance(rest: str) -> bool:
    """Tell whether a phrase only says when or of what: "在…时", but not "向…提供的信息是真实的"."""
    ending = ENDING.at_end(rest)
    return bool(ending) and not (ending in OF and A["being"] in rest)


def _warrants(word: str, before: str) -> bool:
    """Tell whether somebody answers for what follows: 保证, but not 以保证, 协助我们保证."""
    return word in W["warranting"] and P["purpose"].search(before) is None


def _suffered(reader: Reader, place: Place) -> Draft | None:
    """Return what a consent lets the provider do: 即表示您同意我们使用…, 同意接受我们向您发送…."""
    lead = P["suffered"].match(place.after)
    at = place.marker.end + (lead.end() if lead else 0)
    other = reader.people.at(at, 0)
    if other is None or other.role != "provider" or place.marker.word not in W["consent"]:
        return None
    acts = P["sending"].match(reader.text, reader.people.ends(at))
    return reader.draft(place, "permission", other) if acts else None
