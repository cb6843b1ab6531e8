"""Plain text: bytes into characters.

UTF-8, UTF-16 and GB18030 (and Big5, the old encoding of traditional Chinese), with or without a byte order mark.
Bytes that are valid UTF-8 are UTF-8. Anything else is decoded in every candidate way, and the way that gives the
most everyday characters wins; bytes that give none of them are not a text. A few undecodable bytes are replaced by
U+FFFD and noted: a damaged sentence must not hide the rest of a contract.
"""

import codecs
import hashlib
from functools import cache

from legaltools.model.diagnostic import Diagnostic
from legaltools.model.source import Format, ReadError, Source

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
_BEFORE, _SAMPLE = 4096, 65536
_EVERYDAY_SHARE = 0.75
_CONTROLS_SHARE = 0.01


def read(data: bytes, name: str) -> Source:
    """Return the text as read: decoded, byte order mark dropped, CR LF as LF, nothing else touched."""
    return source(data, name, "text")


def source(data: bytes, name: str, form: Format) -> Source:
    """Return a source without blocks for a format whose text as read is the decoded file."""
    text, encoding = decode(data)
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise ReadError("empty")
    if "\0" in text:
        raise _not_text(text)
    return Source(name, form, encoding, hashlib.sha256(data).hexdigest(), text, notes=replacements(text))


def decode(data: bytes) -> tuple[str, str]:
    """Return the characters of ``data`` and the name of their encoding; raises ``ReadError("binary")``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    try:
        text, odd = data.decode("utf-8"), data.find(b"\0")
        if odd < 0:
            return text, "utf-8"
    except UnicodeDecodeError as error:
        odd = error.start
    start = max(0, odd - _BEFORE) & ~1
    sample = data[start : start + _SAMPLE]
    share, encoding = max(((_everyday(sample, e), e) for e in _CANDIDATES), key=lambda pair: pair[0])
    if share < _EVERYDAY_SHARE:
        raise ReadError("binary")
    return data.decode(encoding, "replace"), encoding


def replacements(text: str) -> tuple[Diagnostic, ...]:
    """Return a note if the text has U+FFFD: characters that were lost before or while it was read."""
    count = text.count("\ufffd")
    if not count:
        return ()
    at = text.index("\ufffd")
    line = text.count("\n", 0, at) + 1
    return (Diagnostic("SRC001", at, at + 1, line=line, args={"count": str(count)}),)


def _not_text(text: str) -> ReadError:
    """Return the error for a text with NUL: a slip in a text, or no text at all."""
    controls = sum(text.count(chr(code)) for code in range(0x20) if not chr(code).isspace())
    if controls > _CONTROLS_SHARE * len(text):
        return ReadError("binary")
    return ReadError("nul", line=str(text.count("\n", 0, text.index("\0")) + 1))


def _everyday(sample: bytes, encoding: str) -> float:
    """Return the share (0…1) of everyday characters in ``sample`` decoded as ``encoding``."""
    text = sample.decode(encoding, "replace")
    common = _common()
    return sum(char in common for char in text) / max(1, len(text))


@cache
def _common() -> frozenset[str]:
    """The characters an ordinary Chinese text is made of.

    Printable ASCII, punctuation and full-width forms, the 3,755 Han characters of GB 2312 level 1 and the 5,401 of
    Big5 level 1: about a tenth of the code points that wrongly decoded bytes could give.
    """
    everyday = set(map(chr, (*b"\t\n\r", *range(0x20, 0x7F), 0xA0)))
    everyday.update(
        chr(code) for area in ((0x2010, 0x2028), (0x3000, 0x3018), (0xFF01, 0xFF5F)) for code in range(*area)
    )
    for encoding, leads in (("gb2312", range(0xB0, 0xD8)), ("big5", range(0xA4, 0xC7))):
        for lead in leads:
            everyday.update(bytes((lead, trail)).decode(encoding, "ignore") for trail in range(0x40, 0xFF))
    return frozenset(char for char in everyday if len(char) == 1)
