"""A click command that speaks the language asked for in its frame too (usage, options, --help)."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from legaltools.cli.formatter import Context
from legaltools.cli.progress import Waiting
from legaltools.cli.wording import LANG, text

F = TypeVar("F", bound=Callable[..., Any])
WAITING = "legaltools.waiting"
SUMMARY = 120  # characters of a command's help in a list of commands
SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


class Command(click.Command):
    """One command; its options are headed and its usage begun in the language asked for."""

    context_class = Context
    allow_extra_args = True  # for :meth:`parse_args` to speak of

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its wording."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("help.help")
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; what no argument takes is an error in our words."""
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise click.UsageError(text("usage.extra", names=" ".join(rest)))
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command with a sign of life for whoever waits; a group leaves that to its command."""
        if isinstance(self, click.Group):
            return super().invoke(ctx)
        with Waiting() as waiting:
            ctx.meta[WAITING] = waiting
            return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=text("help.usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their heading."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        rows = [record for record in records if record is not None]
        with formatter.section(text("help.options")):
            formatter.write_dl(rows)


class Group(Command, click.Group):
    """A command that holds commands."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their heading."""
        with formatter.section(text("help.commands")):
            formatter.write_dl(self.summaries(ctx))

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return name and short help of each command."""
        return [(name, command.get_short_help_str(SUMMARY)) for name, command in self.commands.items()]


def language_option(*, expose: bool = False) -> Callable[[F], F]:
    """Return the option ``--lang``; the wording is chosen before click parses, so a command need not take it."""
    return click.option(
        "--lang", type=click.Choice(["zh", "en"]), default=LANG, help=text("options.lang"), expose_value=expose
    )


def command(name: str, *, cls: type[Command] = Command, **settings: Any) -> Callable[[Callable[..., Any]], Any]:
    """Return click's decorator for a command of this house; its help is the catalogue's ``help.<name>``."""
    return click.command(
        name.rpartition(".")[2],
        cls=cls,
        help=text("help." + name.replace(".", "_")),
        context_settings=SETTINGS,
        **settings,
    )
