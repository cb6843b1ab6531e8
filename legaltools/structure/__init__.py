"""The clause tree: ``parse(Source) -> Document``. Total: never raises on text, never loses a character."""

from legaltools.structure.nest import parse

__all__ = ["parse"]
