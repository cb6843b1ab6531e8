"""``legaltools diff``: what changed, what it means, who is worse off."""

import click

from legaltools.cli import frame
from legaltools.cli.options import give, output_options, read_source, reading_options
from legaltools.cli.wording import Lang


@frame.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@reading_options
@output_options("json")
def command(old: str, new: str, to: str, output: str | None, lang: Lang) -> int:
    """Print the comparison; the exit status is 0 if nothing differs, 1 if something does."""
    from legaltools import pipeline

    before, after = pipeline.parse(read_source(old)), pipeline.parse(read_source(new))
    found = pipeline.compare(before, after)
    give(pipeline.write_comparison(before, after, found, to, lang), output)
    return int(bool(found.changes))
