"""``legaltools report``: the review opinion."""

from legaltools.cli import frame
from legaltools.cli.options import file_argument, give, output_options, page, read_source
from legaltools.cli.settings import review_options, settings
from legaltools.cli.wording import Lang


@frame.command("report")
@file_argument
@output_options("html", "docx", "markdown", "text", "xlsx")
@review_options
def command(
    file: str,
    to: str,
    output: str | None,
    lang: Lang,
    side: str | None,
    party_context: str | None,
    playbook: str | None,
) -> None:
    """Write the opinion on FILE."""
    from legaltools import pipeline

    rules = settings(playbook, side=side, party_context=party_context)
    whole = pipeline.analyse(read_source(file), rules, lang)
    give(pipeline.report(whole, to, lang, rules.side, page(output)), output)
