"""The rules in words: a line each, one whole, or the reference page ``docs/rules.md``."""

from collections.abc import Sequence

from legaltools.model.rule import Ground, RuleInfo
from legaltools.report.catalog import Lang, message


def lines(rules: Sequence[RuleInfo], lang: Lang) -> str:
    """Return a line a rule: code, default severity, name."""
    return "".join(f"{r.code}  {message(f'findings.levels.{r.severity}', lang)}  {r.name}\n" for r in rules)


def whole(rule: RuleInfo, lang: Lang) -> str:
    """Return one rule with its law and examples, as plain text."""
    parts = [f"{rule.code} {rule.name}", rule.about, *_said(rule, lang)]
    parts += [f"  {ground(g, lang)}: {g.says}" for g in rule.basis]
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        parts += [f"{_t(kind, lang)}:", *(f"  {_indented(e)}" for e in examples)] if examples else []
    return "\n".join(parts) + "\n"


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
        parts += [f"  - {ground(g, lang)}: {g.says}" for g in rule.basis]
        for kind, examples in (("bad", rule.bad), ("good", rule.good)):
            if examples:
                parts.append(f"- {_t(kind, lang)}: " + " / ".join(f"\u201c{_flat(e)}\u201d" for e in examples))
    return "\n".join(parts) + "\n"


def ground(value: Ground, lang: Lang) -> str:
    """Return a citation with what must be said of it: whom it protects, whether its text was read, since when."""
    marks = [_t(value.scope, lang)] if value.scope != "all" else []
    marks += [_t("unverified", lang)] if value.verified != "V1" else []
    return f"{value.cite} ({', '.join([*marks, value.since])})"


def tested(failed: Sequence[tuple[str, bool, str]], rules: int, examples: int, lang: Lang) -> str:
    """Return the outcome of running the rules' examples: a line each that failed, and the counts."""
    told = [
        _t("failed", lang, code=code, kind=_t("bad" if bad else "good", lang), text=_flat(text))
        for code, bad, text in failed
    ]
    return "\n".join([*told, _t("tested", lang, rules=rules, examples=examples, failed=len(failed))]) + "\n"


def _said(rule: RuleInfo, lang: Lang) -> list[str]:
    level = message(f"findings.levels.{rule.severity}", lang)
    said = [("severity", level), ("category", rule.category), ("message", rule.message), ("advice", rule.advice)]
    said += [("guards", message("findings.separator", lang).join(rule.guards))]
    said += [("basis", "" if rule.basis else _t("practice", lang))]
    told = [f"{_t(key, lang)}: {value}" for key, value in said if value]
    return [*told, f"{_t('basis', lang)}:"] if rule.basis else told


def _table(rules: Sequence[RuleInfo], lang: Lang) -> str:
    rows = [f"| {r.code} | {r.name} | {message(f'findings.levels.{r.severity}', lang)} | {r.category} |" for r in rules]
    head = " | ".join(_t(f"head.{k}", lang) for k in ("code", "name", "severity", "category"))
    return "\n".join([f"| {head} |", "|---|---|---|---|", *rows])


def _flat(text: str) -> str:
    return " \u23ce ".join(line for line in text.split("\n") if line)


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")


def _t(key: str, lang: Lang, **values: object) -> str:
    return message(f"rules.{key}", lang, **values)
