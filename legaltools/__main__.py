"""``python -m legaltools`` and the ``legaltools`` console script."""


def main() -> None:
    """Run the command line."""
    from legaltools.cli import cli

    cli()


if __name__ == "__main__":
    main()
