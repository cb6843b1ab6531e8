"""``legaltools graph``: the graph as data."""

from legaltools.cli import frame
from legaltools.cli.options import file_argument, give, output_options, read_source
from legaltools.cli.wording import Lang


@frame.command("graph")
@file_argument
@output_options("json", "graphml")
def command(file: str, to: str, output: str | None, lang: Lang) -> None:
    """Print the graph."""
    from legaltools import pipeline

    document = pipeline.parse(read_source(file))
    give(pipeline.write_graph(pipeline.build_graph(document), to), output)
