"""What a printed label says: the numbering schemes of ``lexicon/numbering.toml``, compiled.

In: the beginning of a line (or the place of a marker inside one). Out: a :class:`Label` or ``None``. A label is tried
only where its first character fits, so that ordinary text costs one dictionary look-up a line.
"""

import re
from functools import cache, lru_cache

from msgspec import Struct, structs

from legaltools.lexicon import table
from legaltools.text import numerals
from legaltools.text.width import fold

HEAD = 48  # characters of a line's beginning a label is looked for in


class Scheme(Struct, frozen=True):
    """A table of ``numbering.toml``; ``order`` is its conventional outerness (small is outer)."""

    name: str
    number: str
    order: int
    eid: str
    formal: bool = False
    item: bool = False
    bare: bool = False
    inline: str = ""

    @property
    def countable(self) -> bool:
        """Tell whether a decimal label can continue it (``三、`` holds ``3.1``; ``（3）`` does not)."""
        return not self.item and self.order >= 20


class Label(Struct, frozen=True):
    """A label as read: ``length`` characters, ``style`` what surrounds the numeral (``、``, ``()``).

    ``other`` is the second reading of a single letter: ``c.`` is the third of a list, or a Roman hundred.
    """

    scheme: Scheme
    length: int
    numbers: tuple[int, ...]
    style: str
    other: "Label | None" = None


def expand(pattern: str) -> str:
    """Return a pattern of the table with the numerals put in."""
    for name, numeral in table("numbering")["numerals"].items():
        pattern = pattern.replace("{" + name + "}", numeral)
    return pattern


@cache
def schemes() -> dict[str, Scheme]:
    """Return every scheme by name, in the order of the table."""
    known = ("number", "order", "eid", "formal", "item", "bare", "inline")
    return {
        name: Scheme(name=name, **{key: row[key] for key in known if key in row})
        for name, row in table("numbering")["schemes"].items()
    }


def pattern(name: str) -> str:
    """Return the regular expression of a scheme's label on folded text, look-ahead included."""
    row = table("numbering")["schemes"][name]
    beyond = f"(?!{expand(row['not_before'])})" if "not_before" in row else ""
    return f"(?>{expand(row['label'])}){beyond}"


@cache
def _openers() -> dict[str, "re.Pattern[str]"]:
    """Return, by first character (half and full width), the alternation of the labels that can begin with it."""
    names: dict[str, list[str]] = {}
    for name, row in table("numbering")["schemes"].items():
        for char in _characters(row["first"]):
            names.setdefault(char, []).append(name)
    compiled: dict[tuple[str, ...], re.Pattern[str]] = {}
    for found in {tuple(value) for value in names.values()}:
        compiled[found] = re.compile("|".join(f"(?P<{name}>{pattern(name)})" for name in found))
    openers = {char: compiled[tuple(value)] for char, value in names.items()}
    full = {chr(ord(char) + 0xFEE0): value for char, value in openers.items() if "!" <= char <= "~"}
    return {**full, **openers}


def _characters(ranges: str) -> set[str]:
    """Expand ``a-z`` ranges; a final ``-`` is itself."""
    found: set[str] = set()
    at = 0
    while at < len(ranges):
        if ranges[at + 1 : at + 2] == "-" and at + 2 < len(ranges):
            found.update(map(chr, range(ord(ranges[at]), ord(ranges[at + 2]) + 1)))
            at += 3
        else:
            found.add(ranges[at])
            at += 1
    return found


OPENERS = _openers()


def read(text: str, at: int = 0) -> Label | None:
    """Return the label that begins at ``text[at]``, ``None`` if there is none.

    >>> label = read("第十二条之一 新增")
    >>> label.scheme.name, label.numbers, read("一般而言")
    ('article', (12, 1), None)
    """
    opener = OPENERS.get(text[at : at + 1])
    if opener is None:
        return None
    match = opener.match(fold(text[at : at + HEAD]))
    if match is None or match.lastgroup is None:
        return None
    return _label(match.lastgroup, match[0])


@lru_cache(maxsize=8192)
def _label(name: str, printed: str) -> Label | None:
    """Return what a printed (folded) label of a known scheme says, both ways if a letter can be read two ways."""
    letter = next((c for c in printed if c.isalnum()), "")
    if not name.endswith("bare") and letter and letter in "ivxlcIVXLC" and sum(map(str.isalpha, printed)) == 1:
        case = "lower" if letter.islower() else "upper"
        names = (f"latin_{case}", "roman_lower" if case == "lower" else "roman")
        first, second = names if letter not in "iI" else reversed(names)
        label, other = _single(first, printed), _single(second, printed)
        return label if label is None or other is None else structs.replace(label, other=other)
    return _single(name, printed)


def _single(name: str, printed: str) -> Label | None:
    scheme = schemes()[name]
    numbers = number_of(scheme.number, printed)
    if numbers is None:
        return None
    style = "".join(c for c in printed if c in ".,:\u3001()[]\u3014\u3015-")
    if scheme.number in ("chinese", "decimal") and scheme.formal:
        style = ""
    return Label(scheme, len(printed), numbers, style if scheme.number != "decimal" else "")


_RUNS = re.compile(r"[^\s.,:\u3001()\[\]\u3014\u3015-]+")


def number_of(kind: str, printed: str) -> tuple[int, ...] | None:
    """Return the numbers a folded label writes; ``None`` if its numeral is none, ``()`` for a bullet."""
    if kind == "none":
        return ()
    if kind == "decimal":
        return tuple(map(int, re.findall(r"\d+", printed)))
    runs = _RUNS.findall(printed)
    if kind == "latin":
        letter = runs[0]
        return (numerals.ENCLOSED[letter],) if letter in numerals.ENCLOSED else (ord(letter.lower()) - 96,)
    numbers = [n for n in (_value(run) for run in _numerals(printed, runs)) if n is not None]
    return tuple(numbers) if numbers else None


def _value(run: str) -> int | None:
    if run.isascii() and len(run) == 1 and run.isalpha():
        return numerals.roman(run) or ord(run.lower()) - 96
    return numerals.parse(run)


_NUMERAL = re.compile(rf"[{re.escape(numerals.CHINESE)}]+|\d+|[IVXLCivxlc]+(?![a-z])|(?<![A-Za-z])[A-Z](?![A-Za-z])")


def _numerals(printed: str, runs: list[str]) -> list[str]:
    """Return the numerals inside a label such as 第十二条之一, Article IV or ⑫."""
    if runs and runs[0][0] in numerals.ENCLOSED:
        return [runs[0][0]]
    return _NUMERAL.findall(printed)
