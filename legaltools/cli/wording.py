"""The wording of the command line in the language asked for (``--lang``, else ``LEGALTOOLS_LANG``, else Chinese).

Help texts are fixed when a command is defined, so the language is read from the arguments before click parses them.
"""

import os
import sys
import tomllib
from typing import Any, Literal

Lang = Literal["zh", "en"]


def _language(arguments: list[str]) -> Lang:
    asked = os.environ.get("LEGALTOOLS_LANG", "zh")
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            asked = arguments[i + 1]
        elif argument.startswith("--lang="):
            asked = argument[7:]
    return "en" if asked.startswith("en") else "zh"


LANG = _language(sys.argv[1:])
_FILE = f"{__file__}/../../report/cli.{LANG}.toml"  # pathlib alone would cost a tenth of the help page
with open(os.path.normpath(_FILE), "rb") as _file:  # noqa: PTH123
    _CATALOG: dict[str, Any] = tomllib.load(_file)
COMMANDS: dict[str, str] = _CATALOG["commands"]


def text(key: str, **values: object) -> str:
    """Return the wording of ``section.name`` with ``{name}`` places filled."""
    section, name = key.split(".", 1)
    found: str = _CATALOG[section][name]
    return found.format(**values) if values else found
