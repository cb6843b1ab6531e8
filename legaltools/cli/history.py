"""``legaltools history``: a text through its versions."""

from pathlib import Path

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, give, output_options, page, refuse
from legaltools.cli.wording import Lang, text


@frame.command("history")
@click.argument("series", metavar=text("options.series"), nargs=-1, required=True, type=click.Path(path_type=Path))
@output_options("text", "json", "html", "markdown", "csv", "xlsx", "atom")
@click.option("--git", "from_git", is_flag=True, help=text("options.git"))
@click.option("--blame", is_flag=True, help=text("options.blame"))
@click.option("--log", "clause", metavar="EID", help=text("options.log"))
def command(
    series: tuple[Path, ...], to: str, output: str | None, lang: Lang, from_git: bool, blame: bool, clause: str | None
) -> None:
    """Print the versions, or where each clause comes from, or the life of one."""
    from legaltools import pipeline
    from legaltools.model.source import ReadError

    if len(series) != 1 + from_git:
        raise click.UsageError(text("errors.series"))
    if not series[0].is_dir():
        raise fail(str(series[0]), text("errors.no_folder" if series[0].exists() else "errors.no_series"))
    try:
        found = pipeline.history(series[0], str(series[1]) if from_git else None)
    except ReadError as error:
        raise refuse(str(series[-1]), error) from None
    if not found.versions:
        raise fail(str(series[0]), text("errors.no_versions"))
    try:
        give(pipeline.write_history(found, to, lang, blame=blame, clause=clause, page=page(output)), output)
    except LookupError:
        raise fail(clause or "", text("errors.no_clause")) from None
