"""The deadline register: a document, its annotations and known events in, a :class:`Register` in words out.

An event answers a limit when it names its id, its clause number, or its anchor (all characters of the event's name
stand in the anchor in that order: 收到通知 answers 收到甲方书面通知). Nothing is guessed: a limit without an event, an
open standard, a blank and a year without a published calendar are rows that say what a person has to decide.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from legaltools.lexicon import table
from legaltools.model.annotation import Annotations, Deadline, Norm
from legaltools.model.document import Document
from legaltools.model.register import Due, DueReading, DueStatus, Register
from legaltools.report.catalog import Lang, load
from legaltools.report.readings import read
from legaltools.text.calendar import Reading, RefusedError, Step

SENTENCE = 60  # characters after a limit without an anchor in which an event may be named


def words(lang: Lang) -> dict[str, Any]:
    """Return the content of ``limits.<lang>.toml``; treat it as frozen."""
    return load("limits", lang)


def parse_events(pairs: Sequence[str], lang: Lang = "zh") -> dict[str, datetime]:
    """Read ``NAME=2026-03-02`` or ``NAME=2026-03-02T10:00``; raises ``ValueError`` with its wording.

    >>> parse_events(["notice=2026-03-02"])
    {'notice': datetime.datetime(2026, 3, 2, 0, 0)}
    """
    events = {}
    for pair in pairs:
        name, _, moment = pair.rpartition("=")
        try:
            events[name.strip()] = datetime.fromisoformat(moment.strip()).replace(tzinfo=None)
        except ValueError:
            name = ""
        if not name.strip():
            raise ValueError(words(lang)["errors"]["event"].format(event=pair))
    return events


def build(document: Document, annotations: Annotations, events: Mapping[str, datetime], lang: Lang = "zh") -> Register:
    """Return the register of ``document``."""
    say = words(lang)
    norms = {identity: norm for norm in annotations.norms for identity in norm.deadlines}
    used: set[str] = set()
    rows = []
    for deadline in annotations.deadlines:
        event = _event(document, deadline, events)
        used.add(event)
        rows.append(_row(document, deadline, norms.get(deadline.id), event, events.get(event), say))
    unused = tuple(name for name in events if name not in used)
    labels = {**say["words"], **{f"status.{k}": v for k, v in say["status"].items()}}
    return Register(document.source.name, tuple(rows), unused, labels, lang)


def _event(document: Document, deadline: Deadline, events: Mapping[str, datetime]) -> str:
    """Return the name of the event that answers a limit, ``""`` if none does."""
    label = _label(document, deadline)
    rest = document.text[deadline.end : deadline.end + SENTENCE].split("\u3002")[0].split("\n")[0]
    exact = [name for name in events if name in (deadline.id, label)]
    named = [name for name in events if deadline.anchor and _in_order(name, deadline.anchor)]
    if not deadline.anchor or deadline.relation == "before":
        named += [name for name in events if name in rest]
    return next(iter(exact + named), "")


def _in_order(name: str, anchor: str) -> bool:
    """Tell whether all characters of ``name`` stand in ``anchor`` in that order.

    >>> _in_order("ac", "abc"), _in_order("ca", "abc")
    (True, False)
    """
    rest = iter(anchor)
    return all(char in rest for char in name)


def _label(document: Document, deadline: Deadline) -> str:
    node = document.by_eid[deadline.eid]
    chain = [node, *document.ancestors(node)]
    return next((n.label.rstrip(".\uff0e\u3001") for n in chain if n.label), "")


def _row(
    document: Document, deadline: Deadline, norm: Norm | None, event: str, moment: datetime | None, say: dict[str, Any]
) -> Due:
    status: DueStatus = "computed"
    readings: tuple[Reading, ...] = ()
    refused = ""
    if deadline.vague:
        status = "open"
    elif deadline.value is None:
        status = "blank"
    elif deadline.relation == "per":
        status = "recurring"
    elif moment is None and deadline.unit != "date":
        status = "needs_event"
    else:
        try:
            readings = read(deadline, moment, bool(event) and event.endswith(tuple(table("time")["notice"]["events"])))
        except RefusedError as refusal:
            status = "refused"
            refused = say["refused"][refusal.code].format(**refusal.details)
    label = _label(document, deadline)
    decide = refused or _decide(deadline, status, readings, label, say)
    shown = tuple(_shown(r, say, r is _favoured(readings, norm, deadline)) for r in readings)
    bearer = deadline.bearer or (norm.bearer if norm else "")
    when = "" if moment is None or not event else f"{moment:%Y-%m-%d %H:%M}"
    return Due(deadline.id, deadline.eid, label, deadline.line, deadline.text, deadline.anchor, bearer, status, event,
               when, shown, decide)  # fmt: skip


def _favoured(readings: Sequence[Reading], norm: Norm | None, deadline: Deadline) -> Reading | None:
    """Return the reading better for the user where readings differ: longer for his own act and for keeping his data."""
    if len({r.day for r in readings}) < 2 or norm is None or norm.bearer_role not in ("user", "provider"):
        return None
    keeps = norm.bearer_role == "user" or deadline.unit == "date"
    return max(readings, key=lambda r: r.day) if keeps else min(readings, key=lambda r: r.day)


def _decide(deadline: Deadline, status: DueStatus, readings: Sequence[Reading], label: str, say: dict[str, Any]) -> str:
    """Return what is left to a person."""
    wording = say["decide"]
    if status == "needs_event":
        key = "needs_event" if deadline.anchor else "needs_any_event"
        return str(wording[key].format(anchor=deadline.anchor, label=label or deadline.id))
    if status != "computed":
        return str(wording[status].format(text=deadline.text))
    days = sorted({r.day for r in readings})
    if len(days) > 1:
        return str(wording["two_readings"].format(day=min(r.nominal for r in readings)))
    moved = [r for r in readings if r.moved]
    return str(wording["moved"].format(day=moved[0].nominal)) if moved else ""


def _shown(reading: Reading, say: dict[str, Any], favoured: bool) -> DueReading:
    steps = tuple(_worded(step, say) for step in reading.steps)
    name = say["readings"][reading.code]
    return DueReading(reading.code, name, str(reading.day), reading.clock, str(reading.nominal), steps, favoured)


def _worded(step: Step, say: dict[str, Any]) -> str:
    args = {k: say["units"].get(v, v) if k == "unit" else v for k, v in step.args.items()}
    return str(say["steps"][step.code].format(**args))
