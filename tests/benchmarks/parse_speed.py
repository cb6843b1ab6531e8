"""How fast the clause tree is, beside markdown-it-py on the same bytes in the same run.

``python tests/benchmarks/parse_speed.py [FILE …]`` prints one line a file (the sample if none is named) and the growth
of the time from 20 KB to 20 MB. Times are the best of several, taken in turn, in processor time.
"""

import sys
from functools import partial
from pathlib import Path
from time import process_time

from clock import best
from markdown_it import MarkdownIt

from legaltools import readers, structure
from legaltools.model.source import Source

ROUNDS = 25
SAMPLE = Path(__file__).parents[2] / "corpus" / "aliyun-ecs-terms.txt"


def beside(source: Source) -> tuple[float, float]:
    """Return the seconds of the clause tree and of markdown-it-py's tokens."""
    ours, theirs = best(partial(structure.parse, source), partial(MarkdownIt().parse, source.text), rounds=ROUNDS)
    return ours, theirs


def main(paths: list[Path]) -> None:
    for path in paths or [SAMPLE]:
        source = readers.read(path.read_bytes(), path.name)
        size = len(source.text.encode("utf-8", "surrogatepass")) / 1e6
        ours, theirs = beside(source)
        print(
            f"{path.name}: {size / ours:.1f} MB/s, markdown-it-py {size / theirs:.1f} MB/s, {theirs / ours:.2f} times"
        )
    text = SAMPLE.read_text(encoding="utf-8")
    for times in (1, 10, 100, 1000):
        source = Source("grown", "text", "utf-8", "", text * times)
        start = process_time()
        structure.parse(source)
        seconds = process_time() - start
        size = len(text.encode()) * times / 1e6
        print(f"{size:6.2f} MB: {seconds:7.3f} s, {size / seconds:.1f} MB/s")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
