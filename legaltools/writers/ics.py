"""The computed days of a deadline register as a calendar (RFC 5545): a :class:`Register` in, ``text/calendar`` out.

Each reading is an event of its own; the stamp is the day itself, so that equal input gives equal bytes.
"""

from datetime import date, timedelta

from legaltools.model.register import Due, DueReading, Register

FOLD = 75  # octets a line may have (RFC 5545, 3.1)
WHOLE_DAY = "24:00"


def write(register: Register) -> bytes:
    """Return one VEVENT a reading: a whole day for 24:00, a moment otherwise (local time)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//legaltools//deadlines//ZH", "CALSCALE:GREGORIAN"]
    for row in register.rows:
        for number, reading in enumerate(row.readings, 1):
            lines += _event(register.name, row, number, reading)
    lines.append("END:VCALENDAR")
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode()


def _event(name: str, row: Due, number: int, reading: DueReading) -> list[str]:
    day = date.fromisoformat(reading.day)
    stamp = f"{day:%Y%m%d}"
    if reading.clock == WHOLE_DAY:
        when = [f"DTSTART;VALUE=DATE:{stamp}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"]
    else:
        when = [f"DTSTART:{stamp}T{reading.clock.replace(':', '')}00"]
    title = " ".join(part for part in (row.label, " ".join(row.text.split()), row.bearer) if part)
    notes = "\n".join([reading.name, *reading.steps, *([row.decide] if row.decide else [])])
    return [
        "BEGIN:VEVENT",
        f"UID:{row.deadline}-{number}-{_escape(name)}",
        f"DTSTAMP:{stamp}T000000Z",
        *when,
        f"SUMMARY:{_escape(title)}",
        f"DESCRIPTION:{_escape(notes)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escape(text: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11).

    >>> _escape("a,b;c")
    'a\\\\,b\\\\;c'
    """
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
    return "".join(char for char in text if char.isprintable())


def _fold(line: str) -> str:
    """Fold a line after at most 75 octets without cutting a character."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > FOLD:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n".join(pieces)
