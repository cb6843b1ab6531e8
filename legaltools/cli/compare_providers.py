"""``legaltools compare-providers``: two providers' terms topic by topic."""

import click

from legaltools.cli import frame
from legaltools.cli.options import give, output_options, page, read_source, reading_options
from legaltools.cli.wording import Lang, text


@frame.command("compare-providers")
@click.argument("files", metavar=text("options.two_terms"), nargs=2, type=click.Path(path_type=str))
@reading_options
@output_options("text", "html", "markdown", "json", "xlsx", "docx", "csv")
def command(files: tuple[str, str], to: str, output: str | None, lang: Lang) -> None:
    """Print both texts on every topic, the figures that differ, and who is stricter."""
    from legaltools import pipeline

    left, right = (pipeline.analyse(pipeline.parse(read_source(file)), lang=lang) for file in files)
    give(pipeline.write_providers(left, right, to, lang, page(output)), output)
