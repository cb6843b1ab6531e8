"""``legaltools rules``: what the review looks for."""

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, give, output_options, page
from legaltools.cli.wording import Lang, text


@frame.command("rules", cls=frame.Group)
@frame.language_option()
def command() -> None:
    """Hold the subcommands."""


@frame.command("rules.list")
@output_options("text", "json")
def list_rules(to: str, output: str | None, lang: Lang) -> None:
    """Print a line a rule."""
    from legaltools import pipeline

    give(pipeline.write_rules(to, lang, page=page(output)), output)


@frame.command("rules.explain")
@click.argument("code", metavar=text("options.code"))
@output_options("text", "json")
def explain(code: str, to: str, output: str | None, lang: Lang) -> None:
    """Print one rule whole."""
    from legaltools import pipeline

    try:
        give(pipeline.write_rules(to, lang, code.upper(), page(output)), output)
    except KeyError:
        raise fail(code, text("errors.no_rule")) from None


@frame.command("rules.reference")
@output_options("markdown")
def reference(to: str, output: str | None, lang: Lang) -> None:
    """Print the reference page of all rules."""
    from legaltools import pipeline

    give(pipeline.write_rules(to, lang, page=page(output)), output)


@frame.command("rules.test")
@output_options("text")
def test(to: str, output: str | None, lang: Lang) -> None:
    """Run the rules on their own examples."""
    from legaltools import pipeline

    right, told = pipeline.test_rules(lang, page(output))
    give(told, output)
    if not right:
        raise click.exceptions.Exit(1)


command.add_command(list_rules)
command.add_command(reference)
command.add_command(test)
command.add_command(explain)
