"""The public verbs; the only place that knows the order of the rooms.

``verbs`` is what is done with documents, ``forms`` what is shown of it. Rooms are imported where they are used, so that
``parse`` never loads what only a review or a report needs.
"""

from legaltools.pipeline.forms import (
    annotate,
    report,
    test_rules,
    write_annotations,
    write_answers,
    write_comparison,
    write_graph,
    write_history,
    write_register,
    write_review,
    write_rules,
    write_scores,
    write_tree,
)
from legaltools.pipeline.verbs import (
    MAX_BYTES,
    Analysis,
    analyse,
    ask,
    build_graph,
    compare,
    deadlines,
    differs,
    extract,
    history,
    parse,
    read,
    read_bytes,
    review,
    score,
)

__all__ = [
    "MAX_BYTES",
    "Analysis",
    "analyse",
    "annotate",
    "ask",
    "build_graph",
    "compare",
    "deadlines",
    "differs",
    "extract",
    "history",
    "parse",
    "read",
    "read_bytes",
    "report",
    "review",
    "score",
    "test_rules",
    "write_annotations",
    "write_answers",
    "write_comparison",
    "write_graph",
    "write_history",
    "write_register",
    "write_review",
    "write_rules",
    "write_scores",
    "write_tree",
]
