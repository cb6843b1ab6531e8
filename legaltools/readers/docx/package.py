"""A Word file as a package of XML parts, opened without trusting it.

In: the bytes. Out: parsed parts and their relationships. What is not a readable Word file is a :class:`ReadError`:
``word97`` (the binary format before 2007), ``encrypted``, ``damaged``, ``not_word``, ``bomb``, ``unsafe_xml``.

Bounds on what a small file may cost: number of members, size of a part (declared and read), rate of compression,
number of tags, sum of all parts. A document type declaration is refused (OPC, ECMA-376 part 2, 8.1.4 forbids it), so
that no entity exists that could be expanded or fetched.
"""

import posixpath
import zlib
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from legaltools.model import body
from legaltools.model.source import ReadError

MEMBERS = 10_000
PART_BYTES = 64 << 20
TOTAL_BYTES = 128 << 20
TAGS = 2_000_000
RATIO = 200
RATIO_FROM = 8 << 20  # a repetitive contract compresses well; only a large part can be a bomb

_BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: Word 97–2003, or an encrypted .docx in an envelope
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPE = "<!DOCTYPE"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


class Relation(NamedTuple):
    """What a part points at: ``kind`` is the last word of the relationship type, ``target`` a part's name or a URL."""

    kind: str
    target: str


class Package:
    """The parts of a Word file by name (``word/document.xml``)."""

    def __init__(self, data: bytes, name: str) -> None:
        self._archive = _open(data, name)
        self._members: dict[str, ZipInfo] = {
            item.filename.replace("\\", "/").lstrip("/").lower(): item for item in self._archive.infolist()
        }
        self._total = 0
        self._relations: dict[str, dict[str, Relation]] = {}

    @property
    def main(self) -> str:
        """The name of the main document part, found as Word finds it: through the package's relationships."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target.lower() in self._members:
                return relation.target
        if "word/document.xml" in self._members:
            return "word/document.xml"
        raise ReadError("not_word")

    def part(self, name: str) -> Any:
        """Return the root element of a part, ``None`` if the package has no such part."""
        data = self._bytes(name)
        return None if data is None else parse_xml(data)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of a part (``""``: of the package) by their ids; treat them as frozen."""
        if name not in self._relations:
            self._relations[name] = self._related(name)
        return self._relations[name]

    def whole(self) -> body.Package:
        """Return all members, opened within the same bounds."""
        main, names = self.main, {key: item.filename for key, item in self._members.items() if not item.is_dir()}
        members = {name: data for key, name in names.items() if (data := self._bytes(key)) is not None}
        related = {r.kind: names[key] for r in self.relations(main).values() if (key := r.target.lower()) in names}
        return body.Package(names[main.lower()], members, related)

    def _related(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, Relation] = {}
        for item in () if root is None else root.iter(_RELATIONSHIP):
            kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = Relation(kind, target)
        return found

    def _bytes(self, name: str) -> bytes | None:
        info = self._members.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadError("encrypted")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ReadError("damaged")
        swollen = info.file_size > RATIO_FROM and info.file_size > RATIO * info.compress_size
        if info.file_size > PART_BYTES or swollen:
            raise ReadError("bomb")
        try:
            with self._archive.open(info) as stream:
                data = stream.read(PART_BYTES + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise ReadError("damaged") from None
        self._total += len(data)
        if len(data) > PART_BYTES or self._total > TOTAL_BYTES:
            raise ReadError("bomb")
        return data


def _open(data: bytes, name: str) -> ZipFile:
    """Open the archive; an envelope that is none gets the error that says what it is."""
    if data.startswith(_BINARY):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("encrypted")
        raise ReadError("word97", file=name)
    if data.count(b"PK\x01\x02") > MEMBERS:
        raise ReadError("bomb")
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):  # UnicodeDecodeError is a ValueError
        raise ReadError("damaged") from None


def parse_xml(data: bytes) -> Any:
    """Parse a part; raises ``ReadError`` (``unsafe_xml``, ``bomb``, ``damaged``)."""
    wide = b"\0" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if any(_DOCTYPE.encode(code) in data for code in (("utf-16-le", "utf-16-be") if wide else ("ascii",))):
        raise ReadError("unsafe_xml")
    if data.count(b"<") > TAGS:
        raise ReadError("bomb")
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, collect_ids=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError("damaged") from None
    if root.getroottree().docinfo.doctype:
        raise ReadError("unsafe_xml")
    return root
