"""将 and 会: what a party promises, announces or excludes.

In: the reader and a marker's place. Out: a draft of the norm, ``None`` where the marker governs nothing.
"""

from legaltools.extract.norms.layout import COMMA
from legaltools.extract.norms.people import Bearer
from legaltools.extract.norms.reader import Draft, Place, Reader
from legaltools.extract.norms.wording import FREE, THINGS, A, P, W
from legaltools.model.annotation import NormType

_ACTING = frozenset(("provider", "third_party"))  # whose acts may burden a user
_ADDS = tuple(A["joins"])
_THEN, _ONLY = tuple(A["only_then"]), tuple(A["only"])


def will(reader: Reader, place: Place) -> Draft | None:
    """将 会: a promise or, if it burdens the other side, a power; 不会 an undertaking, 将不再 an exemption."""
    word, after = place.marker.word, place.after
    bearer = _refusing(reader, place) or _imposing(reader, place) or reader.who(place)
    if (
        bearer is None
        or FREE.at_start(after)
        or P["turned"].match(after)
        or P["existing"].match(after)
        or after.startswith(A["unsupported"])
        or _told(reader, place)
    ):
        return None
    if place.mention is not None and reader.text[place.start : place.mention.start].endswith(tuple(A["consent"])):
        if bearer.role == "user" and bearer == reader.people.first(place.start, place.mention.start):
            return reader.draft(place, "obligation", bearer)  # 您同意您将遵守…
        return reader.draft(place, "power" if bearer.role == "provider" else "permission", bearer)
    if P["possible"].search(reader.text, max(place.start, place.marker.start - 8), place.marker.start):
        return None
    if place.explicit is None and reader.text.endswith(_THEN, place.start, place.marker.start):
        return None  # …，才会披露
    if bearer.role == "provider" and reader.text.endswith(_ONLY, place.start, place.marker.start):
        return reader.draft(place, "prohibition", bearer)  # 我们只会在…时披露
    if word in W["will_not"]:
        return _denied(reader, place, bearer)
    if word == A["take"] and not _auxiliary(reader, place, after):
        return None
    if bearer.role == "user":
        return reader.draft(place, "obligation", bearer) if P["user_will"].match(after) else None
    if P["will_omit"].match(after):
        return reader.draft(place, "prohibition", bearer)
    burden = bearer.role in _ACTING and (P["gaining"].match(after) or _burdens(reader.act(place, 60)))
    power: NormType = "power" if bearer.role == "provider" else "permission"
    return reader.draft(place, power if burden else "obligation", bearer)


def _told(reader: Reader, place: Place) -> bool:
    """Tell whether the words only say what somebody expects (我们认为注销会产生纠纷) or what is deemed so."""
    before = reader.text[place.start : place.marker.start]
    if P["deemed_so"].search(before):
        return True
    return (
        place.mention is not None and P["thought"].match(reader.text, place.mention.end, place.marker.start) is not None
    )


def _denied(reader: Reader, place: Place, bearer: Bearer) -> Draft | None:
    """不会 将不再: a right denied, a ban, or what the provider need not do."""
    word, after = place.marker.word, place.after
    if P["acquiring"].match(after):
        return reader.draft(place, "disentitlement", bearer)
    if bearer.role == "user":
        bound = _pledged(reader, place) or _goes_on(reader, place)
        return reader.draft(place, "prohibition", bearer) if bound else None
    free = P["no_refund"].match(reader.rest(place)) is not None or (
        P["intrusive"].match(after) is None if word in W["no_longer"] else P["refused"].match(after) is not None
    )
    return reader.draft(place, "exemption" if free else "prohibition", bearer)


def _refusing(reader: Reader, place: Place) -> Bearer | None:
    """Return the provider where a refusal names nobody: 一旦注销，将不再予以恢复."""
    if place.marker.word not in W["will_not"] or place.explicit is not None or reader.people.sides:
        return None
    refused = P["refusing"].match(place.after) or P["no_refund"].match(reader.rest(place))
    return reader.people.provider if refused else None


def _imposing(reader: Reader, place: Place) -> Bearer | None:
    """Return the provider where nobody is named who does what only he can: 逾期未付的，将暂停服务."""
    bare = place.explicit is None and place.verdict == "inherit" and not reader.people.sides
    if not bare or place.marker.word in W["will_not"]:
        return None
    return reader.people.provider if P["imposed"].match(place.after) else None


def _auxiliary(reader: Reader, place: Place, after: str) -> bool:
    """Tell whether 将 speaks of the future (将通知), not of an object it takes (将款项退还, 可能会将…)."""
    if reader.text.endswith(A["will"], place.start, place.marker.start):
        return False
    if P["auxiliary"].match(after):
        return True
    taken = P["taken"].match(after) or reader.people.at(place.marker.end, 0) or THINGS.at_start(after)
    return place.explicit is not None and not taken and not P["moved"].match(place.marker.word + after)


def _burdens(act: str) -> bool:
    """Tell whether what a provider announces weighs on the other side."""
    if P["caring_for"].match(act):
        return False
    if P["moved"].match(act) or P["worked"].match(act):
        return True
    lead = P["phrase"].match(act)
    act = act[lead.end() if lead else 0 :]
    return not P["promise"].match(act) and P["burden"].match(act) is not None


def _goes_on(reader: Reader, place: Place) -> bool:
    """Tell whether a clause goes on with a duty: 您只能为…使用信息，而不会用于其他用途."""
    return place.index - 1 in reader.inheritance.duties and reader.text.startswith(_ADDS, place.start)


def _pledged(reader: Reader, place: Place) -> bool:
    """Tell whether a clause stands in a pledge: in its sentence before, or in the head of its list."""
    begin = reader.layout.starts[max(place.index - 1, 0)]
    if place.explicit is not None and not reader.text[begin : place.start].rstrip(COMMA).endswith(tuple(A["pledging"])):
        begin = place.start
    window = reader.text[max(begin, place.start - 12) : place.marker.start]
    if any(word in window for word in W["pledging"]):
        return True
    head = reader.layout.document.head(place.node)
    return head is not None and bool(P["pledge_head"].search(reader.text[head.start : head.end]))
