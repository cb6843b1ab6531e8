"""``legaltools extract``: parties, terms, norms, deadlines, references, amounts."""

from typing import TYPE_CHECKING

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, file_argument, give, output_options, page, read_source
from legaltools.cli.wording import Lang, text

if TYPE_CHECKING:
    from spacy.language import Language


@frame.command("extract")
@file_argument
@output_options("text", "json", "markdown", "xlsx", "docbin", "displacy")
@click.option("--spacy-model", metavar="NAME", help=text("options.spacy_model"))
def command(file: str, to: str, output: str | None, lang: Lang, spacy_model: str | None) -> None:
    """Print what the text says."""
    from legaltools import pipeline

    document = pipeline.parse(read_source(file))
    found = pipeline.extract(document)
    if spacy_model:
        from legaltools.spacy import with_entities

        found = with_entities(document, found, _model(spacy_model))
    if to in ("docbin", "displacy"):
        from legaltools import spacy as bridge

        analysis = pipeline.Analysis(document, found, pipeline.review(document, found))
        give(bridge.to_docbin([analysis]) if to == "docbin" else bridge.to_displacy(analysis).encode(), output)
    else:
        give(pipeline.write_annotations(document, found, to, lang, page(output)), output)


def _model(name: str) -> "Language":
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError):
        raise fail(name, text("errors.no_model")) from None
