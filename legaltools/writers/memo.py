"""A memo on a new version as Markdown: a memo in, UTF-8 bytes out."""

from legaltools.model.versions import Memo
from legaltools.text.escape import markdown as escaped


def write(value: Memo) -> bytes:
    """Return the memo."""
    parts = [f"# {escaped(value.heading)}", f"**{escaped(value.title)}**", escaped(value.verdict)]
    for point in value.points:
        lines = [f"{point.number}. {escaped(point.text)}", *(f"   - {escaped(text)}" for text in point.meanings)]
        parts.append("\n".join(lines))
    for name, texts in value.sections:
        parts += [f"## {escaped(name)}", "\n".join(f"- {escaped(text)}" for text in texts)]
    return ("\n\n".join([*parts, escaped(value.disclaimer)]) + "\n").encode("utf-8", "replace")
