"""Word's automatic numbers: definitions (``numbering.xml``) and the counters that run through a story.

What Word does, and where the standard leaves it open, is written down in ``docs/analysis/docx-numbering.md``.

In: the root of the numbering part, and for each paragraph in reading order its list instance (``numId``) and level.
Out: the :class:`Label` Word displays. Nothing here knows about runs, styles or files.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from legaltools.readers.docx import symbols
from legaltools.readers.docx.names import COMPATIBILITY, VAL, WORD, is_on, w, whole
from legaltools.readers.docx.numformats import custom, display

LEVELS = 9
_TEXT_LIMIT = 255  # of a level's text; Word's dialog takes 31
_PLACE = re.compile(r"%([1-9])")
_SUFFIX = {"tab": "\t", "space": " ", "nothing": ""}
_NUM, _ABSTRACT, _LVL, _OVERRIDE = w("num", "abstractNum", "lvl", "lvlOverride")


class Level(NamedTuple):
    """One level of a list: what it starts with, how it prints, what restarts it."""

    start: int = 1
    format: str = "decimal"
    pad: int = 0
    text: str = ""
    suffix: str = "\t"
    restart: int | None = None  # one-based level whose use restarts this one; 0: nothing does; None: every higher one
    legal: bool = False
    look: Any = None  # the level's own run properties, an XML element


class Label(NamedTuple):
    """A displayed number: its characters, what stands between it and the text, the level and the level's look."""

    text: str
    suffix: str
    level: int
    look: Any = None


class Definition(NamedTuple):
    """A ``w:abstractNum``: its levels, the styles linked to them, the numbering style it defers to."""

    counter: str
    levels: dict[int, Level]
    styles: dict[str, int]  # paragraph style → level that it is linked to
    single: bool
    link: str


class Instance(NamedTuple):
    """A ``w:num``: the list it counts in, its levels, the values at which it restarts levels on its first use."""

    counter: str
    levels: dict[int, Level]
    overrides: dict[int, int]
    styles: dict[str, int]
    single: bool


class Numbering:
    """All lists of a document by ``numId``; ``style_num`` gives the ``numId`` of a numbering style (17.9.21)."""

    def __init__(self, root: Any, style_num: Callable[[str], str | None]) -> None:
        self._style_num = style_num
        self._abstract = {} if root is None else {a.get(WORD + "abstractNumId", ""): a for a in root.iter(_ABSTRACT)}
        self._nums = {} if root is None else {n.get(WORD + "numId", ""): n for n in root.iter(_NUM)}
        self._definitions: dict[str, Definition] = {}
        self._instances: dict[str, Instance | None] = {}

    def instance(self, num_id: str) -> Instance | None:
        """Return the list instance of a ``numId``, ``None`` if there is none (``0`` means: no number)."""
        if num_id not in self._instances:
            self._instances[num_id] = self._read(num_id)
        return self._instances[num_id]

    def _read(self, num_id: str) -> Instance | None:
        num = self._nums.get(num_id)
        found = self._definition(num, 0)
        if num is None or found is None:
            return None
        levels = dict(found.levels)
        styles = dict(found.styles)
        overrides: dict[int, int] = {}
        for override in num.iterchildren(_OVERRIDE):
            index = whole(override.get(WORD + "ilvl"), LEVELS)
            start = override.find(WORD + "startOverride")
            if start is not None and index < LEVELS:
                overrides[index] = whole(start.get(VAL), 1)
            for lvl in override.iterchildren(_LVL):
                _add_level(lvl, levels, styles, index)
        return Instance(found.counter, levels, overrides, styles, found.single)

    def _definition(self, num: Any, depth: int) -> "Definition | None":
        """Return the definition behind a ``w:num``, through ``numStyleLink`` (a loop ends at nothing)."""
        reference = None if num is None else num.find(WORD + "abstractNumId")
        if reference is None or depth > 8:
            return None
        number = reference.get(VAL, "")
        if number not in self._abstract:
            return None
        if number not in self._definitions:
            self._definitions[number] = _definition(number, self._abstract[number])
        found = self._definitions[number]
        if found.link and not found.levels:
            return self._definition(self._nums.get(self._style_num(found.link) or ""), depth + 1)
        return found


class Counters:
    """The running numbers of one story (the body, a header, a text box), advanced paragraph by paragraph."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, list[int | None]] = {}
        self._restarted: set[str] = set()

    def advance(self, num_id: str, level: int) -> Label | None:
        """Count a paragraph of the list ``num_id`` at ``level`` (0…8) and return its label, ``None`` if it has none."""
        instance = self._numbering.instance(num_id)
        if instance is None:
            return None
        level = 0 if instance.single else min(level, LEVELS - 1)
        own = instance.levels.get(level)
        if own is None:
            return None
        values = self._values.setdefault(instance.counter, [None] * LEVELS)
        override = instance.overrides.get(level)
        current = values[level]
        if override is not None and num_id not in self._restarted:
            self._restarted.add(num_id)
            values[level] = override
        elif current is None:
            values[level] = own.start if override is None else override
        else:
            values[level] = current + 1
        for higher in range(level):  # a level that was skipped counts as begun (1.1.1 after 1)
            if values[higher] is None:
                values[higher] = instance.levels.get(higher, _FIRST).start
        for lower in range(level + 1, LEVELS):
            if values[lower] is not None:
                restart = instance.levels.get(lower, _FIRST).restart
                if restart is None or level < restart:
                    values[lower] = None
        return Label(_print(own, level, instance.levels, values), own.suffix, level, own.look)


_FIRST = Level()


def _print(own: Level, level: int, levels: dict[int, Level], values: list[int | None]) -> str:
    if own.format == "bullet":
        return symbols.shown(own.text) or symbols.BULLET

    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index > level:
            return ""
        shown = levels.get(index, _FIRST)
        return display(values[index] or 0, "decimal" if own.legal else shown.format).zfill(shown.pad)

    return _PLACE.sub(place, own.text)


def _definition(number: str, abstract: Any) -> Definition:
    levels: dict[int, Level] = {}
    styles: dict[str, int] = {}
    for lvl in abstract.iterchildren(_LVL):
        _add_level(lvl, levels, styles)
    kind, link = abstract.find(WORD + "multiLevelType"), abstract.find(WORD + "numStyleLink")
    single = kind is not None and kind.get(VAL) == "singleLevel"
    return Definition(number, levels, styles, single, "" if link is None else link.get(VAL, ""))


def _add_level(lvl: Any, levels: dict[int, Level], styles: dict[str, int], index: int | None = None) -> None:
    index = whole(lvl.get(WORD + "ilvl"), LEVELS) if index is None else index
    if index >= LEVELS:
        return
    levels[index] = read_level(lvl)
    style = lvl.find(WORD + "pStyle")
    if style is not None:
        styles[style.get(VAL, "")] = index


def read_level(lvl: Any) -> Level:
    """Return a ``w:lvl`` element as a value."""
    children = {child.tag: child for child in lvl}
    start, number, restart = children.get(WORD + "start"), _number_format(children), children.get(WORD + "lvlRestart")
    text, suffix, legal = children.get(WORD + "lvlText"), children.get(WORD + "suff"), children.get(WORD + "isLgl")
    return Level(
        start=1 if start is None else whole(start.get(VAL), 1),
        format=number[0],
        pad=number[1],
        text="" if text is None else text.get(VAL, "")[:_TEXT_LIMIT].replace("\n", " "),
        suffix="\t" if suffix is None else _SUFFIX.get(suffix.get(VAL, ""), "\t"),
        restart=None if restart is None else whole(restart.get(VAL)),
        legal=legal is not None and is_on(legal),
        look=children.get(WORD + "rPr"),
    )


def _number_format(children: dict[str, Any]) -> tuple[str, int]:
    """Return format and least number of digits; Word wraps a custom format in an alternative (``mc:Choice``)."""
    number = children.get(WORD + "numFmt")
    alternative = children.get(COMPATIBILITY + "AlternateContent")
    if alternative is not None:
        number = alternative.find(f"{COMPATIBILITY}Choice/{WORD}numFmt")
    if number is None:
        return "decimal", 0
    pattern = number.get(WORD + "format")
    if number.get(VAL) == "custom" and pattern:
        return custom(pattern[:_TEXT_LIMIT])
    return number.get(VAL, "decimal"), 0
