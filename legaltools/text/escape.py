"""Document text made safe for a format that gives some characters a meaning."""

import re

# What XML 1.0 (production 2, Char) cannot hold at all: most control characters, surrogates, two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SPACE = re.compile(r"\s+")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_XML = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_XML_TEXT = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"} | dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f", " ")
)


def xml(text: str) -> str:
    """Return ``text`` for an XML attribute or element; what XML cannot hold becomes U+FFFD.

    >>> xml('甲<b>"&\\x00')
    '甲&lt;b&gt;&quot;&amp;\ufffd'
    """
    return _ILLEGAL.sub("\ufffd", text).translate(_XML) if _MARKUP.search(text) else text


def xml_text(text: str) -> str:
    """Return ``text`` for the content of an XML element that keeps its white space.

    A control character that is white space (a form feed) becomes a space; what else XML cannot hold becomes U+FFFD.

    >>> xml_text("\\x0c<b>\\n\\x00")
    ' &lt;b&gt;\\n\ufffd'
    """
    return _ILLEGAL.sub("\ufffd", text.translate(_XML_TEXT))


def one_line(text: str) -> str:
    """Return ``text`` on one line: white space folded to single spaces, control characters shown as U+FFFD.

    >>> one_line('a\\n b\\x00c ')
    'a b\\ufffdc '
    """
    return _ILLEGAL.sub("\ufffd", _SPACE.sub(" ", text))


def plain(text: str) -> str:
    """Return ``text`` on one line without space at its ends."""
    return one_line(text).strip()


def markdown(text: object, *, ends: bool = False) -> str:
    """Return ``text`` on one line with Markdown's own characters escaped, the white space at its ends kept or not.

    >>> markdown("a*b|c")
    'a\\\\*b\\\\|c'
    """
    return _MARKDOWN.sub(r"\\\1", one_line(str(text)) if ends else plain(str(text)))


def no_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP, CSV Injection).

    >>> no_formula("=1+1"), no_formula("合同")
    ("'=1+1", '合同')
    """
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
