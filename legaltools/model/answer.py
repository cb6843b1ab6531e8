"""What the graph answers."""

from msgspec import Struct


class Answer(Struct, frozen=True):
    """One line of an answer: the nodes it names (a circle names several), their labels, a share (0…1) if asked for."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    share: float | None = None
