"""The rules in words: a line each, one whole, or the reference page ``docs/rules.md``."""

from collections.abc import Sequence

from legaltools.model.listing import Paragraph
from legaltools.model.rule import Ground, RuleInfo
from legaltools.report.catalog import Lang, catalog, message
from legaltools.text.columns import columns
from legaltools.text.wrap import pad


def lines(rules: Sequence[RuleInfo], lang: Lang) -> tuple[Paragraph, ...]:
    """Return a line a rule: code, default severity, name."""
    levels: dict[str, str] = catalog(lang)["findings"]["levels"]
    room = max(map(columns, levels.values()))
    return tuple(Paragraph(f"{r.code}  {pad(levels[r.severity], room)}  {r.name}", level=r.severity) for r in rules)


def whole(rule: RuleInfo, lang: Lang) -> tuple[Paragraph, ...]:
    """Return one rule with its law and examples."""
    parts = [Paragraph(f"{rule.code} {rule.name}", strong=True), Paragraph(rule.about)]
    parts += map(Paragraph, _said(rule, lang))
    parts += [Paragraph(_told(g, lang), 2) for g in rule.basis]
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        if examples:
            parts.append(Paragraph(_t(kind, lang) + _colon(lang).rstrip()))
            parts += [Paragraph(_flat(example), 2) for example in examples]
    return tuple(parts)


def reference(rules: Sequence[RuleInfo], lang: Lang) -> str:
    """Return the reference page of all rules as Markdown."""
    parts = [f"# {_t('reference', lang)}", "", _t("generated", lang), "", _table(rules, lang)]
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            parts += ["", f"## {family} {_t(f'families.{family}', lang)}"]
        parts += ["", f"### {rule.code} {rule.name}", "", rule.about, ""]
        parts += [f"- {line}" for line in _said(rule, lang)]
        parts += [f"  - {_told(g, lang)}" for g in rule.basis]
        for kind, examples in (("bad", rule.bad), ("good", rule.good)):
            if examples:
                parts.append(
                    f"- {_t(kind, lang)}{_colon(lang)}" + " / ".join(f"\u201c{_flat(e)}\u201d" for e in examples)
                )
    return "\n".join(parts) + "\n"


def ground(value: Ground, lang: Lang) -> str:
    """Return a citation with what must be said of it: whom it protects, whether its text was read, since when."""
    marks = [_t(value.scope, lang)] if value.scope != "all" else []
    marks += [_t("unverified", lang)] if value.verified != "V1" else []
    return f"{value.cite} ({', '.join([*marks, value.since])})"


def tested(failed: Sequence[tuple[str, bool, str]], rules: int, examples: int, lang: Lang) -> tuple[Paragraph, ...]:
    """Return the outcome of running the rules' examples: a line each that failed, and the counts."""
    told = [
        _t("failed", lang, code=code, kind=_t("bad" if bad else "good", lang), text=_flat(text))
        for code, bad, text in failed
    ]
    return tuple(map(Paragraph, [*told, _t("tested", lang, rules=rules, examples=examples, failed=len(failed))]))


def _said(rule: RuleInfo, lang: Lang) -> list[str]:
    level = message(f"findings.levels.{rule.severity}", lang)
    said = [("severity", level), ("category", rule.category), ("message", rule.message), ("advice", rule.advice)]
    said += [("guards", message("findings.separator", lang).join(rule.guards))]
    said += [("basis", "" if rule.basis else _t("practice", lang))]
    told = [f"{_t(key, lang)}{_colon(lang)}{value}" for key, value in said if value]
    return [*told, _t("basis", lang) + _colon(lang).rstrip()] if rule.basis else told


def _table(rules: Sequence[RuleInfo], lang: Lang) -> str:
    rows = [f"| {r.code} | {r.name} | {message(f'findings.levels.{r.severity}', lang)} | {r.category} |" for r in rules]
    head = " | ".join(_t(f"head.{k}", lang) for k in ("code", "name", "severity", "category"))
    return "\n".join([f"| {head} |", "|---|---|---|---|", *rows])


def _flat(text: str) -> str:
    return " \u23ce ".join(line for line in text.split("\n") if line)


def _told(value: Ground, lang: Lang) -> str:
    return f"{ground(value, lang)}{_colon(lang)}{value.says}"


def _colon(lang: Lang) -> str:
    return message("findings.colon", lang)


def _t(key: str, lang: Lang, **values: object) -> str:
    return message(f"rules.{key}", lang, **values)
