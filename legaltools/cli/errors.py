"""What is wrong with the arguments, in one line of the language asked for; exit status 2."""

import sys
from typing import Any, NoReturn

import click

from legaltools.cli.wording import LANG, text

UNUSABLE, INTERRUPTED = 2, 130


def run(command: click.Command) -> NoReturn:
    """Run the command line and end the process; a usage error prints ``legaltools: what is wrong``."""
    try:
        status = command.main(prog_name="legaltools", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        status = UNUSABLE
    except click.ClickException as error:
        click.echo("legaltools: " + " ".join(wording(error).split()), err=True)
        status = UNUSABLE
    except OSError as error:  # the standard output is full or gone; a closed pipe ends quietly in click
        from legaltools.report.catalog import system

        click.echo("legaltools: " + text("errors.write", reason=system(error, LANG)), err=True)
        status = UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    sys.exit(status if isinstance(status, int) else 0)


def wording(error: click.ClickException) -> str:
    """Return the one line for a click error."""
    match error:
        case click.NoSuchOption():
            hint = text("usage.perhaps", names=" ".join(error.possibilities)) if error.possibilities else ""
            return text("usage.no_option", name=error.option_name) + hint
        case click.exceptions.NoSuchCommand():
            return text("usage.no_command", name=error.command_name)
        case click.exceptions.BadArgumentUsage():
            return text("usage.count")
        case click.MissingParameter():
            return text("usage.missing", name=_name(error.param))
        case click.BadParameter() if isinstance(error.param and error.param.type, click.Choice):
            choices: Any = error.param.type if error.param else None
            return text("usage.choice", name=_name(error.param), choices=" ".join(map(str, choices.choices)))
        case click.BadOptionUsage():
            return text("usage.option_value", name=error.option_name)
        case click.BadParameter():
            return text("usage.value", name=_name(error.param), reason=error.message)
        case click.UsageError() if isinstance(error.ctx and error.ctx.command, click.Group):
            return text("usage.no_subcommand")
        case _:
            return error.format_message()


def _name(param: click.Parameter | None) -> str:
    """Return how the user writes a parameter: ``--to`` or its place in the usage line."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (
        param.make_metavar(click.get_current_context(silent=True) or click.Context(click.Command(""))) if param else ""
    )
