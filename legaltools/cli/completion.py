"""``legaltools completion``: the script that completes commands and options in a shell."""

import click

from legaltools.cli import frame
from legaltools.cli.wording import text


@frame.command("completion")
@frame.language_option()
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script; the shell sources it."""
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(text("errors.no_shell"))
    root = ctx.find_root()
    click.echo(complete(root.command, {}, "legaltools", "_LEGALTOOLS_COMPLETE").source())
