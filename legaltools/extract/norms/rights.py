"""Markers of rights: 有权 可以 保留…权利 允许 无权.

In: the reader and a marker's place. Out: a draft of the norm, ``None`` where the marker governs nothing.
"""

from legaltools.extract.norms.people import Bearer
from legaltools.extract.norms.reader import Draft, Place, Reader
from legaltools.extract.norms.wording import OF, A, P, W


def may(reader: Reader, place: Place) -> Draft | None:
    """有权 可 可以: a right; a power where a provider may burden the other side."""
    then = reader.text.endswith(tuple(A["only_then"]), place.start, place.marker.start)
    if then and place.explicit is None and place.index - 1 in reader.inheritance.duties:
        return None  # 您须…，方可…
    if place.marker.word in W["weak_may"] and P["helping"].match(place.after):
        return None
    if place.marker.word in W["right_words"] and P["access"].match(place.after):
        return None
    if place.after.startswith(A["by"]):
        return _by(reader, place)
    only = reader.text.endswith(tuple(A["only"]), place.start, place.marker.start)
    if only and place.explicit is not None and place.explicit.role == "user":
        return reader.draft(place, "prohibition", place.explicit)  # 用户仅有权…
    bearer = reader.who(place, loose=place.marker.word in W["right_words"]) or _by_service(reader, place)
    if bearer is None and place.verdict == "inherit" and P["timed"].search(reader.clause(place.index - 1)):
        bearer = reader.addressee  # 在您终止服务后，可申请退款
    if bearer is None and P["disputing"].match(place.after) and _disputed(reader, place):
        bearer = reader.people.both
    if P["relieved"].match(place.after):
        return reader.draft(place, "exemption", bearer)
    power = bearer is not None and bearer.role == "provider" and _burdens(reader, place)
    return reader.draft(place, "power" if power else "permission", bearer)


def _by(reader: Reader, place: Place) -> Draft | None:
    """可由 X + act: X may, if X is a contracting party (规则可由我们随时更新)."""
    begin = place.marker.end + len(A["by"])
    agent = reader.subjects.agent(begin, min(begin + 30, reader.layout.ends[place.index]))
    if agent is None or agent.role not in reader.people.opposite:
        return None
    power = agent.role == "provider" and P["power"].search(reader.rest(place, 40))
    return reader.draft(place, "power" if power else "permission", agent)


def _burdens(reader: Reader, place: Place) -> bool:
    """Tell whether what a provider may do weighs on the other side."""
    return any(P["power"].search(said) for said in {reader.rest(place, 30), reader.act(place)})


def _disputed(reader: Reader, place: Place) -> bool:
    """Tell whether the sentence, or the one before it, speaks of a dispute."""
    begin = reader.layout.starts[max(place.index - 2, 0)]
    return P["disputed"].search(reader.text, begin, place.marker.start) is not None


def _by_service(reader: Reader, place: Place) -> Bearer | None:
    """ "本平台服务可随时终止…": the provider's service does what only the provider can."""
    provider = reader.people.first(place.start, place.marker.start)
    if place.verdict != "thing" or provider is None or provider.role != "provider":
        return None
    gap = reader.text[place.start : place.marker.start].strip()
    return provider if gap.endswith(A["service"]) and P["power"].search(reader.rest(place, 30)) else None


def keep(reader: Reader, place: Place) -> Draft | None:
    """保留 享有 拥有 … 权利."""
    before = reader.text[place.start : place.marker.start]
    if place.marker.word == A["keeping"] and A["by"] in before and P["right"].search(before):
        begin = place.start + before.rfind(A["by"]) + 1
        return reader.draft(place, "permission", reader.subjects.agent(begin, place.marker.start))
    if before.endswith(A["perhaps"]) or place.after.startswith(OF) or P["belonging"].match(place.after):
        return None
    if P["owned"].match(place.after):
        return None
    stop = reader.layout.sentence_end(place.index)
    window = reader.text[place.marker.end : min(stop, place.marker.end + 120)]
    if all(window[found.end() : found.end() + 1] in OF for found in P["right"].finditer(window)):
        return None
    bearer = reader.who(place)
    said = place.mention.start if place.mention else place.start
    if bearer and bearer.role == "user" and P["representing"].search(reader.text[max(0, said - 4) : said]):
        return None
    return reader.draft(place, "power" if bearer and bearer.role == "provider" else "permission", bearer)


def let(reader: Reader, place: Place) -> Draft | None:
    """允许 X + act: X may."""
    allowed = reader.people.at(reader.spaced(place.marker.end), 0)
    if allowed is None or place.explicit is None or P["permitted"].match(reader.rest(place)):
        return None
    return reader.draft(place, "permission", allowed)


def entitled(reader: Reader, place: Place) -> Draft | None:
    """ "甲方有判断…的权利": a right said as a noun."""
    begin = place.start
    found = list(P["having"].finditer(reader.text, begin, place.marker.start))
    if not found:
        return None
    if P["caring"].match(reader.text[begin : found[0].start()].lstrip()):
        return None
    bearer, verdict, _ = reader.subjects.explicit(begin, found[0].start())
    if bearer is None and verdict == "inherit":
        bearer = reader.sentence(place)
    return reader.draft(place, "permission", bearer)


def grant(reader: Reader, place: Place) -> Draft | None:
    """授予 给予 X … 许可: X may."""
    granted = reader.people.at(place.marker.end, 1)
    if granted is None or reader.people.possessive(place.marker.end) or not P["granted"].search(reader.rest(place)):
        return None
    giver = reader.who(place)
    return reader.draft(place, "permission", granted) if giver is not None and giver.name != granted.name else None


def deny(reader: Reader, place: Place) -> Draft | None:
    """无权 不享有."""
    if P["denied"].match(place.after):
        return None
    return reader.draft(place, place.marker.type, reader.who(place, loose=True))
