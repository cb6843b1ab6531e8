"""What a printed label says: the numbering schemes of ``lexicon/numbering.toml``, compiled.

In: the beginning of a line (or the place of a marker inside one). Out: a :class:`Label` or ``None``. A label is tried
only where its first character fits, so that ordinary text costs one dictionary look-up a line.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct, structs

from legaltools.lexicon import table
from legaltools.text import numerals
from legaltools.text.width import fold

HEAD = 48  # characters that hold every label and what must not follow it
OUTERMOST_COUNTED = 20  # 编 and 附件 do not count for the decimal labels below them


class Scheme(Struct, frozen=True, gc=False):
    """A table of ``numbering.toml``; ``order`` is its conventional outerness (small is outer).

    ``countable``: a decimal label can continue it (``三、`` holds ``3.1``; ``（3）`` does not).
    """

    name: str
    number: str
    order: int
    eid: str
    formal: bool = False
    item: bool = False
    bare: bool = False
    inline: str = ""
    countable: bool = False
    kind: Literal["clause", "item", "attachment"] = "clause"


class Label(Struct, frozen=True, gc=False):
    """A label as ``printed``: ``length`` characters, ``style`` what surrounds the numeral (``、``, ``()``).

    ``look`` is what surrounds it in print, width and all (a full stop makes no difference). ``key`` is what the labels
    of one list have in common (a decimal's own parent among it), ``last`` the number that counts in it, ``full`` the
    number a decimal label below can continue, ``next`` the numeral that carries the list on, ``address`` its step of
    an eid (a bullet has none). ``other`` is the second reading of a single letter: ``c.`` is the third of a list, or a
    Roman hundred.
    """

    scheme: Scheme
    length: int
    numbers: tuple[int, ...]
    style: str
    printed: str = ""
    other: "Label | None" = None
    key: tuple[object, ...] = ()
    last: int = 0
    full: tuple[int, ...] = ()
    next: str = ""
    address: str = ""
    look: str = ""


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
        name: Scheme(
            name=name,
            kind="item" if row.get("item") else "attachment" if name == "attachment" else "clause",
            countable=not row.get("item", False) and row["order"] >= OUTERMOST_COUNTED,
            **{key: row[key] for key in known if key in row},
        )
        for name, row in table("numbering")["schemes"].items()
    }


def pattern(name: str) -> str:
    """Return the regular expression of a scheme's label in either width, look-ahead included."""
    row = table("numbering")["schemes"][name]
    beyond = f"(?!{expand(row['not_before'])})" if "not_before" in row else ""
    return both_widths(f"(?>{expand(row['label'])}){beyond}")


_PART = re.compile(r"\\u[0-9a-f]{4}|\\.|\[\^?(?:\\.|[^\]\\])+\]|\{[\d,]+\}|\(\?(?:[:!=>]|<[!=])|.", re.DOTALL)
_IN_CLASS = re.compile(r"\\u[0-9a-f]{4}|\\.|.-[^\]]|.", re.DOTALL)
_WIDE_SPACES = "\t\u3000\xa0"


def both_widths(regex: str) -> str:
    """Return a regular expression that takes full-width ASCII and wide spaces where ``regex`` takes plain ones.

    >>> re.findall(both_widths("[A-C][.,)] ?-"), "A. -Ｂ）－Ｃ，　-")
    ['A. -', 'Ｂ）－', 'Ｃ，　-']
    """
    parts = []
    for part in _PART.findall(regex):
        if part[0] == "[" and len(part) > 1:
            opening = "[^" if part[1] == "^" else "["
            inside = part[len(opening) : -1]
            part = opening + "".join(map(_twin, _IN_CLASS.findall(inside))) + inside + "]"
        elif part in (" ", ",", "-") or (part[0] == "\\" and len(part) == 2 and not part[1].isalnum()):
            part = f"[{_twin(part)}{part}]"
        parts.append(part)
    return "".join(parts)


def _twin(part: str) -> str:
    """Return the other width of a character, an escaped character or a range of a class, ``""`` if it has none."""
    if part == " ":
        return _WIDE_SPACES
    if part[0] == "\\":
        part = "" if part[1].isalnum() else part[1]
    full = [chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "" for c in part]
    return "-".join(full[::2]) if len(part) == 3 and all(full) else "".join(full)


class _Opener:
    """The alternation of some schemes' labels, compiled when a text first needs it (all of them take 50 ms).

    A match names the scheme as its last group, which is the label, and takes the blanks behind it along.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.match: Callable[[str, int], re.Match[str] | None] = self._first

    def _first(self, text: str, at: int) -> "re.Match[str] | None":
        labels = "|".join(f"(?P<{name}>{pattern(name)})" for name in self.names)
        self.match = re.compile(rf"(?:{labels})\s*+").match
        return self.match(text, at)


def _openers() -> dict[str, _Opener]:
    """Return, by first character (half and full width), the labels that can begin with it."""
    names: dict[str, list[str]] = {}
    for name, row in table("numbering")["schemes"].items():
        for char in _characters(row["first"]):
            names.setdefault(char, []).append(name)
    kinds = {found: _Opener(found) for found in map(tuple, names.values())}
    openers = {char: kinds[tuple(value)] for char, value in names.items()}
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
    opener = OPENERS.get(text[at]) if at < len(text) else None
    if opener is None:
        return None
    match = opener.match(text, at)
    return None if match is None else label_of(name := match.lastgroup or "", match[name])


FULL_DIGITS = {0x30 + digit: 0xFF10 + digit for digit in range(10)}


@lru_cache(maxsize=8192)
def label_of(name: str, printed: str) -> Label | None:
    """Return what a printed label of a known scheme says, both ways if a letter can be read two ways."""
    label = _label(name, fold(printed))
    if label is None:
        return None
    look = "".join(c for c in printed if not c.isalnum() and not c.isspace() and c not in ".\uff0e")
    other = label.other and structs.replace(label.other, printed=printed.rstrip(), look=look)
    following = label.next.translate(FULL_DIGITS) if "\uff10" <= printed[0] <= "\uff19" else label.next
    return structs.replace(label, printed=printed.rstrip(), other=other, next=following, look=look)


def _label(name: str, printed: str) -> Label | None:
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
    decimal = scheme.number == "decimal"
    key: tuple[object, ...] = (name, numbers[:-1]) if decimal else (name, style)
    last = numbers[-1] if decimal or len(numbers) == 1 else 0
    full = numbers if scheme.countable else ()
    following = next_numeral(scheme.number, last + 1, printed) if last > 1 and scheme.inline else ""
    address = f"{scheme.eid}_{last or '_'.join(map(str, numbers))}" if numbers else ""
    style = "" if decimal else style
    return Label(scheme, len(printed), numbers, style, "", None, key, last, full, following, address)


def next_numeral(kind: str, number: int, like: str) -> str:
    """Return ``number`` in the numerals of the label ``like``; ``""`` where they have no such number."""
    if kind in ("arabic", "decimal"):
        return str(number)
    if kind == "chinese":
        return str(number) if any(map(str.isdigit, like)) else numerals.format(number)
    if kind == "enclosed":
        old = next((c for c in like if c in numerals.ENCLOSED), "")
        return next((c for c in (chr(ord(old) + 1), *numerals.ENCLOSED) if numerals.ENCLOSED.get(c) == number), "")
    letters = numerals.to_roman(number) if kind == "roman" else chr(0x40 + min(number, 26))
    return letters if like[:2].strip("(").isupper() else letters.lower()


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
