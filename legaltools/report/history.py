"""A history in words: :class:`History` in, ledgers, the life of a clause and a timeline out."""

from typing import Any

from legaltools.model.history import Event, History, Life, Version
from legaltools.model.report import Column, Ledgers, Row, Table
from legaltools.model.timeline import Bar, Chronicle, Entry
from legaltools.report.catalog import Lang, load
from legaltools.report.subject import shorten

TEXT = 60  # characters of a clause's text in a table
HEIGHT = 120  # of the tallest bar of the timeline, in CSS pixels


def words(lang: Lang) -> dict[str, Any]:
    """Return the content of ``history.<lang>.toml``; treat it as frozen."""
    return load("history", lang)


def versions(history: History, lang: Lang) -> Ledgers:
    """Return the table of the versions."""
    w = words(lang)["words"]
    names = ("number", "date", "name", "clauses", "substantive", "worse", "better", "unclear", "changes")
    columns = tuple(Column(w[name], width) for name, width in zip(names, (6, 12, 24, 8, 8, 6, 6, 8, 40), strict=True))
    rows = tuple(Row(_version(version, lang)) for version in history.versions)
    return Ledgers(lang, w["title"].format(name=history.name), (Table("versions", w["versions"], columns, rows),))


def _version(version: Version, lang: Lang) -> tuple[str | int, ...]:
    say = words(lang)
    names = say["events"]
    other = [f"{names[kind]} {count}" for kind, count in version.counts.items() if kind in names]
    extra = [f"+{version.counts['inserted']}"] if version.counts.get("inserted") else []
    extra += [f"-{version.counts['deleted']}"] if version.counts.get("deleted") else []
    note = say["words"]["technical"] if version.technical else " ".join([*extra, *other])
    found = [version.directions.get(key, 0) for key in ("worse_for_user", "better_for_user", "unclear")]
    return (version.number, version.date[:10], version.name, version.clauses, version.substantive, *found, note)


def blame(history: History, lang: Lang) -> Ledgers:
    """Return the table of the clauses that stand in the newest version, in its order."""
    w = words(lang)["words"]
    names = ("clause", "first", "last", "count", "text")
    columns = tuple(Column(w[name], width) for name, width in zip(names, (16, 10, 10, 10, 60), strict=True))
    standing = [life for life in history.lives if not life.gone]
    rows = tuple(
        Row(
            (life.label or shorten(life.text, 14), life.first, life.last, life.changes, shorten(life.text, TEXT)),
            life.eid,
        )
        for life in standing
    )
    return Ledgers(lang, w["title"].format(name=history.name), (Table("blame", w["blame"], columns, rows),))


def log(history: History, life: Life, lang: Lang) -> Ledgers:
    """Return the table of one clause's events."""
    w = words(lang)["words"]
    columns = tuple(
        Column(w[name], width)
        for name, width in zip(("number", "date", "event", "clause", "text"), (6, 12, 22, 16, 60), strict=True)
    )
    rows = tuple(Row(_event(history, event, lang), event.eid) for event in life.events)
    title = w["log"].format(label=life.label or life.eid)
    return Ledgers(lang, w["title"].format(name=history.name), (Table("log", title, columns, rows),))


def _event(history: History, event: Event, lang: Lang) -> tuple[str | int, ...]:
    say = words(lang)
    name = say["events"][event.kind]
    if event.back_to:
        name = say["words"]["back"].format(version=event.back_to)
    date = history.versions[event.version - 1].date[:10]
    return (event.version, date, name, event.label, shorten(event.text, TEXT))


def chronicle(history: History, lang: Lang) -> Chronicle:
    """Return timeline, entries and tables for a page and a feed."""
    w = words(lang)["words"]
    most = max((version.substantive for version in history.versions), default=0) or 1
    bars = tuple(
        Bar(
            v.number,
            _entry(v, lang),
            round(v.substantive * HEIGHT / most),
            v.technical,
            bool(v.directions.get("worse_for_user")),
        )
        for v in history.versions
    )
    entries = tuple(Entry(v.number, v.name, v.date, v.sha256, _entry(v, lang)) for v in history.versions)
    tables = (*versions(history, lang).tables, *blame(history, lang).tables)
    return Chronicle(
        lang, w["title"].format(name=history.name), w["feed"].format(name=history.name), bars, entries, tables, w
    )


def _entry(version: Version, lang: Lang) -> str:
    w = words(lang)["words"]
    if version.number == 1:
        return str(w["first_version"])
    key = "entry_technical" if version.technical else "entry"
    worse = version.directions.get("worse_for_user", 0)
    return str(w[key]).format(number=version.number, count=version.substantive, worse=worse)
