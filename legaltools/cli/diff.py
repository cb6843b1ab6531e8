"""``legaltools diff``: what changed, what it means, who is worse off."""

import os
import shutil
import sys

import click

from legaltools.cli import frame
from legaltools.cli.options import give, output_options, read_source
from legaltools.cli.wording import Lang, text

FORMATS = ("text", "json", "html", "redline", "docx", "xlsx", "csv", "markdown", "memo")
FAILING = ("any", "substantive", "worse")


@frame.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@output_options(*FORMATS)
@click.option("--only", type=click.Choice(["substantive"]), help=text("options.only"))
@click.option("--all", "everything", is_flag=True, help=text("options.everything"))
@click.option("--stat", is_flag=True, help=text("options.stat"))
@click.option("--side-by-side", is_flag=True, help=text("options.side_by_side"))
@click.option("--fail-on", type=click.Choice(FAILING), default="any", help=text("options.fail_on_change"))
def command(
    old: str,
    new: str,
    to: str,
    output: str | None,
    lang: Lang,
    only: str | None,
    everything: bool,
    stat: bool,
    side_by_side: bool,
    fail_on: str,
) -> int:
    """Print the comparison; the exit status is 0 if nothing differs, 1 if something does."""
    from legaltools import pipeline
    from legaltools.writers.changes import Show

    before, after = pipeline.parse(read_source(old)), pipeline.parse(read_source(new))
    found = pipeline.compare(before, after)
    terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns
    color = terminal and "NO_COLOR" not in os.environ
    show = Show(width, color, side_by_side, stat, everything, only == "substantive")
    give(pipeline.write_comparison(before, after, found, to, lang, show), output)
    return int(pipeline.differs(found, fail_on))
