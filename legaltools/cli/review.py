"""``legaltools review``: what in these terms needs a lawyer's eye."""

from pathlib import Path

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, file_argument, give, output_options, page, read_source
from legaltools.cli.settings import review_options, settings
from legaltools.cli.wording import LANG, Lang, text
from legaltools.model.finding import LEVELS, Review

FORMATS = ("text", "json", "sarif", "markdown", "csv", "html", "docx", "xlsx")


@frame.command("review")
@file_argument
@output_options(*FORMATS)
@review_options
@click.option("--baseline", metavar=text("options.path"), type=click.Path(path_type=str), help=text("options.baseline"))
@click.option("--annotate", metavar=text("options.path"), help=text("options.annotate"))
@click.option("--explain", is_flag=True, help=text("options.explain"))
@click.option("--fail-on", type=click.Choice(LEVELS), help=text("options.fail_on"))
def command(
    file: str,
    to: str,
    output: str | None,
    lang: Lang,
    side: str | None,
    party_context: str | None,
    playbook: str | None,
    baseline: str | None,
    annotate: str | None,
    explain: bool,
    fail_on: str | None,
) -> None:
    """Print the findings; exit with 1 if one reaches ``--fail-on``."""
    from legaltools import pipeline

    rules = settings(playbook, side=side, party_context=party_context)
    document = pipeline.parse(read_source(file))
    annotations = pipeline.extract(document)
    found = pipeline.review(document, annotations, rules, lang)
    if baseline is not None:
        found = _since(found, baseline)
    whole = pipeline.Analysis(document, annotations, found)
    if annotate is not None:
        data = None if file == "-" else Path(file).read_bytes()
        give(pipeline.annotate(whole, data, lang, rules.side), annotate)
    give(pipeline.write_review(whole, to, lang, explain=explain, side=rules.side, page=page(output)), output)
    if fail_on is not None and _reached(found, fail_on):
        raise click.exceptions.Exit(1)


def _since(found: Review, baseline: str) -> Review:
    import msgspec

    from legaltools.report.catalog import message, system
    from legaltools.review import suppress

    try:
        return suppress.since(found, Path(baseline).read_bytes())
    except OSError as error:
        raise fail(baseline, message("errors.io", LANG, reason=system(error, LANG))) from None
    except msgspec.DecodeError as error:
        raise fail(baseline, text("errors.baseline", reason=str(error))) from None


def _reached(found: Review, level: str) -> bool:
    """Tell whether a finding or a missing clause is of ``level`` or graver."""
    worst = {f.severity for f in found.findings} | {m.severity for m in found.missing}
    return any(LEVELS.index(severity) <= LEVELS.index(level) for severity in worst)
