"""``legaltools parse``: the clause tree."""

import click

from legaltools.cli import frame
from legaltools.cli.options import file_argument, give, output_options, page, read_source
from legaltools.cli.wording import Lang, text


@frame.command("parse")
@file_argument
@output_options("text", "json", "akn")
@click.option("--renumber", is_flag=True, help=text("options.renumber"))
def command(file: str, to: str, output: str | None, lang: Lang, renumber: bool) -> None:
    """Print the tree, its diagnostics as JSON, or a proposal to renumber as a patch."""
    from legaltools import pipeline

    document = pipeline.parse(read_source(file))
    give(pipeline.write_tree(document, to, lang, renumber=renumber, page=page(output)), output)
