"""Markers that free a party: 不承担 不保证 无需 不对…负责.

In: the reader and a marker's place. Out: a draft of the norm, ``None`` where the marker governs nothing.
"""

from legaltools.extract.norms.duties import undertake
from legaltools.extract.norms.future import will
from legaltools.extract.norms.people import Bearer
from legaltools.extract.norms.reader import Draft, Place, Reader
from legaltools.extract.norms.scope import LIMIT
from legaltools.extract.norms.wording import LINKING, A, P, W

_BY = tuple(A["measured_by"])
_UPHELD = tuple(A["upheld"])


def free(reader: Reader, place: Place) -> Draft | None:
    """不承担 不保证 免责 无需 与…无关 不超过: the provider's, unless a person stands before the marker."""
    word, rest = place.marker.word, reader.rest(place)
    provider = reader.people.provider
    if word in W["verdict"]:
        if not P["breach"].search(rest[:40]):
            return None
        return reader.draft(place, "exemption", reader.people.at(place.marker.end, 4) or place.explicit or provider)
    if word == A["unrelated"]:
        return reader.draft(place, "exemption", reader.people.right_before(place.start, place.marker.start))
    if word in W["cap"]:
        begin = reader.layout.starts[max(place.index - 1, 0)]
        if not P["cap_of"].search(reader.text[max(begin, place.marker.start - LIMIT) : place.marker.start]):
            return None
        first = reader.people.first(place.start, place.marker.start) if not _measured(reader, place) else None
        if first == reader.people.user and reader.people.mentions("provider", place.start, place.marker.start):
            first = provider  # 您同意我们的责任总额不超过…
        return reader.draft(place, "exemption", first or reader.people.first(begin, place.marker.start) or provider)
    if word in W["lacking"] and not P["lacking_duty"].match(rest):
        return None
    if word in W["scope_free"] and not P["warranty"].search(rest[:24]) and not P["unrefunded"].match(rest):
        return None
    if word in W["lift"]:
        before = reader.text[place.start : place.marker.start]
        if P["provided"].search(before) or before.endswith(_UPHELD):
            return None
        if not P["breach"].search(rest[:60]) or A["clause_noun"] in rest:
            return None
        named = None if A["freeing"] in before else reader.people.at(place.marker.end, 3)
        return reader.draft(place, "exemption", named or _freed(reader, place))
    if word in W["refund"]:
        bearer = reader.who(place, loose=True)
        return reader.draft(place, "exemption", bearer if bearer and bearer.role == "provider" else provider or bearer)
    if word in W["waived"] and P["attributed"].match(rest):
        return None
    if word in W["waived"]:
        bearer = reader.who(place)
        if place.explicit is None and bearer in (None, reader.people.user) and P["unasked"].match(rest):
            bearer = None if reader.people.sides else provider  # …，无需事先通知即可终止
        return reader.draft(place, "exemption", bearer)
    bearer = reader.who(place, loose=True, fallback=provider)
    if word == A["freed"]:
        bearer = reader.people.near(place.start, place.marker.start) or bearer
    elif linked := _linked(reader, place):
        bearer = linked
    elif place.explicit is None and provider is not None and (bearer is None or bearer.role != "mutual"):
        bearer = provider
    return reader.draft(place, "exemption", bearer)


def _measured(reader: Reader, place: Place) -> bool:
    """Tell whether the first person before a cap only owns what it is measured by: 以用户已付的费用为限."""
    low, high = reader.people.within(place.start, place.marker.start)
    return low < high and reader.text.endswith(_BY, place.start, reader.people.rows[low][0])


def unserving(reader: Reader, place: Place) -> Draft | None:
    """将无法 + service: what the provider need not do (若您拒绝，我们将无法向您提供服务)."""
    if place.verdict != "inherit" or P["unserved"].match(place.after) is None:
        return None
    bearer = place.explicit or (None if reader.people.sides else reader.people.provider)
    return reader.draft(place, "exemption", bearer) if bearer and bearer.role == "provider" else None


def _linked(reader: Reader, place: Place) -> Bearer | None:
    """Return the side whose right or duty goes on: 甲方有权…，而不承担…."""
    if not reader.people.sides or reader.text[place.start : place.marker.start].strip() not in LINKING:
        return None
    return reader.inheritance.said.get(place.index - 1)


def _freed(reader: Reader, place: Place) -> Bearer | None:
    """Return whom 免除 frees: the other side where a user consents to it."""
    consents = reader.text.endswith(tuple(A["consent"]), max(0, place.marker.start - 8), place.marker.start)
    if consents:
        return reader.people.provider
    before = reader.people.right_before(place.start, place.marker.start)
    return before if A["freeing"] in reader.text[place.start : place.marker.start] and before else reader.who(place)


def void(reader: Reader, place: Place) -> Draft | None:
    """不对 … 承担责任; without a liability it may be an undertaking (不向第三方披露)."""
    stop = reader.layout.sentence_end(place.index)
    window = reader.text[place.marker.end : min(stop, place.marker.end + LIMIT)]
    found = P["liability"].search(window)
    if place.marker.word in W["void_words"] and found:
        reader.voided = place.marker.end + found.end()
        provider = reader.people.provider
        bearer = reader.who(place, loose=True, fallback=provider)
        if place.explicit is None and provider is not None and bearer is not None and bearer.role == "user":
            bearer = provider
        return reader.draft(place, "exemption", bearer)
    if place.marker.word in W["will_not"]:
        return will(reader, place)
    if place.explicit is not None and place.explicit.role == "provider" and P["claiming"].match(reader.rest(place)):
        return reader.draft(place, "prohibition", place.explicit)  # 不对您的内容主张所有权
    return undertake(reader, place) if place.marker.word in W["undertaking"] else None
