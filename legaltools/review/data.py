"""The data beside the rules (``rules/<name>.toml``), each table read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """Return the content of ``rules/<name>.toml``; treat it as frozen."""
    return tomllib.loads(files(__package__).joinpath(f"rules/{name}.toml").read_text(encoding="utf-8"))
