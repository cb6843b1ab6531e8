"""Addresses in an Akoma Ntoso file: what a document says becomes an address only if it can be nothing else."""

import re
from urllib.parse import quote

from legaltools.model.annotation import Reference
from legaltools.text.escape import plain

QUOTES = "\u300a\u300b\u3008\u3009\u201c\u201d\"' "
_WEB = re.compile(r"(https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)(?=$|[/?#])(.*)")
_ANCHOR = re.compile(r"#[\w.-]+")
_LOOSE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def part(text: str) -> str:
    """Return ``text`` as one part of an address, percent-encoded.

    >>> part("art_3__para_2-2 <b>")
    'art_3__para_2-2%20%3Cb%3E'
    """
    return quote(text, safe="", errors="replace")


def link(target: str) -> str:
    """Return a web address or an anchor as a link, ``""`` for anything else (``javascript:``).

    >>> link("https://example.com/a b?c=%zz#d#e"), link("javascript:alert(1)")
    ('https://example.com/a%20b?c=%25zz#d%23e', '')
    """
    if _ANCHOR.fullmatch(target):
        return "#" + part(target[1:])
    web = _WEB.fullmatch(target)
    if web is None:
        return ""
    before, mark, anchor = web[2].partition("#")
    rest = quote(before, safe="/?=&;,:+$!~*'()@%", errors="replace") + mark + part(anchor)
    return web[1] + _LOOSE.sub("%25", rest)


def outside(reference: Reference) -> str:
    """Return the address of a law, another document or a page."""
    name = plain(reference.text).strip(QUOTES)
    return link(name) or f"/akn/cn/{'act' if reference.kind == 'law' else 'doc'}/{part(name)}"
