"""The data beside the rules (``rules/<name>.toml``), each table read once."""

from functools import cache
from pathlib import Path
from typing import Any

from legaltools.lexicon import load


@cache
def data(name: str) -> dict[str, Any]:
    """Return the content of ``rules/<name>.toml``; treat it as frozen."""
    return load(Path(__file__).with_name("rules") / f"{name}.toml")
