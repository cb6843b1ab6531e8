"""What we say to people: message catalogues in each language, keyed, filled with named values."""

import tomllib
from errno import errorcode
from functools import cache
from pathlib import Path
from typing import Any, Literal

Lang = Literal["zh", "en"]


@cache
def load(name: str, lang: Lang) -> dict[str, Any]:
    """Return the content of ``<name>.<lang>.toml``; treat it as frozen."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.{lang}.toml").read_text(encoding="utf-8"))


def catalog(lang: Lang) -> dict[str, Any]:
    """Return the content of ``messages.<lang>.toml``; treat it as frozen."""
    return load("messages", lang)


def opinion(lang: Lang) -> dict[str, Any]:
    """Return the content of ``opinion.<lang>.toml``, the wording of opinions and ledgers; treat it as frozen."""
    return load("opinion", lang)


def system(error: OSError, lang: Lang = "zh") -> str:
    """Return why the operating system refused, in words; its own wording if the catalogue has none."""
    reasons: dict[str, str] = catalog(lang)["os"]
    return reasons.get(errorcode.get(error.errno or 0, ""), error.strerror or "")


def message(key: str, lang: Lang = "zh", **values: object) -> str:
    """Return the wording of a dotted ``key`` with ``{name}`` places filled; the key itself if there is none.

    >>> message("errors.empty", "en")
    'the file is empty; give a file with text in it'
    """
    found: Any = catalog(lang)
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found.format(**values) if isinstance(found, str) else key
