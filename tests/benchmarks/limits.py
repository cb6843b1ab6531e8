"""What limits, references and amounts cost: ``python tests/benchmarks/limits.py [--upto MB]``.

Prints, all in one run: each extractor on the sample beside ``jieba.lcut`` of the same text and, where the package is
installed (in an environment of its own: ``pip install jionlp``), beside JioNLP's time extractor with what either found;
then the time a megabyte from 20 KB to the size asked for. Times are of the processor, so a busy machine does not count.
"""

import argparse
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from clock import least

from legaltools import pipeline
from legaltools.extract import amounts, deadlines, references
from legaltools.model.document import Document

SAMPLE = Path(__file__).parent.parent.parent / "corpus" / "aliyun-ecs-terms.txt"
EXTRACTORS: dict[str, Callable[[Document], object]] = {
    "deadlines": deadlines.find,
    "references": references.find,
    "amounts": amounts.find,
}


def show(name: str, seconds: float, megabytes: float) -> None:
    print(f"{name:12} {1000 * seconds:9.2f} ms  {megabytes / seconds:7.2f} MB/s")


def beside_others(document: Document) -> None:
    """Print the extractors beside jieba and, if it is here, JioNLP."""
    import jieba

    size = len(document.text.encode()) / 1e6
    jieba.lcut(document.text)
    show("jieba.lcut", least(lambda: jieba.lcut(document.text)), size)
    for name, find in EXTRACTORS.items():
        show(name, least(partial(find, document)), size)
    if find_spec("jionlp") is None:
        print("jionlp       not installed")
        return
    import jionlp

    base = time.mktime((2026, 3, 2, 0, 0, 0, 0, 0, 0))

    def times() -> list[dict[str, object]]:
        lines = [line for line in document.text.split("\n") if line]
        return [row for line in lines for row in jionlp.ner.extract_time(line, time_base=base)]

    show("jionlp", least(times, 2), size)
    print("jionlp found", [row["text"] for row in times()])
    print("deadlines   ", [row.text for row in deadlines.find(document)])


def growth(text: str, upto: float) -> None:
    """Print seconds a megabyte for texts of growing size."""
    size = 20_000
    while size <= upto * 1e6:
        body = text * (size // len(text.encode()) + 1)
        data = body.encode()[:size].decode("utf-8", "ignore").encode()
        document = pipeline.parse(pipeline.read_bytes(data, "x.txt"))
        costs = {name: least(partial(find, document), 1) / (size / 1e6) for name, find in EXTRACTORS.items()}
        row = "  ".join(f"{name} {cost:.3f}" for name, cost in costs.items())
        print(f"{size / 1e6:6.2f} MB, seconds a megabyte:  {row}")
        size *= 4


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--upto", type=float, default=2, metavar="MB")
    document = pipeline.parse(pipeline.read(SAMPLE))
    beside_others(document)
    growth(document.text, parser.parse_args().upto)


if __name__ == "__main__":
    main()
