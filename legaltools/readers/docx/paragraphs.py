"""One paragraph's content: runs, fields, links, tracked changes, notes, text boxes.

In: a ``w:p`` element. Out: lines of pieces (a soft break begins a new line), the bookmarks that begin in it, the text
boxes anchored in it, the kinds of field it holds.
"""

from collections.abc import Callable
from typing import Any

from legaltools.model.source import MarkKind
from legaltools.readers.docx import symbols
from legaltools.readers.docx.fields import Field
from legaltools.readers.docx.lines import Look, Marks, Piece
from legaltools.readers.docx.names import COMPATIBILITY, MATH, RELATION, WORD, is_on, w
from legaltools.readers.docx.package import Relation
from legaltools.readers.docx.styles import Fingerprint, Styles, fingerprint

_RUN_PR, _TEXT, _CHANGE = w("rPr", "t", "rPrChange")
_BOX = WORD + "txbxContent"
_BOUNDARY = str.maketrans({"\n": " ", "\r": " "})
_SPACES = " \t\r\n"
_KEEP = "{http://www.w3.org/XML/1998/namespace}space"
_NO_PROPERTIES: Fingerprint = ()
_FIXED = dict(zip(w("tab", "ptab", "noBreakHyphen"), "\t\t-", strict=True))
_NOTES = dict(zip(w("footnoteReference", "endnoteReference"), ("footnote", "endnote"), strict=True))
_NESTED = 20  # fields within fields, as in Word
PICTURES = w("drawing", "pict", "object")  # what can hold a picture or a text box


class Notes:
    """The footnotes or endnotes referred to so far: their displayed numbers in order of reference."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}
        self._counts = {"footnote": 0, "endnote": 0}

    def number(self, kind: str, note_id: str) -> int:
        """Return the displayed number of a note, the next one on its first mention."""
        key = kind, note_id
        if key not in self.numbers:
            self._counts[kind] += 1
            self.numbers[key] = self._counts[kind]
        return self.numbers[key]


def note_anchor(kind: str, number: int) -> str:
    """Return the anchor of a note as Word's own HTML names it (``_ftn1``, ``_edn1``)."""
    return ("_ftn" if kind == "footnote" else "_edn") + str(number)


class Context:
    """What is the same for all paragraphs of a part, and what runs on from one to the next (fields, pages)."""

    def __init__(self, styles: Styles, relations: dict[str, Relation], tracked: str, notes: Notes) -> None:
        self.styles = styles
        self.relations = relations
        self.tracked = tracked
        self.notes = notes
        self.fields: list[Field] = []
        self.page = 1
        hidden = ("ins", "moveTo") if tracked == "original" else ("del", "moveFrom")
        self.skipped = frozenset(() if tracked == "both" else w(*hidden))

    def in_field(self, kind: str) -> bool:
        """Tell whether the text here is the result of a field of this kind."""
        return any(field.kind == kind for field in self.fields)


class Content:
    """The content of one paragraph, read at construction."""

    def __init__(self, element: Any, context: Context, style: str, table: str) -> None:
        self.lines: list[list[Piece]] = [[]]
        self.pages: list[int] = [context.page]
        self.anchors: list[str] = []
        self.boxes: list[Any] = []
        self.field_kinds: set[str] = set()
        self._context = context
        self._line = self.lines[0]
        self._looks = context.styles.looks(style, table)
        self._extra: Marks = ()
        self._plain = self._look = self._looks[_NO_PROPERTIES]
        self._children(element)
        while context.fields and not context.fields[-1].in_result:  # an instruction does not outlive its paragraph
            context.fields.pop()

    def _children(self, parent: Any) -> None:
        skipped = self._context.skipped
        for child in parent:
            tag = child.tag
            handler = _CONTENT.get(tag)
            if handler is not None and tag not in skipped:
                handler(self, child)

    def _run(self, run: Any) -> None:
        self._look = self._plain
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._text(child)
            elif tag == _RUN_PR:
                self._look = self._resolve(child)
            else:
                handler = _IN_RUN.get(tag)
                if handler is not None:
                    handler(self, child)

    def _resolve(self, props: Any) -> Look:
        if self._context.tracked == "original":
            before = props.find(f"{_CHANGE}/{_RUN_PR}")
            props = props if before is None else before
        return self._looks[fingerprint(props)]

    def _text(self, element: Any) -> None:
        text = element.text
        if text:
            if "\n" in text or "\r" in text:
                text = text.translate(_BOUNDARY)
            if (text[0] in _SPACES or text[-1] in _SPACES) and element.get(_KEEP) != "preserve":
                text = text.strip(_SPACES)
            self._emit(text)

    def _emit(self, text: str) -> None:
        extra = self._extra
        fields = self._context.fields
        if fields:
            if not all(field.in_result for field in fields):
                return
            extra = (*extra, *(_link(field.link) for field in fields if field.link))
        if text:
            self._line.append(Piece(text, self._look, extra))

    def _fixed(self, element: Any) -> None:
        self._emit(_FIXED[element.tag])

    def _break(self, element: Any) -> None:
        if element.get(WORD + "type") in ("page", "column") and not self._line:
            return
        self._line = []
        self.lines.append(self._line)
        self.pages.append(self._context.page)

    def _page(self, _: Any) -> None:
        self._context.page += 1
        if not self._line:
            self.pages[-1] = self._context.page

    def _symbol(self, element: Any) -> None:
        try:
            code = int(element.get(WORD + "char", "")[-4:], 16)
        except ValueError:
            return
        self._emit(symbols.symbol(code & 0xFF, element.get(WORD + "font", "")))

    def _field_char(self, element: Any) -> None:
        kind = element.get(WORD + "fldCharType")
        fields = self._context.fields
        if kind == "begin":
            del fields[: max(0, len(fields) - _NESTED)]  # what never ends
            fields.append(Field())
            box = element.find(f"{WORD}ffData/{WORD}checkBox")
            if box is not None:
                states = [state for name in ("checked", "default") if (state := box.find(WORD + name)) is not None]
                self._line.append(Piece("☑" if states and is_on(states[0]) else "☐", self._look, self._extra))
        elif fields and kind == "separate":
            fields[-1].separate()
            self.field_kinds.add(fields[-1].kind)
        elif fields and kind == "end":
            fields.pop()

    def _instruction(self, element: Any) -> None:
        fields = self._context.fields
        if fields and not fields[-1].in_result:
            fields[-1].instruct(element.text or "")

    def _simple_field(self, element: Any) -> None:
        field = Field(element.get(WORD + "instr", ""))
        field.separate()
        self.field_kinds.add(field.kind)
        self._context.fields.append(field)
        depth = len(self._context.fields)
        self._children(element)
        del self._context.fields[depth - 1 :]

    def _hyperlink(self, element: Any) -> None:
        relation = self._context.relations.get(element.get(RELATION + "id", ""))
        anchor = element.get(WORD + "anchor", "")
        where = (relation.target if relation else "") + ("#" + anchor if anchor else "")
        self._within(element, _link(where) if where else None)

    def _inserted(self, element: Any) -> None:
        self._within(element, ("inserted", "") if self._context.tracked == "both" else None)

    def _deleted(self, element: Any) -> None:
        self._within(element, ("deleted", "") if self._context.tracked == "both" else None)

    def _within(self, element: Any, mark: tuple[MarkKind, str] | None) -> None:
        before = self._extra
        if mark is not None and mark not in before:
            self._extra = (*before, mark)
        self._children(element)
        self._extra = before

    def _control(self, element: Any) -> None:
        content = element.find(WORD + "sdtContent")
        if content is not None:
            self._children(content)

    def _bookmark(self, element: Any) -> None:
        name = element.get(WORD + "name", "")
        if name and name != "_GoBack":
            self.anchors.append(name)

    def _note(self, element: Any) -> None:
        kind = _NOTES[element.tag]
        number = self._context.notes.number(kind, element.get(WORD + "id", ""))
        before, self._extra = self._extra, (*self._extra, _link("#" + note_anchor(kind, number)))
        self._emit(f"[{number}]")
        self._extra = before

    def _alternative(self, element: Any) -> None:
        found = boxes(element)
        self.boxes += found
        if not found:
            for chosen in element.iterchildren(COMPATIBILITY + "Choice", COMPATIBILITY + "Fallback"):
                for child in chosen:
                    handler = _IN_RUN.get(child.tag) or _CONTENT.get(child.tag)
                    if handler is not None:
                        handler(self, child)
                break

    def _drawing(self, element: Any) -> None:
        self.boxes += boxes(element)

    def _math(self, element: Any) -> None:
        self._emit("".join(text.text or "" for text in element.iter(MATH + "t")).translate(_BOUNDARY))

    def _ruby(self, element: Any) -> None:
        base = element.find(WORD + "rubyBase")
        if base is not None:
            self._children(base)


def boxes(element: Any) -> list[Any]:
    """Return the outermost text boxes in an element; of an alternative (new drawing, old picture) only one form."""
    if element.tag == _BOX:
        return [element]
    found: list[Any] = []
    for child in element:
        found += boxes(child)
        if found and element.tag == COMPATIBILITY + "AlternateContent":
            break
    return found


def _link(where: str) -> tuple[MarkKind, str]:
    return "link", where


_Handler = Callable[[Content, Any], None]
_CONTENT: dict[str, _Handler] = {
    WORD + "r": Content._run,
    WORD + "hyperlink": Content._hyperlink,
    WORD + "sdt": Content._control,
    WORD + "fldSimple": Content._simple_field,
    WORD + "bookmarkStart": Content._bookmark,
    MATH + "oMath": Content._math,
    MATH + "oMathPara": Content._math,
    COMPATIBILITY + "AlternateContent": Content._alternative,
    **dict.fromkeys(w("ins", "moveTo"), Content._inserted),
    **dict.fromkeys(w("del", "moveFrom"), Content._deleted),
    **dict.fromkeys(w("smartTag", "customXml", "dir", "bdo"), Content._children),
}
_IN_RUN: dict[str, _Handler] = {
    WORD + "delText": Content._text,
    WORD + "br": Content._break,
    WORD + "cr": Content._break,
    WORD + "lastRenderedPageBreak": Content._page,
    WORD + "sym": Content._symbol,
    WORD + "fldChar": Content._field_char,
    WORD + "instrText": Content._instruction,
    WORD + "ruby": Content._ruby,
    COMPATIBILITY + "AlternateContent": Content._alternative,
    **dict.fromkeys(_FIXED, Content._fixed),
    **dict.fromkeys(_NOTES, Content._note),
    **dict.fromkeys(PICTURES, Content._drawing),
}
