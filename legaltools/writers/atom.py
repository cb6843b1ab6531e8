"""An Atom feed (RFC 4287) of the versions of a text: a chronicle in, UTF-8 bytes out."""

from legaltools.model.timeline import Chronicle, Entry
from legaltools.text.escape import xml

UNDATED = "1970-01-01T00:00:00Z"


def write(value: Chronicle) -> bytes:
    """Return the feed, newest version first; ids are made of the texts' digests, so they never change."""
    newest = value.entries[-1] if value.entries else Entry(0, "", "", "", "")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
        f"<title>{xml(value.feed)}</title>\n<id>urn:sha256:{newest.sha256}:feed</id>\n",
        f"<updated>{_moment(newest.date)}</updated>\n<author><name>legaltools</name></author>\n",
    ]
    parts += [
        f"<entry>\n<title>{xml(entry.title)}</title>\n<id>urn:sha256:{entry.sha256}:{entry.number}</id>\n"
        f"<updated>{_moment(entry.date)}</updated>\n<summary>{xml(entry.name)}</summary>\n</entry>\n"
        for entry in reversed(value.entries)
    ]
    return "".join([*parts, "</feed>\n"]).encode()


def _moment(date: str) -> str:
    if not date:
        return UNDATED
    return date if "T" in date else f"{date}T00:00:00Z"
