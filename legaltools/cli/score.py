"""``legaltools score``: precision, recall and F1 against gold annotations."""

from pathlib import Path

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, give, output_options
from legaltools.cli.wording import Lang, text


@frame.command("score")
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.argument("texts", metavar=text("options.texts"), nargs=-1, type=click.Path(path_type=Path))
@output_options("text", "json")
def command(gold: Path, texts: tuple[Path, ...], to: str, output: str | None, lang: Lang) -> None:
    """Print the scores of every gold file whose text is in TEXTS."""
    from legaltools import pipeline

    if not gold.exists():
        raise fail(str(gold), text("errors.no_gold"))
    try:
        scores = pipeline.score(gold, texts or (Path("corpus"),))
    except ValueError:
        raise fail(str(gold), text("errors.gold")) from None
    if not scores:
        raise fail(str(gold), text("errors.no_text"))
    give(pipeline.write_scores(scores, to), output)
