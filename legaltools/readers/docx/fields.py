"""Fields: the instruction behind a displayed result (ECMA-376 part 1, 17.16).

The result that Word cached is the text; the instruction tells where it points: ``HYPERLINK`` and ``REF`` become a link
mark (``#bookmark``: a reference that Word has already resolved), ``TOC`` and ``PAGE`` tell what the paragraph is.
"""

import re

_WORD = re.compile(r'"([^"]{0,2000})"|(\S{1,2000})')
_REFERENCES = ("REF", "NOTEREF", "PAGEREF")
_CODE_LIMIT = 4000


class Field:
    """A field that is open: first its instruction is read, then its result."""

    __slots__ = ("code", "in_result", "kind", "link")

    def __init__(self, code: str = "") -> None:
        self.code = code
        self.kind = ""
        self.link = ""
        self.in_result = False

    def instruct(self, text: str) -> None:
        """Take a further part of the instruction."""
        if len(self.code) < _CODE_LIMIT:
            self.code += text

    def separate(self) -> None:
        """Take the instruction as complete: from here on the result follows."""
        self.in_result = True
        self.kind, self.link = target(self.code)


def target(code: str) -> tuple[str, str]:
    r"""Return a field's kind and where it points: a URL, ``#bookmark`` or ``""``.

    >>> target(r' REF _Ref12 \r \h '), target(' HYPERLINK "https://example.com/a b" '), target(' PAGE ')
    (('REF', '#_Ref12'), ('HYPERLINK', 'https://example.com/a b'), ('PAGE', ''))
    >>> target(r'HYPERLINK \l "part2"'), target('')
    (('HYPERLINK', '#part2'), ('', ''))
    """
    words = [quoted or plain for quoted, plain in _WORD.findall(code[:_CODE_LIMIT])]
    kind = words[0].upper() if words else ""
    values = [word for word in words[1:] if not word.startswith("\\")]
    if kind == "HYPERLINK" and values:
        if any(word.lower() == "\\l" for word in words):
            at = next(i for i, word in enumerate(words) if word.lower() == "\\l")
            anchor = words[at + 1] if at + 1 < len(words) else ""
            return kind, (values[0] if values[0] != anchor else "") + ("#" + anchor if anchor else "")
        return kind, values[0]
    if kind in _REFERENCES and values:
        return kind, "#" + values[0]
    return kind, ""
