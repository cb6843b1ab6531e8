"""``legaltools review``: what in these terms needs a lawyer's eye."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, file_argument, give, output_options, read_source
from legaltools.cli.wording import LANG, Lang, text
from legaltools.model.finding import LEVELS, Review

if TYPE_CHECKING:
    from legaltools.review.playbook import Playbook

FORMATS = ("text", "json", "sarif", "markdown", "csv", "html", "docx", "xlsx")


@frame.command("review")
@file_argument
@output_options(*FORMATS)
@click.option("--side", type=click.Choice(["user", "provider"]), help=text("options.side"))
@click.option(
    "--party-context", type=click.Choice(["consumer", "business", "unknown"]), help=text("options.party_context")
)
@click.option("--playbook", metavar=text("options.path"), type=click.Path(path_type=str), help=text("options.playbook"))
@click.option("--baseline", metavar=text("options.path"), type=click.Path(path_type=str), help=text("options.baseline"))
@click.option(
    "--annotate", metavar=text("options.path"), type=click.Path(dir_okay=False), help=text("options.annotate")
)
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

    settings = _playbook(playbook, side=side, party_context=party_context)
    document = pipeline.parse(read_source(file))
    annotations = pipeline.extract(document)
    found = pipeline.review(document, annotations, settings, lang)
    if baseline is not None:
        found = _since(found, baseline)
    whole = pipeline.Analysis(document, annotations, found)
    if annotate is not None:
        data = None if file == "-" else Path(file).read_bytes()
        give(pipeline.annotate(whole, data, lang, side), annotate)
    give(pipeline.write_review(whole, to, lang, explain=explain), output)
    if fail_on is not None and _reached(found, fail_on):
        raise click.exceptions.Exit(1)


def _playbook(path: str | None, **asked: str | None) -> "Playbook":
    """Load the playbook named or lying in this folder; what the command line asks for goes before it."""
    from msgspec.structs import replace

    from legaltools.report.catalog import message
    from legaltools.review import playbook

    name = path or playbook.FILE
    settings = playbook.Playbook()
    if path is not None or Path(name).is_file():
        try:
            settings = playbook.load(Path(name))
        except OSError as error:
            raise fail(name, message("errors.io", LANG, reason=error.strerror or "")) from None
        except playbook.PlaybookError as error:
            reason = message(f"playbook.{error.code}", LANG, detail=error.detail)
            raise fail(name, text("errors.playbook", line=error.line, reason=reason)) from None
    given: dict[str, Any] = {key: value for key, value in asked.items() if value is not None}
    return replace(settings, **given)


def _since(found: Review, baseline: str) -> Review:
    import msgspec

    from legaltools.report.catalog import message
    from legaltools.review import suppress

    try:
        return suppress.since(found, Path(baseline).read_bytes())
    except OSError as error:
        raise fail(baseline, message("errors.io", LANG, reason=error.strerror or "")) from None
    except msgspec.DecodeError as error:
        raise fail(baseline, text("errors.baseline", reason=str(error))) from None


def _reached(found: Review, level: str) -> bool:
    """Tell whether a finding or a missing clause is of ``level`` or graver."""
    worst = {f.severity for f in found.findings} | {m.severity for m in found.missing}
    return any(LEVELS.index(severity) <= LEVELS.index(level) for severity in worst)
