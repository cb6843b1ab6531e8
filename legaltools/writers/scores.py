"""Scores as a plain table: measures by document in, text out."""

from collections.abc import Mapping, Sequence

from legaltools.model.score import Score


def write(scores: Mapping[str, Sequence[Score]]) -> bytes:
    """Return a block a document: measure, P, R, F1 (shares 0…1) and the counts they come from."""
    lines = []
    for name, rows in scores.items():
        lines.append(f"{name}\n  {'':22}      P      R     F1   right  found   gold")
        lines += [
            f"  {s.measure:22}  {s.precision:.3f}  {s.recall:.3f}  {s.f1:.3f}  {s.right:6} {s.found:6} {s.gold:6}"
            for s in rows
        ]
    return ("\n".join(lines) + "\n").encode()
