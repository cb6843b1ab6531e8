"""Options and arguments several commands share, and how a command reads its file and gives its result."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from legaltools.cli.frame import WAITING, language_option
from legaltools.cli.wording import LANG, text

if TYPE_CHECKING:
    from legaltools.model.source import ReadError, Source
    from legaltools.writers.page import Page

F = TypeVar("F", bound=Callable[..., object])
UNUSABLE = 2
STANDARD = (None, "-", "/dev/stdout")  # how -o names the standard output
NARROWEST = 40  # columns; on a narrower terminal rows are longer than it is wide

TRACKED = ("accepted", "original", "final", "both")
_READING = "legaltools.reading"


def file_argument(command: F) -> F:
    """Add the argument FILE (``-``: standard input) and the options that say how to read it."""
    command = reading_options(command)
    return click.argument("file", metavar=text("options.file"), type=click.Path(path_type=str))(command)


def reading_options(command: F) -> F:
    """Add the options of readers (``--tracked``); :func:`read_source` finds them, the command does not take them."""

    def keep(context: click.Context, option: click.Parameter, value: str) -> None:
        context.meta.setdefault(_READING, {})[option.name] = value

    return click.option(
        "--tracked", type=click.Choice(TRACKED), default=TRACKED[0], help=text("options.tracked"), expose_value=False,
        callback=keep,
    )(command)  # fmt: skip


def output_options(*formats: str) -> Callable[[F], F]:
    """Add ``--to`` with the given formats (the first is the default), ``-o`` and ``--lang``."""

    def add(command: F) -> F:
        command = language_option(expose=True)(command)
        command = click.option("-o", "--output", metavar=text("options.path"), help=text("options.output"))(command)
        return click.option(
            "--to", type=click.Choice(formats), default=formats[0], help=text("options.to", default=formats[0])
        )(command)

    return add


def fail(name: str, reason: str) -> "click.exceptions.Exit":
    """Print the one line ``legaltools: FILE: reason`` on standard error; raise what this returns."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name) or "''"
    click.echo(f"legaltools: {shown}: {' '.join(reason.split())}", err=True)
    return click.exceptions.Exit(UNUSABLE)


def read_source(file: str, **options: str) -> "Source":
    """Read FILE or standard input; an unusable file ends the command with one line and exit 2."""
    from legaltools import pipeline
    from legaltools.model.source import ReadError

    options = {**click.get_current_context().meta.get(_READING, {}), **options}
    try:
        if file == "-":
            data = b"" if sys.stdin is None else sys.stdin.buffer.read(pipeline.MAX_BYTES + 1)
            return pipeline.read_bytes(data, "-", **options)
        if not file:
            raise ReadError("missing")
        return pipeline.read(file, **options)
    except ReadError as error:
        raise refuse(file, error) from None


def refuse(name: str, error: "ReadError") -> "click.exceptions.Exit":
    """Print why a file cannot be read; raise what this returns."""
    from legaltools.report.catalog import message, system

    cause = error.__context__
    details = {**error.details, "reason": system(cause, LANG)} if isinstance(cause, OSError) else error.details
    return fail(name, message(f"errors.{error.code}", LANG, **details))


def page(output: str | None) -> "Page":
    """Return where text is shown: the terminal with its width and colour, else 100 columns without.

    Colour is left out where ``NO_COLOR`` is set (no-color.org) or the terminal calls itself dumb.
    """
    from legaltools.writers.page import Page

    if output not in STANDARD or sys.stdout is None or not sys.stdout.isatty():
        return Page()
    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    from shutil import get_terminal_size

    return Page(max(get_terminal_size((100, 24)).columns, NARROWEST), color)


def give(data: bytes, output: str | None) -> None:
    """Write ``data`` to standard output or, whole or not at all, to the file ``output``."""
    from legaltools.report.catalog import system

    click.get_current_context().meta[WAITING].stop()
    if output in STANDARD:
        if sys.stdout is None:  # closed by whoever started us
            raise OSError(errno.EBADF, "")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(output))
    if target.is_dir():
        raise fail(output, text("errors.folder"))
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, not replaced
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise fail(output, text("errors.write", reason=system(error, LANG))) from None


def _replace(target: Path, data: bytes) -> None:
    """Put ``data`` in the place of a file in one step; it keeps the rights of the file that was there."""
    import tempfile

    umask = os.umask(0)
    os.umask(umask)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:  # Ctrl-C too leaves nothing behind
        Path(name).unlink(missing_ok=True)
        raise
