"""``python -m legaltools`` and the ``legaltools`` console script."""


def main() -> None:
    """Run the command line and end the process with its exit status."""
    from legaltools.cli import cli
    from legaltools.cli.errors import run

    run(cli)


if __name__ == "__main__":
    main()
