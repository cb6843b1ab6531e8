"""``legaltools diff``: what changed, what it means, who is worse off; also for git (driver, difftool, textconv)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from legaltools.cli import frame
from legaltools.cli.options import give, output_options, page, read_source, refuse
from legaltools.cli.wording import Lang, text

if TYPE_CHECKING:
    from legaltools.model.document import Document

FORMATS = ("text", "json", "html", "redline", "docx", "xlsx", "csv", "markdown", "memo")
FAILING = ("any", "substantive", "worse")
TEXTCONV, NOTHING = "textconv", "/dev/null"
DRIVER = 7  # path, old file, its hash and mode, new file, its hash and mode: how git calls an external diff driver


@frame.command("diff")
@click.argument("files", metavar=text("options.old_new"), nargs=-1, required=True)
@output_options(*FORMATS)
@click.option("--only", type=click.Choice(["substantive"]), help=text("options.only"))
@click.option("--all", "everything", is_flag=True, help=text("options.everything"))
@click.option("--stat", is_flag=True, help=text("options.stat"))
@click.option("--side-by-side", is_flag=True, help=text("options.side_by_side"))
@click.option("--fail-on", type=click.Choice(FAILING), default="any", help=text("options.fail_on_change"))
@click.option("--law", nargs=2, metavar="OLD NEW", help=text("options.law"))
def command(
    files: tuple[str, ...],
    to: str,
    output: str | None,
    lang: Lang,
    only: str | None,
    everything: bool,
    stat: bool,
    side_by_side: bool,
    fail_on: str,
    law: tuple[str, str] | None,
) -> int:
    """Print the comparison; the exit status is 0 if nothing differs, 1 if something does."""
    from legaltools import pipeline
    from legaltools.model.source import ReadError
    from legaltools.writers.changes import Show

    if len(files) == 2 and files[0] == TEXTCONV:
        give(pipeline.write_sentences(_document(files[1])), output)
        return 0
    driver = len(files) == DRIVER
    if not driver and len(files) != 2:
        raise click.UsageError(text("errors.two_files"))
    names = (files[1], files[4]) if driver else (files[0], files[1])
    before, after = (_document(file) for file in names)
    found = pipeline.compare(before, after, (_document(law[0]), _document(law[1])) if law else None, lang)
    show = Show(page(output), side_by_side, stat, everything, only == "substantive")
    try:
        own = (_bytes(names[0]), _bytes(names[1])) if to == "redline" else None
        given = pipeline.write_comparison(before, after, found, to, lang, show, own)
    except ReadError as error:
        raise refuse(error.details.get("name", names[1]), error) from None
    give(given, output)
    return 0 if driver else int(pipeline.differs(found, fail_on))


def _bytes(file: str) -> bytes:
    """Return the bytes of a file; none where it cannot be read a second time (standard input, a pipe)."""
    path = Path(file)
    return path.read_bytes() if path.is_file() else b""


def _document(file: str) -> "Document":
    """Return the tree of a file; what git calls ``/dev/null`` is the empty text of a file that is not there."""
    from legaltools import pipeline
    from legaltools.model.source import Source

    return pipeline.parse(Source(file, "text", "utf-8", "", "") if file == NOTHING else read_source(file))
