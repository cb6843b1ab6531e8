"""Findings as Markdown: a listing in, CommonMark out. Text of the document is escaped, so it cannot become markup."""

import re

from legaltools.model.listing import Listing

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(value: Listing) -> bytes:
    """Return the listing as headings, block quotes and lists."""
    lines = [f"# {escape(value.title)}", "", escape(value.summary)]
    for note in value.notes:
        lines += ["", f"> {escape(note)}"]
    for section in value.sections:
        lines += ["", f"## {escape(section.title)} ({len(section.items)})"]
        for item in section.items:
            where = f" \u2014 {escape(item.place)} ({escape(item.where)})" if item.where else ""
            lines += ["", f"### {item.number}. [{item.level_name}] {item.rule} {escape(item.name)}{where}", ""]
            if item.quote:
                lines += [f"> {escape(item.quote)}", ""]
            lines += [f"- **{escape(name)}** {escape(fact)}" for name, fact in item.facts]
            if item.also:
                lines.append("- + " + ", ".join(map(escape, item.also)))
    return ("\n".join(lines) + "\n").encode()


def escape(text: str) -> str:
    r"""Return ``text`` with Markdown's marks escaped.

    >>> escape("a*b [c](d)")
    'a\\*b \\[c\\](d)'
    """
    return _SPECIAL.sub(r"\\\1", text)
