"""The deadline register as text to read: a :class:`Register` in, UTF-8 out."""

from legaltools.model.register import Due, Register


def write(register: Register) -> bytes:
    """Return a block a limit: clause and quote, its readings with their derivation, what a person has to decide."""
    words = register.words
    lines = [words["title"].format(name=register.name), ""]
    lines += [line for row in register.rows for line in _block(row, words)] or [words["none"], ""]
    if register.unused:
        lines.append(words["unused"].format(events=", ".join(register.unused)))
    lines.append(words["disclaimer"])
    return ("\n".join(lines) + "\n").encode()


def _block(row: Due, words: dict[str, str]) -> list[str]:
    head = "  ".join(part for part in (row.label or row.eid, " ".join(row.text.split()), row.bearer) if part)
    lines = [f"{head}  [{words[f'status.{row.status}']}]"]
    if row.event:
        lines.append(f"    {words['event']}: {row.event} = {row.moment}")
    for reading in row.readings:
        lines.append(f"    {reading.day} {reading.clock}  {reading.name}")
        lines += [f"        {step}" for step in reading.steps]
        if reading.favoured:
            lines.append(f"        {words['favoured']}")
    if row.decide:
        lines.append(f"    {words['decide']}: {row.decide}")
    return [*lines, ""]
