"""The data beside the rules (``rules/<name>.toml``), each table read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """Return the content of ``rules/<name>.toml``; treat it as frozen."""
    return tomllib.loads(Path(__file__).with_name("rules").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
