"""How a browser would show an element: its own sheet, ``<style>`` rules, the ``style`` attribute, ``<font>``.

In: a parsed page. Out: the declarations that hold for an element, and a :class:`Style` computed from them and from
the style of its parent. Only what a reader of a contract sees is computed: weight, slant, lines, colours, size, case,
whether it is shown at all. Rules inside ``@media`` hold if they are for every screen; pseudo-classes never hold.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

_RULES = 300  # selectors that need a search of the whole page; more of them are not read
_PX = {"px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 0.75}
_SIZES = {"xx-small": 6.75, "x-small": 7.5, "small": 9.75, "medium": 12, "large": 13.5, "x-large": 18, "xx-large": 24}
_FONT_SIZES = ("", "x-small", "small", "medium", "large", "x-large", "xx-large", "36pt")
_COLORS = {"black": "000000", "silver": "C0C0C0", "gray": "808080", "grey": "808080", "white": "FFFFFF",
           "maroon": "800000", "red": "FF0000", "purple": "800080", "fuchsia": "FF00FF", "green": "008000",
           "lime": "00FF00", "olive": "808000", "yellow": "FFFF00", "navy": "000080", "blue": "0000FF",
           "teal": "008080", "aqua": "00FFFF", "orange": "FFA500", "crimson": "DC143C", "darkred": "8B0000",
           "orangered": "FF4500", "tomato": "FF6347", "pink": "FFC0CB", "brown": "A52A2A"}  # fmt: skip
_BOLD, _ITALIC = {"font-weight": "bold"}, {"font-style": "italic"}
_UNDER, _STRUCK, _PRE = {"text-decoration": "underline"}, {"text-decoration": "line-through"}, {"white-space": "pre"}
_BROWSER: dict[str, dict[str, str]] = {
    **dict.fromkeys(("b", "strong", "th"), _BOLD),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var", "address"), _ITALIC),
    **dict.fromkeys(("u", "ins"), _UNDER),
    **dict.fromkeys(("s", "del", "strike"), _STRUCK),
    **dict.fromkeys(("pre", "textarea", "listing", "xmp", "plaintext"), _PRE),
    "mark": {"background-color": "yellow"},
    "big": {"font-size": "120%"},
    "small": {"font-size": "83%"},
    **{f"h{n}": {"font-size": f"{size}%", **_BOLD} for n, size in enumerate((200, 150, 117, 100, 83, 67), 1)},
}
_SELECTOR = re.compile(r"([A-Za-z][\w-]{0,60})?((?:[.#][\w-]{1,100}){0,4})\Z")
_DECLARATION = re.compile(r"([\w-]{1,60})\s{0,20}:\s{0,20}([^;]{1,500})")
_HEX = re.compile(r"#(?:([0-9a-f]{6})|([0-9a-f]{3}))\b")
_RGB = re.compile(
    r"rgba?\(\s{0,9}(\d{1,3})[\s,]{1,9}(\d{1,3})[\s,]{1,9}(\d{1,3})\s{0,9}(?:[,/]\s{0,9}([\d.]{1,9})%?\s{0,9})?\)"
)
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,6})?|\.\d{1,6})(px|pt|pc|in|cm|mm|r?em|%|)(?![\w%])")
_READ = frozenset(
    ("background", "background-color", "color", "display", "font", "font-size", "font-style", "font-weight",
     "list-style", "list-style-type", "text-decoration", "text-decoration-line", "text-transform", "visibility",
     "white-space")
)  # fmt: skip


class Style(Struct, frozen=True):
    """What a run of characters looks like; ``size`` in points, colours RRGGBB, ``""`` where nothing is said."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    caps: bool = False
    hidden: bool = False
    pre: bool = False
    highlight: str = ""
    color: str = ""
    size: float = 12.0
    link: str = ""


class Sheet:
    """The ``<style>`` rules of a page."""

    def __init__(self, page: Any) -> None:  # a selectolax LexborHTMLParser
        self.simple: dict[str, list[tuple[tuple[int, int], str, frozenset[str], dict[str, str]]]] = {}
        self.found: dict[int, list[tuple[tuple[int, int], dict[str, str]]]] = {}
        searches = 0
        css = "\n".join(node.text() for node in page.css("style"))
        for order, (selector, declarations) in enumerate(_rules(css)):
            rank = (_specificity(selector), order)
            if simple := _SELECTOR.match(selector):
                parts = frozenset(re.findall(r"[.#][\w-]+", simple[2]))
                key = min(parts, default=(simple[1] or "").lower())
                self.simple.setdefault(key, []).append((rank, (simple[1] or "").lower(), parts, declarations))
            elif ":" not in selector and searches < _RULES:
                searches += 1
                self._search(page, selector, rank, declarations)

    def _search(self, page: Any, selector: str, rank: tuple[int, int], declarations: dict[str, str]) -> None:
        try:
            nodes = page.css(selector)
        except ValueError:  # SelectolaxError: a selector it does not know
            return
        for node in nodes:
            self.found.setdefault(node.mem_id, []).append((rank, declarations))

    def declarations(self, node: Any, tag: str, attributes: dict[str, str | None]) -> dict[str, str]:
        """Return the declarations that hold for an element, its own ``style`` attribute included."""
        found = list(self.found.get(node.mem_id, ()))
        own = {f".{name}" for name in (attributes.get("class") or "").split()}
        if attributes.get("id"):
            own.add(f"#{attributes['id']}")
        for key in (tag, *own):
            for rank, name, parts, declarations in self.simple.get(key, ()):
                if (not name or name == tag) and parts <= own:
                    found.append((rank, declarations))
        merged = dict(_BROWSER.get(tag, {}))
        for _, declarations in sorted(found, key=lambda pair: pair[0]):
            merged.update(declarations)
        merged.update(_attributes(tag, attributes))
        if attributes.get("style"):
            merged.update(_declarations(attributes["style"] or ""))
        return merged


def compute(parent: Style, declared: dict[str, str], *, inline: bool) -> Style:
    """Return the style of an element with these declarations inside ``parent``."""
    changes: dict[str, Any] = {}
    if font := declared.get("font"):
        changes |= {"bold": "bold" in font, "italic": "italic" in font or "oblique" in font}
        changes["size"] = _size(font, parent.size)
    if weight := declared.get("font-weight"):
        changes["bold"] = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    if slant := declared.get("font-style"):
        changes["italic"] = slant in ("italic", "oblique")
    if line := declared.get("text-decoration-line", declared.get("text-decoration")):
        changes["underline"] = parent.underline or "underline" in line
        changes["strike"] = parent.strike or "line-through" in line
    if "font-size" in declared:
        changes["size"] = _size(declared["font-size"], parent.size)
    if color := _color(declared.get("color", "")):
        changes["color"] = color
    if inline and (behind := _color(declared.get("background-color", declared.get("background", "")))):
        changes["highlight"] = "" if behind == _COLORS["white"] else behind
    if case := declared.get("text-transform"):
        changes["caps"] = case == "uppercase"
    if space := declared.get("white-space"):
        changes["pre"] = space.startswith("pre") or space == "break-spaces"
    if declared.get("display") == "none" or declared.get("visibility") == "hidden":
        changes["hidden"] = True
    return msgspec.structs.replace(parent, **changes) if changes else parent


def _attributes(tag: str, attributes: dict[str, str | None]) -> dict[str, str]:
    """Return what the presentational attributes of HTML 4 and ``hidden`` say."""
    said = {}
    if tag == "font":
        if color := attributes.get("color"):
            said["color"] = color.lower()
        size = (attributes.get("size") or "").strip()
        if size.isdigit():
            said["font-size"] = _FONT_SIZES[min(int(size), 7)]
        elif size[:1] in ("+", "-") and size[1:].isdigit():
            said["font-size"] = _FONT_SIZES[max(1, min(3 + int(size), 7))]
    if "hidden" in attributes:
        said["display"] = "none"
    return said


def _rules(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ``(selector, declarations)`` of a sheet, one selector at a time."""
    css = re.sub(r"/\*.*?\*/|<!--|-->", " ", css, flags=re.DOTALL) if css.count("/*") == css.count("*/") else css
    at = 0
    while (opening := css.find("{", at)) >= 0:
        prelude = css[at:opening].rpartition(";")[2].strip(" \t\r\n\f}")
        at = opening + 1
        if prelude.startswith("@"):
            if "(" in prelude or "print" in prelude or not prelude.lower().startswith("@media"):
                at = _block_end(css, at)
            continue
        closing = css.find("}", opening)
        body = css[at : closing if closing >= 0 else len(css)]
        at += len(body) + 1
        declarations = _declarations(body)
        if declarations:
            for selector in prelude.split(","):
                yield selector.strip(), declarations


def _block_end(css: str, at: int) -> int:
    """Return the offset after the ``}`` that closes the block whose inside begins at ``at``."""
    depth = 1
    for brace in re.finditer("[{}]", css[at:]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return at + brace.end()
    return len(css)


def _declarations(body: str) -> dict[str, str]:
    """Return the declarations that are read, names and values in lower case."""
    found = {}
    for name, value in _DECLARATION.findall(body.lower()):
        if name in _READ:
            found[name] = value.replace("!important", "").strip()
    return found


def _specificity(selector: str) -> int:
    return 100 * selector.count("#") + 10 * (selector.count(".") + selector.count("[")) + len(selector.split())


def _color(value: str) -> str:
    """Return RRGGBB of a CSS colour, ``""`` if it is none or transparent."""
    if found := _HEX.search(value):
        return (found[1] or "".join(2 * digit for digit in found[2])).upper()
    if found := _RGB.search(value):
        if found[4] and float(found[4].rstrip(".") or 0) == 0:
            return ""
        return "".join(f"{min(int(part), 255):02X}" for part in found.groups()[:3])
    return next((_COLORS[word] for word in value.split() if word in _COLORS), "")


def _size(value: str, parent: float) -> float:
    """Return a font size in points; ``parent`` if it says none."""
    for word in value.replace("/", " ").split():
        if word in _SIZES:
            return _SIZES[word]
        if (found := _LENGTH.match(word)) and found[0] == word and (found[2] or value == word):
            number = float(found[1])
            if found[2] in ("em", "%"):
                return round(parent * number / (100 if found[2] == "%" else 1), 2)
            return round(number * (12 if found[2] == "rem" else _PX[found[2]]), 2)
    return parent
