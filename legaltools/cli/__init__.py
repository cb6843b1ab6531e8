"""The command line: one module a command, no logic, nothing heavy imported before a command runs."""

import click


@click.group()
def cli() -> None:
    """legaltools"""
