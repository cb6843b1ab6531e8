"""The command line: one module a command, no logic; nothing heavy is imported before a command runs.

``legaltools <command>`` loads ``legaltools.cli.<command>`` and runs its ``command``. The help of the whole is read from
the message catalogue without importing any command.
"""

from importlib import import_module

import click

from legaltools.cli.frame import Group, command, language_option
from legaltools.cli.wording import COMMANDS, text

__all__ = ["cli"]


class Commands(Group):
    """The commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; ``None`` if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"legaltools.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(found, click.Command)
        return found

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return the catalogue's line of each command."""
        return list(COMMANDS.items())


@command("cli", cls=Commands)
@language_option()
@click.version_option(None, "-V", "--version", package_name="legaltools", help=text("help.version"))
def cli() -> None:
    """Run a command."""
