"""``legaltools report``: the review opinion."""

import click

from legaltools.cli import frame
from legaltools.cli.options import file_argument, give, output_options, read_source
from legaltools.cli.wording import Lang, text


@frame.command("report")
@file_argument
@output_options("html", "docx", "markdown", "text", "xlsx")
@click.option("--side", type=click.Choice(["user", "provider"]), help=text("options.side"))
def command(file: str, to: str, output: str | None, lang: Lang, side: str | None) -> None:
    """Write the opinion on FILE."""
    from legaltools import pipeline

    give(pipeline.report(read_source(file), to, lang, side), output)
