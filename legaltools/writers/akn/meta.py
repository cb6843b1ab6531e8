"""The head of an Akoma Ntoso file: what the document is (FRBR), who and what it speaks of, how its page looked.

Nothing depends on the hour: a document without a known date is dated 0001-01-01 and called ``undated``.
"""

from legaltools.model.annotation import Annotations
from legaltools.model.document import Document
from legaltools.model.source import Block, Source
from legaltools.text.escape import xml
from legaltools.writers.akn import iri

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:lt="urn:legaltools:akn">
<doc name="terms">
<meta>
"""
DATE = '<FRBRdate date="0001-01-01" name="undated"/>'
TOOL = "#legaltools"


def head(document: Document, annotations: Annotations) -> list[str]:
    """Return the file up to the end of ``meta``."""
    return [
        HEAD,
        *_identification(document.source, annotations),
        f'<references source="{TOOL}">\n',
        *_references(annotations),
        "</references>\n",
        *_page(document.source),
        "</meta>\n",
    ]


def _identification(source: Source, annotations: Annotations) -> list[str]:
    work = f"/akn/cn/doc/terms/0001-01-01/{iri.part(source.sha256[:16]) or 'text'}"
    provider = next((i for i, p in enumerate(annotations.parties, 1) if p.role == "provider"), 0)
    author = f'<FRBRauthor href="{f"#party_{provider}" if provider else TOOL}"/>'
    alias = f'<FRBRalias value="{xml(source.name)}" name="file"/>'
    country = '<FRBRcountry value="cn"/>'
    tool = f'<FRBRauthor href="{TOOL}"/>'
    return [
        f'<identification source="{TOOL}">\n',
        _level("Work", work, "", f"{alias}{DATE}{author}{country}"),
        _level("Expression", f"{work}/zho@", "", f'{DATE}{author}<FRBRlanguage language="zho"/>'),
        _level("Manifestation", f"{work}/zho@", ".xml", f'{DATE}{tool}<FRBRformat value="application/akn+xml"/>'),
        "</identification>\n",
    ]


def _level(name: str, uri: str, ending: str, rest: str) -> str:
    this = f'<FRBRthis value="{uri}/!main{ending}"/><FRBRuri value="{uri}{ending}"/>'
    return f"<FRBR{name}>{this}{rest}</FRBR{name}>\n"


def _references(annotations: Annotations) -> list[str]:
    """Return the persons and terms of the document."""
    made = [("TLCOrganization", "legaltools", "organization", "legaltools")]
    made += [("TLCOrganization", f"party_{i}", "organization", p.name) for i, p in enumerate(annotations.parties, 1)]
    made += [("TLCTerm", f"term_{i}", "term", t.term) for i, t in enumerate(annotations.terms, 1)]
    return [
        f'<{tag} eId="{eid}" href="/akn/ontology/{kind}/{iri.part(name)}" showAs="{xml(name)}"/>\n'
        for tag, eid, kind, name in made
    ]


def _page(source: Source) -> list[str]:
    """Return how the text was read and what its page showed of each line, where the standard has no word for it."""
    facts = f'format="{source.format}" encoding="{xml(source.encoding)}" sha256="{xml(source.sha256)}"'
    if not source.blocks:
        return [f'<proprietary source="{TOOL}"><lt:source {facts}/></proprietary>\n']
    lines = [
        f'<lt:line n="{number}"{shown}/>\n' for number, block in enumerate(source.blocks, 1) if (shown := _line(block))
    ]
    return [f'<proprietary source="{TOOL}"><lt:source {facts}>\n', "<lt:lines>\n", *lines, "</lt:lines>\n",
            "</lt:source></proprietary>\n"]  # fmt: skip


def _line(block: Block) -> str:
    """Return a line's block as attributes; what is usual is left out, ``label`` is the length of the page's label."""
    values: dict[str, object] = {
        "kind": block.kind if block.kind != "paragraph" else "",
        "level": block.level or "",
        "indent": block.indent or "",
        "label": "" if block.label_end is None else block.label_end - block.start,
        "cell": "" if block.cell is None else f"{block.cell.table} {block.cell.row} {block.cell.column}",
        "page": "" if block.page is None else block.page,
        "origin": "" if block.origin is None else block.origin,
        "continues": "true" if block.continues else "",
        "anchors": " ".join(map(iri.part, block.anchors)),
    }
    return "".join(f' {name}="{xml(str(value))}"' for name, value in values.items() if value != "")
