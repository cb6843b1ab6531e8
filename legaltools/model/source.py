"""What a reader gives: the text as read, and what the page showed beside the characters."""

from typing import Literal

from msgspec import Struct

from legaltools.model.diagnostic import Diagnostic

Format = Literal["text", "markdown", "docx", "html", "pdf", "akn"]
MarkKind = Literal[
    "bold", "italic", "underline", "strike", "highlight", "color", "size", "caps",
    "hidden", "link", "markup", "inserted", "deleted",
]  # fmt: skip
BlockKind = Literal[
    "paragraph", "heading", "cell", "header", "footer", "page_number",
    "footnote", "endnote", "comment", "code", "quote", "rule", "toc",
]  # fmt: skip


class ReadError(Exception):
    """A file that cannot be read.

    ``code`` keys the one-line wording (what is wrong and what to do) in ``report/messages.*.toml`` under ``errors``,
    ``details`` fill it.
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Mark(Struct, frozen=True, gc=False):
    """A run of characters the page shows differently.

    ``markup`` marks characters that are syntax and not content (``**``, ``## ``, a backslash escape);
    ``link`` carries its target in ``value`` (``#name`` for a bookmark), ``color`` RRGGBB, ``size`` points.
    """

    start: int
    end: int
    kind: MarkKind
    value: str = ""


class Cell(Struct, frozen=True, gc=False):
    """Place of a line inside a table, all counted from 0."""

    table: int
    row: int
    column: int


class Block(Struct, frozen=True):
    """One line of ``Source.text`` as its page showed it.

    ``level`` is the heading level (1…9, 0: not a heading by the page's own styles), ``indent`` the nesting depth of
    lists around it, ``label_end`` the offset where a list label that the *page* (not the author's typing) put there
    ends, ``origin`` the ordinal of the paragraph in its file (of a Word file among all paragraphs of the body, read or
    not), ``continues`` whether it continues the line before it (a soft line break), ``anchors`` the bookmarks that
    begin here.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    indent: int = 0
    label_end: int | None = None
    marks: tuple[Mark, ...] = ()
    cell: Cell | None = None
    page: int | None = None
    origin: int | None = None
    continues: bool = False
    anchors: tuple[str, ...] = ()


class Source(Struct, frozen=True):
    r"""A document as read.

    ``text`` is the decoded text: BOM dropped, ``\r\n`` → ``\n``, nothing else touched; for DOCX, HTML and PDF the
    reader's paragraphs joined by ``\n``. ``blocks`` is empty (plain text) or has exactly one block per line of
    ``text.split("\n")``. ``notes`` are what the reader wants a person to know.
    """

    name: str
    format: Format
    encoding: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    @property
    def shows_emphasis(self) -> bool:
        """Tell whether the format can show bold, underline or colour at all (plain text cannot)."""
        return self.format != "text"
