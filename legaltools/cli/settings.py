"""How a review is set: the options several commands share, and the playbook they make."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from legaltools.cli.options import fail
from legaltools.cli.wording import LANG, text

if TYPE_CHECKING:
    from legaltools.review.playbook import Playbook

F = TypeVar("F", bound=Callable[..., object])
CONTEXTS = ("consumer", "business", "unknown")


def review_options(command: F) -> F:
    """Add ``--side``, ``--party-context`` and ``--playbook``."""
    playbook = click.option(
        "--playbook", metavar=text("options.path"), type=click.Path(path_type=str), help=text("options.playbook")
    )
    context = click.option("--party-context", type=click.Choice(CONTEXTS), help=text("options.party_context"))
    side = click.option("--side", type=click.Choice(["user", "provider"]), help=text("options.side"))
    return side(context(playbook(command)))


def settings(path: str | None, **asked: str | None) -> "Playbook":
    """Load the playbook named or lying in this folder; what the command line asks for goes before it."""
    from msgspec.structs import replace

    from legaltools.report.catalog import message, system
    from legaltools.review import playbook

    name = path or playbook.FILE
    found = playbook.Playbook()
    if path is not None or Path(name).is_file():
        try:
            found = playbook.load(Path(name))
        except OSError as error:
            raise fail(name, message("errors.io", LANG, reason=system(error, LANG))) from None
        except playbook.PlaybookError as error:
            reason = message(f"playbook.{error.code}", LANG, detail=error.detail)
            raise fail(name, text("errors.playbook", line=error.line, reason=reason)) from None
    given: dict[str, Any] = {key: value for key, value in asked.items() if value is not None}
    return replace(found, **given)
