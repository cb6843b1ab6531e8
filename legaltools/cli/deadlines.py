"""``legaltools deadlines``: what the time limits come to once events are known."""

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, file_argument, give, output_options, page, read_source
from legaltools.cli.wording import Lang, text


@frame.command("deadlines")
@file_argument
@click.option("--event", "events", multiple=True, metavar=text("options.named_date"), help=text("options.event"))
@output_options("table", "ics", "json")
def command(file: str, events: tuple[str, ...], to: str, output: str | None, lang: Lang) -> None:
    """Print the register."""
    from legaltools import pipeline

    document = pipeline.parse(read_source(file))
    try:
        register = pipeline.deadlines(document, events=events, lang=lang)
    except ValueError as error:
        raise fail("--event", str(error)) from None
    give(pipeline.write_register(document, register, to, page(output)), output)
