"""``legaltools extract``: parties, terms, norms, deadlines, references, amounts."""

from legaltools.cli import frame
from legaltools.cli.options import file_argument, give, output_options, read_source
from legaltools.cli.wording import Lang


@frame.command("extract")
@file_argument
@output_options("text", "json")
def command(file: str, to: str, output: str | None, lang: Lang) -> None:
    """Print what the text says."""
    from legaltools import pipeline

    document = pipeline.parse(read_source(file))
    give(pipeline.write_annotations(document, pipeline.extract(document), to, lang), output)
