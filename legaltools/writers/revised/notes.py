"""Comments on what changed: the part that holds them (the file's own if it has one) and where they stand."""

import posixpath
from itertools import count
from typing import Any

from lxml import etree

from legaltools.model.body import Package
from legaltools.text.escape import xml_text
from legaltools.writers.revised.names import ID, KEEP, PPR, R, T, W, element, parsed, serial, w

_TYPES, _RELATIONS = "[Content_Types].xml", "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_REVISIONS = frozenset(w("ins", "del", "moveFrom", "moveTo"))
_COME = frozenset(w("ins", "moveTo"))


class Notes:
    """The comments of one file under way."""

    def __init__(self, package: Package, author: str, date: str) -> None:
        self._package = package
        self._who = {"author": author, "date": date, "initials": ""}
        name = package.related.get("comments")
        self._root = element(W + "comments") if name is None else parsed(package.members[name])
        taken = [int(value) for c in self._root if (value := c.get(ID, "")).isdecimal() and len(value) < 10]
        self._ids = count(max(taken, default=-1) + 1)
        self._added = False

    def within(self, revision: Any, lines: tuple[str, ...]) -> None:
        """Comment the beginning of what came or went, inside its revision.

        Outside it would keep the paragraph alive; around its words LibreOffice would give what follows the properties
        of the paragraph that goes.
        """
        revision.insert(0, self._made(lines)[2])

    def on(self, paragraph: Any, lines: tuple[str, ...], first: Any = None, last: Any = None) -> None:
        """Comment a paragraph from its child ``first`` to ``last``; where nothing of it stays, its last revision."""
        inner = [child for child in paragraph if child.tag != PPR]
        revisions = [child for child in paragraph.iter(*_REVISIONS) if child.find(R) is not None]
        if revisions and all(run.getparent().tag in _REVISIONS for run in paragraph.iter(R)):
            self.within(next((r for r in reversed(revisions) if r.tag in _COME), revisions[-1]), lines)
            return
        begin, end, reference = self._made(lines)
        if not inner:
            paragraph.extend((begin, end, reference))
            return
        (inner[0] if first is None else first).addprevious(begin)
        (inner[-1] if last is None else last).addnext(end)
        end.addnext(reference)

    def _made(self, lines: tuple[str, ...]) -> tuple[Any, Any, Any]:
        number = str(next(self._ids))
        comment = element(W + "comment", id=number, **self._who)
        for line in lines:
            text = etree.SubElement(etree.SubElement(etree.SubElement(comment, W + "p"), R), T)
            text.text = xml_text(line)
            text.set(KEEP, "preserve")
        self._root.append(comment)
        self._added = True
        run = element(R)
        run.append(element(W + "commentReference", id=number))
        return element(W + "commentRangeStart", id=number), element(W + "commentRangeEnd", id=number), run

    def parts(self) -> dict[str, bytes]:
        """Return the members of the package that differ for the comments."""
        if not self._added:
            return {}
        name = self._package.related.get("comments")
        if name is not None:
            return {name: serial(self._root)}
        folder, base = posixpath.split(self._package.main)
        taken = {member.lower() for member in self._package.members}
        name = next(n for k in count() if (n := posixpath.join(folder, f"comments{k or ''}.xml")).lower() not in taken)
        relations = posixpath.join(folder, "_rels", base + ".rels")
        types = parsed(self._package.members[_TYPES])
        etree.SubElement(types, types.tag[: -len("Types")] + "Override", PartName="/" + name, ContentType=_CONTENT)
        return {name: serial(self._root), relations: self._related(relations, name), _TYPES: serial(types)}

    def _related(self, relations: str, name: str) -> bytes:
        data = self._package.members.get(relations)
        root = (
            etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS}) if data is None else parsed(data)
        )
        ids = {child.get("Id") for child in root}
        number = next(k for k in count(1) if f"rId{k}" not in ids)
        target = {"Id": f"rId{number}", "Type": _KIND, "Target": "/" + name}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", target)
        return serial(root)
