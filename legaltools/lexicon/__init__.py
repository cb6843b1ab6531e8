"""The vocabulary rooms share, as data, and the one loader that turns it into matchers.

In: a TOML table's name. Out: its content (cached), or a :class:`Triggers` automaton over its phrases. Every table
carries its own examples (``matches`` / ``rejects``), which the tests run.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

PhraseHit = tuple[int, int, str]  # where a phrase begins and ends, and the phrase
TWINS = "tables.json"
FEW = 400  # phrases up to which the fastest automaton is built in a millisecond


class Twin(msgspec.Struct, frozen=True, gc=False):
    """A table once more in JSON, read fifteen times as fast as TOML, and the checksum of what it was made of."""

    checksum: int
    content: msgspec.Raw


@cache
def _twins(folder: Path) -> dict[str, Twin]:
    file = folder / TWINS
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Twin]) if file.is_file() else {}


def load(path: Path) -> dict[str, Any]:
    """Return the content of a table of the package: of its twin, unless the table has been changed since."""
    data = path.read_bytes()
    twin = _twins(path.parent).get(path.stem)
    if twin is None or twin.checksum != crc32(data):
        return tomllib.loads(data.decode())
    content: dict[str, Any] = msgspec.json.decode(twin.content)
    return content


def twins(folder: Path) -> bytes:
    """Return the twins of a folder's tables, one a line, as ``docs/generate.py`` writes them."""
    lines = []
    for path in sorted(folder.glob("*.toml")):
        data = path.read_bytes()
        twin = Twin(crc32(data), msgspec.Raw(msgspec.json.encode(tomllib.loads(data.decode()))))
        lines.append(msgspec.json.encode({path.stem: twin})[1:-1])
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


@cache
def table(name: str) -> dict[str, Any]:
    """Return the content of ``lexicon/<name>.toml``; treat it as frozen."""
    return load(Path(__file__).with_name(f"{name}.toml"))


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Compile ``patterns.<key>.regex`` of a table; ``{part}`` stands for a pattern of the table's ``parts``."""
    return re.compile(fill(name, table(name)["patterns"][key]["regex"]))


def fill(name: str, regex: str) -> str:
    """Return ``regex`` with the parts of a table in place of their names (a part may name earlier parts)."""
    for part, inner in reversed(table(name).get("parts", {}).items()):
        regex = regex.replace("{" + part + "}", inner)
    return regex


class Patterns(dict[str, re.Pattern[str]]):
    """Regular expressions by name, each compiled when it is first asked for: no text needs all of them.

    >>> patterns = Patterns({"paid": "支付|付款", "owed": "欠"})
    >>> patterns["paid"].findall("应当付款"), list(patterns)
    (['付款'], ['paid'])
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, name: str) -> re.Pattern[str]:
        found = self[name] = re.compile(self._sources[name])
        return found


class Triggers:
    """An Aho-Corasick automaton over phrases (45–80 MB/s): leftmost-longest hits, or every one if ``overlapping``.

    ``once``: it reads one text only, so that what it takes to build weighs more than how fast it reads.

    >>> list(Triggers(["应", "应当", "相应"]).find("您应当按相应价格"))
    [(1, 3, '应当'), (4, 6, '相应')]
    """

    def __init__(self, phrases: Iterable[str], *, overlapping: bool = False, once: bool = False) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        self._overlapping = overlapping
        kind = MatchKind.Standard if overlapping else MatchKind.LeftmostLongest
        fast = Implementation.DFA if len(self.phrases) <= FEW else None
        layout = Implementation.ContiguousNFA if once else fast
        self._automaton = AhoCorasick(self.phrases, matchkind=kind, implementation=layout)

    def find(self, text: str) -> Iterator[PhraseHit]:
        """Yield ``(start, end, phrase)`` of every hit in ``text``, offsets in code points."""
        phrases = self.phrases
        for index, start, end in self.hits(text):
            yield start, end, phrases[index]

    def hits(self, text: str) -> list[tuple[int, int, int]]:
        """Return ``(index of the phrase in .phrases, start, end)`` of every hit at once, for tight loops.

        A lone surrogate, which no file gives but a caller may, is no part of any phrase.

        >>> Triggers(["应"]).hits("\\ud800应")
        [(0, 1, 2)]
        """
        found: list[tuple[int, int, int]]
        try:
            found = self._automaton.find_matches_as_indexes(text, self._overlapping)
        except UnicodeEncodeError:
            found = self._automaton.find_matches_as_indexes(_without_surrogates(text), self._overlapping)
        return found

    def count(self, text: str) -> Counter[str]:
        """Return how often each phrase occurs in ``text``.

        >>> Triggers(["应", "相应"]).count("应按相应价格")
        Counter({'应': 1, '相应': 1})
        """
        seen = Counter([hit[0] for hit in self.hits(text)])
        return Counter({self.phrases[index]: number for index, number in seen.items()})


def _without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


class Sets:
    """Small sets of phrases of which few occur, found in one pass: the leftmost-longest hits of each.

    >>> Sets({"days": ["日", "工作日"], "work": ["工作"]}).find("三个工作日")
    {'days': [(2, 5, '工作日')], 'work': [(2, 4, '工作')]}
    """

    def __init__(self, sets: Mapping[str, Iterable[str]]) -> None:
        owners: dict[str, list[str]] = {}
        for name, phrases in sets.items():
            for phrase in dict.fromkeys(phrases):
                owners.setdefault(phrase, []).append(name)
        self._names = tuple(sets)
        self._triggers = Triggers(owners, overlapping=True)
        self._owners = [owners[phrase] for phrase in self._triggers.phrases]

    def find(self, text: str) -> dict[str, list[PhraseHit]]:
        """Return ``(start, end, phrase)`` of the hits of each set."""
        phrases, owners = self._triggers.phrases, self._owners
        found: dict[str, list[PhraseHit]] = {name: [] for name in self._names}
        for index, start, end in self._triggers.hits(text):
            for name in owners[index]:
                found[name].append((start, -end, phrases[index]))
        return {name: list(_longest(hits)) for name, hits in found.items()}


def _longest(hits: Iterable[PhraseHit]) -> Iterator[PhraseHit]:
    """Yield the leftmost-longest of hits whose ends are negative."""
    last = 0
    for start, end, phrase in sorted(hits):
        if start >= last:
            last = -end
            yield start, last, phrase


class Names:
    """The hits of standing phrases and of a few names of one text, leftmost-longest over both.

    A large automaton takes a millisecond to build: the standing one is built once, each text brings a small one.

    >>> names = Names(Triggers(["甲方", "公司"], overlapping=True), "甲公司与甲方", ["甲公司"])
    >>> list(names.find())
    [(0, 3, '甲公司'), (4, 6, '甲方')]
    >>> list(names.find(without={"甲公司"}))
    [(1, 3, '公司'), (4, 6, '甲方')]
    """

    def __init__(self, standing: Triggers, text: str, names: Iterable[str]) -> None:
        self._standing = [(start, -end, standing.phrases[index]) for index, start, end in standing.hits(text)]
        self._own = _places(text, names)

    def find(self, without: Collection[str] = ()) -> Iterator[PhraseHit]:
        """Return ``(start, end, phrase)`` of every hit of the standing phrases and of the names not ``without``."""
        own = [hit for hit in self._own if hit[2] not in without] if without else self._own
        return _longest(self._standing + own)


def _places(text: str, names: Iterable[str]) -> list[PhraseHit]:
    """Return start, negative end and name of every place; a name that extends another is sought where that stands."""
    known = frozenset(names)
    stems: list[str] = []
    lengths: dict[str, list[int]] = {}  # of the names that begin with a stem and one more character
    for name in sorted(known):
        if stems and name.startswith(stems[-1]):
            lengths.setdefault(name[: len(stems[-1]) + 1], []).append(len(name))
        else:
            stems.append(name)
    hits = Triggers(stems, overlapping=True, once=True).hits(text)
    found = [(start, -end, stems[index]) for index, start, end in hits]
    longer = ((start, length) for _, start, end in hits for length in lengths.get(text[start : end + 1], ()))
    named = ((start, -start - length, text[start : start + length]) for start, length in longer)
    return found + [place for place in named if place[2] in known]


class Words:
    """A set of words looked up at the beginning or the end of a run of text, longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._by_first: dict[str, tuple[str, ...]] = _grouped(self.words, 0)
        self._by_last: dict[str, tuple[str, ...]] = _grouped(self.words, -1)

    def at_start(self, run: str) -> str:
        """Return the longest word ``run`` begins with, ``""`` if none.

        >>> Words(["而", "而且"]).at_start("而且应当")
        '而且'
        """
        group = self._by_first.get(run[:1])
        if group is not None and run.startswith(group):
            for word in group:
                if run.startswith(word):
                    return word
        return ""

    def at_end(self, run: str) -> str:
        """Return the longest word ``run`` ends with, ``""`` if none."""
        group = self._by_last.get(run[-1:])
        if group is not None and run.endswith(group):
            for word in group:
                if run.endswith(word):
                    return word
        return ""

    def strip_start(self, run: str) -> str:
        """Return ``run`` without the words and blanks it begins with."""
        run = run.lstrip()
        while run[:1] in self._by_first and (word := self.at_start(run)):
            run = run[len(word) :].lstrip()
        return run

    def strip_end(self, run: str) -> str:
        """Return ``run`` without the words and blanks it ends with.

        >>> Words(["均", "自行"]).strip_end("双方均 自行")
        '双方'
        """
        run = run.rstrip()
        while run[-1:] in self._by_last and (word := self.at_end(run)):
            run = run[: -len(word)].rstrip()
        return run

    @property
    def leading(self) -> str:
        """The regular expression of what :meth:`strip_start` takes off."""
        longest = sorted(filter(None, self.words), key=lambda word: (-len(word), word))
        return rf"\s*+(?>(?:{'|'.join(map(re.escape, longest))})\s*+)*+"


def _grouped(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """Group words by their first or last character, longest first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        if word:
            groups.setdefault(word[place], []).append(word)
    return {char: tuple(group) for char, group in groups.items()}
