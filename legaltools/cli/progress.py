"""A sign of life on long work: after a second a spinner on standard error, if a person watches it."""

import sys
from threading import Lock, Timer
from typing import TYPE_CHECKING

from legaltools.cli.wording import text

if TYPE_CHECKING:
    from rich.status import Status

DELAY = 1.0  # seconds of silence before anything is shown


class Waiting:
    """A context in which a command works; ``stop`` ends the sign early, before anything is printed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._status: Status | None = None
        self._timer = Timer(DELAY, self._show) if sys.stderr.isatty() else None

    def __enter__(self) -> "Waiting":
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _show(self) -> None:
        from rich.console import Console

        with self._lock:
            if self._timer is not None:
                self._status = Console(stderr=True).status(text("progress.working"))
                self._status.start()

    def stop(self) -> None:
        """Take the sign away."""
        if self._timer is None:
            return
        self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._status is not None:
                self._status.stop()
