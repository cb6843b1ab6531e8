"""``python -m legaltools`` and the ``legaltools`` console script."""

import gc
import sys

INTERRUPTED = 130  # 128 + SIGINT, as shells count it


def main() -> None:
    """Run the command line and end the process with its exit status."""
    # A short process that makes hundreds of thousands of values and no cycles: the collector would run in vain.
    gc.set_threshold(200_000)
    try:
        from legaltools.cli import cli
        from legaltools.cli.errors import run

        run(cli)
    except KeyboardInterrupt:  # Ctrl-C while modules load
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # else it looks through all of them once more when the process ends


if __name__ == "__main__":
    main()
