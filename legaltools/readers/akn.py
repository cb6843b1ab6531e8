"""Akoma Ntoso 3.0 (OASIS LegalDocML): laws and contracts as XML.

A file of ``--to akn`` keeps the text as read and what its page showed, and gives the source it was made from
(:mod:`~legaltools.readers.akn_verbatim`); any other file is read for its elements
(:mod:`~legaltools.readers.akn_lines`). Nothing is fetched, and a file that declares entities is not read.
"""

import hashlib
from typing import cast, get_args

from legaltools.model.source import Format, ReadError, Source
from legaltools.readers import akn_lines, akn_verbatim
from legaltools.readers import text as plain
from legaltools.readers.akn_lines import AKN


def read(data: bytes, name: str) -> Source:
    """Return the text of an Akoma Ntoso file."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ReadError("damaged") from None
    page = root.getroottree().docinfo
    if page.doctype:
        raise ReadError("unsafe_xml")
    if root.tag != f"{AKN}akomaNtoso":
        raise ReadError("damaged")
    told = akn_verbatim.told(root)
    if told is not None and told.get("format") in get_args(Format):
        form, encoding = told.get("format"), told.get("encoding", "")
        text, blocks = akn_verbatim.page(root, told)
    else:
        form, encoding = "akn", page.encoding or "utf-8"
        text, blocks = akn_lines.page(root)
    if not text.strip():
        raise ReadError("empty")
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, cast(Format, form), encoding, digest, text, blocks, plain.replacements(text))
