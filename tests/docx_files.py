"""Word files made for tests: a package from the XML of its parts, and short names for the XML."""

from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROOTS = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "header1": "hdr", "header2": "hdr",
          "footer1": "ftr", "numbering": "numbering", "styles": "styles", "settings": "settings"}  # fmt: skip


def package(body: str, links: str = "", theme: str = "", **parts: str) -> bytes:
    """Return a .docx; ``parts`` are the inner XML of parts by name (``numbering``, ``styles``, ``header1`` …)."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}{name.rstrip("0123456789")}+xml"/>'
            for name in parts
        )
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>{overrides}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            _relations(f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        )
        relations = "".join(
            f'<Relationship Id="p{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
            for name in ([*parts, "theme1"] if theme else parts)
        )
        archive.writestr("word/_rels/document.xml.rels", _relations(relations + links))
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{_ROOTS[name]} {NAMESPACES}>{xml}</w:{_ROOTS[name]}>")
        if theme:
            archive.writestr("word/theme1.xml", f"<a:theme {NAMESPACES}>{theme}</a:theme>")
    return stream.getvalue()


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def run(text: str, props: str = "") -> str:
    """Return a run."""
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(content: str = "", num: str = "", level: int | None = 0, props: str = "", plain: bool = True) -> str:
    """Return a paragraph, numbered if ``num``; ``content`` is text, or XML if not ``plain``."""
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    numbered = f'<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>' if num else ""
    inner = (run(content) if content else "") if plain else content
    return f"<w:p><w:pPr>{props}{numbered}</w:pPr>{inner}</w:p>"


def level(
    index: int, form: str = "decimal", text: str | None = None, start: int = 1, extra: str = "", suff: str = "nothing"
) -> str:
    """Return a ``w:lvl``; ``text`` is ``%1.%2.`` … unless given."""
    text = "".join(f"%{n + 1}." for n in range(index + 1)) if text is None else text
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}<w:suff w:val="{suff}"/>'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def abstract(index: int | str, *levels: str, extra: str = "", kind: str = "multilevel") -> str:
    """Return a ``w:abstractNum``."""
    return (
        f'<w:abstractNum w:abstractNumId="{index}"><w:multiLevelType w:val="{kind}"/>{extra}{"".join(levels)}'
        "</w:abstractNum>"
    )


def num(index: int | str, definition: int | str, overrides: str = "") -> str:
    """Return a ``w:num``."""
    return f'<w:num w:numId="{index}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def restart(index: int, value: int = 1) -> str:
    """Return a ``w:lvlOverride`` that restarts a level."""
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def style(
    name: str, props: str = "", run_props: str = "", based: str = "", kind: str = "paragraph", extra: str = ""
) -> str:
    """Return a ``w:style``."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" {extra}><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{props}</w:pPr><w:rPr>{run_props}</w:rPr></w:style>"
    )
