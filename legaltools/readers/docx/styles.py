"""What styles give: the list a paragraph is in, its outline level, how its characters look.

In: the roots of the styles and theme parts, and property elements of the document. Out: :class:`Para` and
:class:`~legaltools.readers.docx.lines.Look`, resolved through document defaults, table style, paragraph style and its
ancestors, character style and direct formatting (ECMA-376 part 1, 17.7.2), toggles by exclusive or (17.7.3).
"""

from typing import Any, NamedTuple

from legaltools.model.source import MarkKind
from legaltools.readers.docx.lines import Look, Marks
from legaltools.readers.docx.names import DRAWING, OFF, VAL, WORD, w, whole

Fingerprint = tuple[tuple[Any, ...], ...]
Properties = dict[str, str]

_DEPTH = 24  # of basedOn chains; a loop ends here
_NUM_PR, _OUTLINE, _RUN_PR = w("numPr", "outlineLvl", "rPr")
_PARA_WATCHED = frozenset(w("pStyle", "numPr", "outlineLvl", "rPr", "sectPr", "pPrChange"))
_RUN_STYLE, _SIZE, _COLOR, _SHADE, _MARKER, _UNDERLINE, _DOTS = w(
    "rStyle", "sz", "color", "shd", "highlight", "u", "em"
)
_TOGGLES: dict[str, MarkKind] = dict(
    zip(
        w("b", "i", "strike", "dstrike", "caps", "smallCaps", "vanish"),
        ("bold", "italic", "strike", "strike", "caps", "caps", "hidden"),
        strict=True,
    )
)
_LOOKS = (*_TOGGLES, _UNDERLINE, _DOTS, _COLOR, _SIZE, _MARKER, _SHADE)
_WATCHED = frozenset((_RUN_STYLE, *_LOOKS))
_TOGGLE_KINDS: tuple[MarkKind, ...] = ("bold", "italic", "strike", "caps", "hidden")
# names that the document's settings give to theme colours when nothing remaps them (17.18.97)
_THEME_NAMES = {"text1": "dk1", "text2": "dk2", "background1": "lt1", "background2": "lt2", "dark1": "dk1",
                "dark2": "dk2", "light1": "lt1", "light2": "lt2", "hyperlink": "hlink",
                "followedHyperlink": "folHlink"}  # fmt: skip


class Para(NamedTuple):
    """A paragraph style, or a paragraph: list instance, level in it, outline level (1…9, 0: body text), style name."""

    num_id: str | None = None
    level: int | None = None
    outline: int | None = None
    name: str = ""
    num_style: str = ""  # the nearest style that says anything about numbers; "": the paragraph itself does


class Styles:
    """The styles of a document; every answer is computed once."""

    def __init__(self, root: Any, theme: Any = None) -> None:
        self._by_id: dict[str, Any] = {}
        self.default = ""
        self._defaults: Properties = {}
        self._theme = {} if theme is None else _theme_colors(theme)
        self._paras: dict[str, Para] = {}
        self._runs: dict[str, Properties] = {}
        self._tables: dict[str, Properties] = {}
        self._looks: dict[tuple[str, str], Looks] = {}
        if root is None:
            return
        for style in root.iterchildren(WORD + "style"):
            self._by_id[style.get(WORD + "styleId", "")] = style
            if style.get(WORD + "type") == "paragraph" and style.get(WORD + "default", "0") not in OFF:
                self.default = style.get(WORD + "styleId", "")
        run = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{_RUN_PR}")
        self._defaults = {} if run is None else self._properties(fingerprint(run))

    def known(self, style: str) -> str:
        """Return a paragraph's style id, the default style's where it names none or one that is not there."""
        return style if style in self._by_id else self.default

    def numbering_style(self, style: str) -> str | None:
        """Return the ``numId`` of a numbering style."""
        return self.para(style).num_id if style in self._by_id else None

    def para(self, style: str) -> Para:
        """Return what a paragraph style says, its ancestors included; their properties merge one by one."""
        found = self._paras.get(style)
        if found is None:
            found = Para()
            for own in reversed(self._chain(style)):
                element = self._by_id[own]
                name = element.find(WORD + "name")
                props = element.find(WORD + "pPr")
                found = found._replace(name="" if name is None else name.get(VAL, "").lower())
                if props is not None:
                    found = merge(found, watched(props), own)
            self._paras[style] = found
        return found

    def looks(self, style: str, table: str) -> "Looks":
        """Return the looks of runs in a paragraph of ``style`` within a table style, by their direct properties."""
        found = self._looks.get((style, table))
        if found is None:
            found = self._looks[style, table] = Looks(self, style, table)
        return found

    def resolve(self, style: str, table: str, run: Fingerprint) -> Look:
        """Compute a look that no run had before."""
        direct = self._properties(run)
        character = self.run(direct["style"]) if "style" in direct else {}
        above = [self._table_run(table), self.run(style), character]
        marks: list[tuple[MarkKind, str]] = []
        for kind in _TOGGLE_KINDS:
            if kind in direct:
                on = direct[kind] == "1"
            else:
                votes = sum(layer.get(kind) == "1" for layer in above)
                on = votes % 2 == 1 or self._defaults.get(kind) == "1"
            if on:
                marks.append((kind, ""))
        final: Properties = {}
        for layer in (self._defaults, *above, direct):
            final.update(layer)
        if final.get("underline"):
            marks.append(("underline", final["underline"]))
        elif final.get("dots"):  # emphasis dots under the characters, what Chinese print has beside the underline
            marks.append(("underline", "dots"))
        if final.get("highlight") or final.get("shade"):
            marks.append(("highlight", final.get("highlight") or final["shade"]))
        shown: Marks = tuple(marks)
        return Look(shown, final.get("color", ""), float(final.get("size", "0")) / 2)

    def run(self, style: str) -> Properties:
        """Return the run properties of a style, its ancestors' included."""
        found = self._runs.get(style)
        if found is None:
            found = {}
            for own in reversed(self._chain(style)):
                props = self._by_id[own].find(_RUN_PR)
                if props is not None:
                    found = {**found, **self._properties(fingerprint(props))}
            self._runs[style] = found
        return found

    def _table_run(self, key: str) -> Properties:
        """Return the run properties of a table style with conditions (``Grid|firstRow``), the conditions' on top."""
        if key in self._tables:
            return self._tables[key]
        style, _, conditions = key.partition("|")
        found = self.run(style)
        for condition in conditions.split(",") if conditions else ():
            for own in reversed(self._chain(style)):
                for part in self._by_id[own].iterchildren(WORD + "tblStylePr"):
                    props = part.find(_RUN_PR) if part.get(WORD + "type") == condition else None
                    if props is not None:
                        found = {**found, **self._properties(fingerprint(props))}
        self._tables[key] = found
        return found

    def _chain(self, style: str) -> list[str]:
        """Return a style and its ancestors, the nearest first."""
        chain: list[str] = []
        while style in self._by_id and style not in chain and len(chain) < _DEPTH:
            chain.append(style)
            parent = self._by_id[style].find(WORD + "basedOn")
            style = "" if parent is None else parent.get(VAL, "")
        return chain

    def _properties(self, run: Fingerprint) -> Properties:
        found: Properties = {}
        for tag, *items in run:
            attributes = dict(items)
            value = attributes.get(VAL, "")
            if tag in _TOGGLES:
                kind = _TOGGLES[tag]
                on = VAL not in attributes or value not in OFF
                if on or found.get(kind) != "1" or kind not in ("strike", "caps"):
                    found[kind] = "1" if on else "0"
            elif tag == _RUN_STYLE:
                found["style"] = value
            elif tag == _UNDERLINE:
                found["underline"] = "" if value in OFF else value
            elif tag == _DOTS:
                found["dots"] = "" if value in OFF else value
            elif tag == _SIZE:
                found["size"] = value if value.isdecimal() and len(value) < 6 else "0"
            elif tag == _COLOR:
                found["color"] = self._color(attributes, "", VAL)
            elif tag == _MARKER:
                found["highlight"] = "" if value in OFF else value
            elif tag == _SHADE:
                shade = self._color(attributes, "Fill", WORD + "fill")
                found["shade"] = "" if shade == "FFFFFF" else shade
        return found

    def _color(self, attributes: dict[str, str], suffix: str, plain: str) -> str:
        """Return RRGGBB, ``""`` for automatic; the cached value was computed from the theme's and stands before it."""
        value = attributes.get(plain, "").upper()
        if _is_color(value):
            return value
        name = attributes.get(WORD + "theme" + (suffix or "Color"), "")
        return self._theme.get(_THEME_NAMES.get(name, name), "")


class Looks(dict[Fingerprint, Look]):
    """Looks by direct run properties, computed on the first question."""

    def __init__(self, styles: Styles, style: str, table: str) -> None:
        self._styles, self._style, self._table = styles, style, table

    def __missing__(self, run: Fingerprint) -> Look:
        self[run] = look = self._styles.resolve(self._style, self._table, run)
        return look


def watched(props: Any) -> dict[str, Any]:
    """Return the children of a ``w:pPr`` (or of none) that say something here, by name."""
    return {} if props is None else {tag: child for child in props if (tag := child.tag) in _PARA_WATCHED}


def merge(above: Para, props: dict[str, Any], style: str = "") -> Para:
    """Return the paragraph properties ``props`` laid over what is above them; list and level merge one by one."""
    numbers, outlined = props.get(_NUM_PR), props.get(_OUTLINE)
    if numbers is None and outlined is None:
        return above
    num_id, level, outline = above.num_id, above.level, above.outline
    if outlined is not None:
        value = outlined.get(VAL, "")
        outline = (whole(value, 9) + 1) % 10 if len(value) == 1 else 0  # 9: body text
    for part in () if numbers is None else numbers:
        if part.tag == WORD + "numId":
            num_id = part.get(VAL, "0")
        elif part.tag == WORD + "ilvl":
            level = whole(part.get(VAL))
    return Para(num_id, level, outline, above.name, above.num_style if numbers is None else style)


def fingerprint(run: Any) -> Fingerprint:
    """Return the properties of a ``w:rPr`` that matter here, as a value that can key a cache."""
    return tuple([(tag, *child.items()) for child in run if (tag := child.tag) in _WATCHED])


def _theme_colors(theme: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for scheme in theme.iter(DRAWING + "clrScheme"):
        for color in scheme:
            value = next(iter(color), None)
            if value is not None:
                found[color.tag.rpartition("}")[2]] = (value.get("lastClr") or value.get("val", "")).upper()
    return {name: value for name, value in found.items() if _is_color(value)}


def _is_color(value: str) -> bool:
    return len(value) == 6 and all(c in "0123456789ABCDEF" for c in value)
