"""How each kind of marker is read: is it a norm here, of which type, and of whom.

In: a marker with its place. Out: a :class:`Draft`, ``None`` where the marker governs nothing.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from legaltools.extract.norms.bearer import NOBODY, Bearer, Resolver
from legaltools.extract.norms.cues import Marker
from legaltools.extract.norms.layout import Layout
from legaltools.extract.norms.scope import LIMIT, Scope
from legaltools.lexicon import Words, table
from legaltools.model.annotation import NormType

_ACT = table("modality")["act"]
_NULL = table("modality")["null"]
_PATTERNS = {name: re.compile(value) for name, value in (_ACT | _NULL).items() if isinstance(value, str)}
_LISTS = {name: frozenset(value) for name, value in _ACT.items() if isinstance(value, list)}
_CUES = table("modality")["cue"]
_FREE = Words([*_CUES["free"]["words"], *_CUES["void"]["words"]])
_AND = tuple(_ACT["coordinating"])
_OF = tuple(table("modality")["subject"]["of"])
_PHRASE = re.compile(table("modality")["clause"]["phrase"])
_CLOSED = Words(table("modality")["clause"]["ending"])
_ADVERBS = Words(table("modality")["subject"]["adverb"])
_THINGS = Words(table("modality")["subject"]["thing"])
_CLOSING = ")]\uff09\u3011\u300b\u201d"
_EVENTS = re.compile(table("modality")["clause"]["events"])
_EXCEPTING = re.compile(table("modality")["clause"]["excepting"])


class Place(Struct):
    """Where a marker stands: its clause, where that begins, its subject (resolved on demand by the reader)."""

    marker: Marker
    index: int
    start: int
    explicit: Bearer | None
    verdict: str
    mention: int | None


class Draft(Struct):
    """A norm to be: the marker (perhaps moved), type, bearer, and the marker's clause."""

    marker: Marker
    type: NormType
    bearer: Bearer
    index: int
    start: int
    mention: int | None = None


class Reader:
    """Reads markers one by one, in order."""

    def __init__(self, layout: Layout, resolver: Resolver, scope: Scope) -> None:
        self.layout = layout
        self.text = layout.text
        self.resolver = resolver
        self.scope = scope
        self.voided = 0  # where the liability ends that the last 不对… denied
        self.frames: dict[str, Callable[[Place], Draft | None]] = {
            "must": self._must,
            "ban": self._ban,
            "bar": self._ban,
            "may": self._may,
            "keep": self._keep,
            "let": self._let,
            "free": self._free,
            "void": self._void,
            "deny": self._plain,
            "will": self._will,
            "bear": self._bear,
            "pledge": self._pledge,
            "undertake": self._undertake,
            "owed": self._owed,
            "negative": self._negative,
            "entitled": self._entitled,
        }

    def read(self, marker: Marker) -> Draft | None:
        """Return the norm a marker states, if it states one."""
        index = self.layout.clause(marker.start)
        start = max(self.layout.begins(index, marker.start), marker.start - LIMIT)
        if self.scope.quoted(start, marker.start):
            return None
        after = self.text[marker.end : marker.end + 24]
        if marker.frame in ("must", "may", "will") and (
            _PATTERNS["after"].match(after) or _PATTERNS["attribute"].match(after)
        ):
            return None
        if marker.frame in ("free", "will") and _PATTERNS["circumstance"].match(after):
            return None
        if marker.frame in ("ban", "bar") and _PATTERNS["barred"].match(after):
            return None
        if _PATTERNS["asking"].search(self.text[max(start, marker.start - 48) : marker.start]):
            return None
        if marker.word in _LISTS["verbs"] and self.text[max(start, marker.start - 2) : marker.start].endswith(_AND):
            return None
        explicit, verdict, mention = self.resolver.explicit(start, marker.start)
        if explicit is None and marker.frame != "free" and self._listed_event(marker):
            return None
        if self.scope.conditional(start, marker.start, marker.end, index, mention):
            return None
        return self.frames[marker.frame](Place(marker, index, start, explicit, verdict, mention))

    def _listed_event(self, marker: Marker) -> bool:
        """Tell whether a marker stands in a list of exceptions ("除非：") or, if weak, of events ("下列情形：")."""
        node = self.layout.document.at(marker.start)
        parent = None if node is None or node.parent is None else self.layout.document.by_eid[node.parent]
        if parent is None:
            return False
        head = self.text[max(parent.start, parent.end - 40) : parent.end].rstrip()
        if _EXCEPTING.search(head):
            return True
        weak = marker.word in _LISTS["weak_must"] or marker.word in _LISTS["weak_may"] or marker.frame == "will"
        return weak and _EVENTS.search(head) is not None

    # --- who -----------------------------------------------------------------------------------------------------

    def _who(self, place: Place, loose: bool = False, fallback: Bearer | None = None) -> Bearer | None:
        """Return the marker's bearer; ``loose`` lets an unknown subject inherit."""
        if place.explicit is not None:
            return place.explicit
        if place.verdict == "thing" and place.marker.frame in ("must", "ban"):
            self.resolver.things.add(place.index)
        if place.verdict == "thing" or (place.verdict == "unknown" and not loose):
            return None
        if place.verdict == "unknown" and place.marker.frame in _LISTS["provider_frames"] and self.resolver.provider:
            return self.resolver.provider
        line = self._line_start(place.index)
        before = self.resolver.before(place.index, line)
        if before is NOBODY:
            return None
        return before or self.resolver.head(place.marker.start) or self.resolver.line(place.index, line) or fallback

    def _line_start(self, index: int) -> int:
        starts = self.layout.document.line_starts
        return starts[self.layout.document.line_of(self.layout.starts[index]) - 1]

    def _draft(self, place: Place, type: NormType, bearer: Bearer | None) -> Draft | None:
        if bearer is None:
            return None
        return Draft(place.marker, type, bearer, place.index, place.start, place.mention)

    def _after(self, place: Place, length: int = 40) -> str:
        return self.text[place.marker.end : place.marker.end + length]

    def _rest(self, place: Place, length: int = 160) -> str:
        """The text after a marker to the end of its clause."""
        return self.text[place.marker.end : min(self.layout.ends[place.index], place.marker.end + length)]

    # --- frames --------------------------------------------------------------------------------------------------

    def _plain(self, place: Place) -> Draft | None:
        return self._draft(place, place.marker.type, self._who(place, loose=True))

    def _must(self, place: Place) -> Draft | None:
        if _PATTERNS["knowing"].match(self._after(place)):
            return None
        if self.text.startswith(_ACT["by"], place.marker.end):
            agent = self.resolver.agent(place.marker.end + 1, min(place.marker.end + 30, self.layout.ends[place.index]))
            return self._draft(place, "obligation", agent or self._who(place))
        if place.marker.word in _LISTS["weak_must"]:
            if _PATTERNS["need"].match(self._after(place)):
                return None
            bearer = self._who(place)
            return None if bearer is None or bearer.role == "provider" else self._draft(place, "obligation", bearer)
        bearer = self._who(place, loose=True)
        if bearer is None and _PATTERNS["jointly"].match(self._after(place)):
            bearer = self.resolver.both
        return self._draft(place, "obligation", bearer)

    def _ban(self, place: Place) -> Draft | None:
        word, user = place.marker.word, self.resolver.user
        if word in _LISTS["addressed"] and place.verdict == "thing":
            return None
        bearer = self._who(place, loose=True, fallback=user if word in _LISTS["addressed"] else None)
        if place.explicit is None and bearer is not None and bearer.role == "provider" and not self.resolver.sides:
            begin = self.layout.starts[max(place.index - 2, 0)]
            bearer = user if self.resolver.mentions("user", begin, place.marker.start) else bearer
        if word in _LISTS["forbidding"]:
            own = bearer if bearer is not None and bearer.role != "provider" else None
            stranger = place.explicit is None and place.verdict != "inherit"
            bearer = self.resolver.at(place.marker.end, 0) or (None if stranger else own or user)
        return self._draft(place, "prohibition", bearer)

    def _may(self, place: Place) -> Draft | None:
        bearer = self._who(place, loose=place.marker.word in _LISTS["right_words"]) or self._by_service(place)
        power = bearer is not None and bearer.role == "provider" and _PATTERNS["power"].search(self._rest(place, 30))
        return self._draft(place, "power" if power else "permission", bearer)

    def _by_service(self, place: Place) -> Bearer | None:
        """ "本平台服务可随时终止…": the provider's service does what only the provider can."""
        provider = self.resolver.first(place.start, place.marker.start)
        if place.verdict != "thing" or provider is None or provider.role != "provider":
            return None
        gap = self.text[place.start : place.marker.start].strip()
        return provider if gap.endswith(_ACT["service"]) and _PATTERNS["power"].search(self._rest(place, 30)) else None

    def _keep(self, place: Place) -> Draft | None:
        stop = self.layout.sentence_end(place.index)
        window = self.text[place.marker.end : min(stop, place.marker.end + 120)]
        found = _PATTERNS["right"].search(window)
        if found is None or window[found.end() : found.end() + 1] in _OF:
            return None
        bearer = self._who(place)
        return self._draft(place, "power" if bearer and bearer.role == "provider" else "permission", bearer)

    def _let(self, place: Place) -> Draft | None:
        allowed = self.resolver.at(place.marker.end, 0)
        return self._draft(place, "permission", allowed) if allowed and place.explicit else None

    def _free(self, place: Place) -> Draft | None:
        word, rest = place.marker.word, self._rest(place)
        provider = self.resolver.provider
        if word in _LISTS["verdict"]:
            if not _PATTERNS["breach"].search(rest[:40]):
                return None
            return self._draft(place, "exemption", self.resolver.at(place.marker.end, 4) or place.explicit or provider)
        if word == _ACT["unrelated"]:
            return self._draft(place, "exemption", self.resolver.with_(place.marker.start, place.start))
        if word in _LISTS["cap"]:
            begin = self.layout.starts[max(place.index - 1, 0)]
            if not _PATTERNS["cap_of"].search(self.text[begin : place.marker.start]):
                return None
            first = self.resolver.first(place.start, place.marker.start)
            return self._draft(place, "exemption", first or self.resolver.first(begin, place.marker.start))
        if word in _LISTS["lacking"] and not _PATTERNS["lacking_duty"].match(rest):
            return None
        if word in _LISTS["scope_free"] and not _PATTERNS["warranty"].search(rest[:24]):
            return None
        if word in _LISTS["lift"]:
            if not _PATTERNS["breach"].search(rest[:24]) or _ACT["clause_noun"] in rest:
                return None
            return self._draft(place, "exemption", self.resolver.at(place.marker.end, 3) or self._who(place))
        if word in _LISTS["refund"]:
            bearer = self._who(place, loose=True)
            return self._draft(
                place, "exemption", bearer if bearer and bearer.role == "provider" else provider or bearer
            )
        if word in _LISTS["waived"]:
            return self._draft(place, "exemption", self._who(place))
        bearer = self._who(place, loose=True, fallback=provider)
        if word == _ACT["freed"]:
            bearer = self.resolver.near(place.start, place.marker.start) or bearer
        elif place.explicit is None and provider is not None and (bearer is None or bearer.role != "mutual"):
            bearer = provider
        return self._draft(place, "exemption", bearer)

    def _void(self, place: Place) -> Draft | None:
        stop = self.layout.sentence_end(place.index)
        window = self.text[place.marker.end : min(stop, place.marker.end + LIMIT)]
        found = _PATTERNS["liability"].search(window)
        if place.marker.word in _LISTS["void_words"] and found:
            self.voided = place.marker.end + found.end()
            return self._draft(place, "exemption", self._who(place, loose=True, fallback=self.resolver.provider))
        return self._undertake(place) if place.marker.word in _LISTS["undertaking"] else None

    def _undertake(self, place: Place) -> Draft | None:
        bearer = self._who(place) if place.explicit or place.marker.word not in _LISTS["undertaking"] else None
        if bearer is None or bearer.role not in ("provider", "mutual"):
            return None
        return self._draft(place, "prohibition", bearer)

    def _will(self, place: Place) -> Draft | None:
        word, after = place.marker.word, self._after(place)
        bearer = self._who(place)
        if bearer is None or _FREE.at_start(after):
            return None
        if place.mention is not None and self.text[place.start : place.mention].endswith(tuple(_ACT["consent"])):
            return self._draft(place, "power" if bearer.role == "provider" else "permission", bearer)
        if word in _LISTS["will_not"]:
            free = word in _LISTS["no_longer"] or _PATTERNS["no_refund"].match(self._rest(place)) is not None
            if bearer.role == "user" and (free or not self._pledged(place)):
                return None
            return self._draft(place, "exemption" if free else "prohibition", bearer)
        if word == _ACT["take"] and not self._auxiliary(place, after):
            return None
        if bearer.role == "user":
            return self._draft(place, "obligation", bearer) if _PATTERNS["user_will"].match(after) else None
        burden = bearer.role == "provider" and self._burdens(self._rest(place, 60))
        return self._draft(place, "power" if burden else "obligation", bearer)

    def _auxiliary(self, place: Place, after: str) -> bool:
        """Tell whether 将 speaks of the future (将通知), not of an object it takes (将款项退还)."""
        if _PATTERNS["auxiliary"].match(after):
            return True
        taken = _PATTERNS["taken"].match(after) or self.resolver.at(place.marker.end, 0) or _THINGS.at_start(after)
        return place.explicit is not None and not taken and not _PATTERNS["moved"].match(place.marker.word + after)

    def _burdens(self, act: str) -> bool:
        """Tell whether what a provider announces weighs on the other side."""
        if _PATTERNS["moved"].match(act):
            return True
        lead = _PATTERNS["phrase"].match(act)
        act = act[lead.end() if lead else 0 :]
        return not _PATTERNS["promise"].match(act) and _PATTERNS["burden"].match(act) is not None

    def _pledged(self, place: Place) -> bool:
        """Tell whether a clause stands in a pledge: in its sentence before, or in the head of its list."""
        begin = self.layout.starts[max(place.index - 1, 0)] if place.explicit is None else place.start
        window = self.text[max(begin, place.start - 12) : place.marker.start]
        if any(word in window for word in _LISTS["pledging"]):
            return True
        node = self.layout.document.at(place.marker.start)
        parent = None if node is None or node.parent is None else self.layout.document.by_eid[node.parent]
        return parent is not None and bool(_PATTERNS["pledge_head"].search(self.text[parent.start : parent.end]))

    def _bear(self, place: Place) -> Draft | None:
        text, at = self.text, place.marker.start
        if at < self.voided:
            return None
        window = text[max(place.start, at - 60) : at]
        by = window.rfind(_ACT["by"])
        if by >= 0:
            begin = max(place.start, at - 60) + by + 1
            bearer = self.resolver.agent(begin, at) or self.resolver.near(place.start, begin) or self._who_same(place)
            if place.marker.word in _LISTS["paying"] and self.text[place.marker.end : place.marker.end + 1] in _OF:
                return None
            return self._draft(place, "liability", bearer)
        if text[at - 1 : at] == _ACT["relative"] or place.marker.word in _LISTS["paying"]:
            return None
        if place.marker.word == _ACT["bearing"] and not _PATTERNS["borne"].match(self._rest(place)):
            return None
        if text[at - 1 : at] in _OF:
            return None
        bearer = self._who(place)
        if _PATTERNS["negated"].search(text[place.mention or place.start : at]):
            return self._draft(place, "exemption", bearer)
        return self._draft(place, "liability" if place.marker.word == _ACT["bearing"] else "obligation", bearer)

    def _who_same(self, place: Place) -> Bearer | None:
        line = self._line_start(place.index)
        before = self.resolver.before(place.index, line)
        return None if before is NOBODY else before or self.resolver.head(place.marker.start)

    def _pledge(self, place: Place) -> Draft | None:
        after = self._after(place)
        if place.explicit is None and place.verdict != "inherit":
            return None
        before = self.text[place.start : place.marker.start]
        if _PATTERNS["deeming"].search(before) or _PATTERNS["stating"].match(after):
            return None
        if place.marker.word in _LISTS["consent"] and _PATTERNS["given"].search(before):
            return None
        rest = self._rest(place).strip()
        if len(rest) < 2 or rest[0] in _CLOSING or (_PHRASE.match(rest) and _CLOSED.at_end(rest)):
            return None
        if _PATTERNS["negated"].search(self.text[max(place.start, place.marker.start - 8) : place.marker.start]):
            return None
        other = self.resolver.at(place.marker.end, 0)
        bearer = self._who(place)
        if bearer is None:
            return None
        if other is not None and other.name != bearer.name:
            if place.marker.word in _LISTS["consent"] and not self.resolver.possessive(place.marker.end):
                return self._draft(place, "permission", other)
            return None
        if bearer.role == "user" and place.marker.word in _LISTS["consent"] and not _PATTERNS["agreed"].match(after):
            return None
        return self._draft(place, "obligation", bearer)

    def _owed(self, place: Place) -> Draft | None:
        """ "数据备份系您的义务": a duty said as a noun."""
        bearer = self.resolver.with_(place.marker.start, place.start)
        run = self.text[place.start : place.marker.start]
        if bearer is None or not any(
            word + name in run for word in _ACT["is"] for name in (run[-2:], run[-3:], run[-1:])
        ):
            return None
        return self._draft(place, "obligation", bearer)

    def _entitled(self, place: Place) -> Draft | None:
        """ "甲方有判断…的权利": a right said as a noun."""
        begin = place.start
        found = list(_PATTERNS["having"].finditer(self.text, begin, place.marker.start))
        if not found:
            return None
        bearer, verdict, _ = self.resolver.explicit(begin, found[0].start())
        if bearer is None and verdict == "inherit":
            bearer = self._who_same(place)
        return self._draft(place, "permission", bearer)

    def _negative(self, place: Place) -> Draft | None:
        return self._draft(place, "prohibition", self._who(place))

    # --- two markers in one clause --------------------------------------------------------------------------------

    def governed(self, first: Draft, second: Draft) -> bool:
        """Tell whether ``second`` is only part of what ``first`` governs ("应承担", "有权要求…承担")."""
        if second.marker.start < first.marker.end:
            return True
        between = self.text[first.marker.end : second.marker.start]
        if first.marker.frame == "pledge" and second.marker.frame not in _LISTS["weak_frames"]:
            return False
        if not _ADVERBS.strip_end(between):
            return True
        if second.marker.frame in _LISTS["weak_frames"]:
            return not (_ACT["by"] in between and first.bearer.name != second.bearer.name)
        if second.mention is not None and second.mention > first.marker.start:
            return False
        return not any(word in between for word in _LISTS["joins"])

    def overrides(self, first: Draft, second: Draft) -> bool:
        """Tell whether ``second`` is the marker proper and ``first`` only introduces it ("承诺不得")."""
        return first.marker.frame == "pledge" and second.marker.frame not in _LISTS["weak_frames"]
