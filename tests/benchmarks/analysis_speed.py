"""What extract and review cost beside word segmentation: ``python tests/benchmarks/analysis_speed.py [--upto MB]``.

Prints, all in one run: ``jieba.lcut`` (its dictionary loaded before), extract, review and both together, with the
ratio, for the sample and for the sample repeated to 1 MB and to the size asked for; the same for other files if some
are named; and the wall time of the whole command line on a file of 15,000 characters. Other times are of the processor,
the best of several, each on a document parsed anew, so that nothing is kept from one round to the next.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import jieba
from clock import best

from legaltools import pipeline
from legaltools.model.source import Source

SAMPLE = Path(__file__).parents[2] / "corpus" / "aliyun-ecs-terms.txt"
COLD = 15_000  # characters
ROUNDS = 25
SMALL = 100_000  # bytes up to which a text is measured in many rounds


def costs(text: str, rounds: int) -> tuple[float, float, float]:
    """Return the seconds of jieba, of extract and of review."""
    words = extract = review = float("inf")
    for _ in range(rounds):
        document = pipeline.parse(Source("text", "text", "utf-8", "", text))
        start = time.process_time()
        jieba.lcut(text)
        cut = time.process_time()
        annotations = pipeline.extract(document)
        extracted = time.process_time()
        pipeline.review(document, annotations)
        end = time.process_time()
        words, extract, review = min(words, cut - start), min(extract, extracted - cut), min(review, end - extracted)
    return words, extract, review


def show(name: str, text: str) -> None:
    """Print the line of one text."""
    size = len(text.encode("utf-8", "surrogatepass"))
    words, extract, review = costs(text, ROUNDS if size < SMALL else 1)
    both = extract + review
    print(
        f"{name:24} {size / 1e6:6.2f} MB: jieba.lcut {words:8.4f} s, extract {extract:8.4f} s, review {review:8.4f} s,"
        f" both {both / size * 1e6:6.3f} s/MB, {words / both:.2f} times as fast as jieba.lcut"
    )


def cold() -> None:
    """Print the time of the whole command line on a short file, its modules compiled as an installed package's are."""
    text = pipeline.read(SAMPLE).text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terms.txt"
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        path.write_text((text * (COLD // len(text) + 1))[:COLD], encoding="utf-8")
        for verb in ("parse", "extract", "review"):
            command = [sys.executable, "-m", "legaltools", verb, str(path), "--to", "json", "-o", f"{path}.json"]
            run = partial(subprocess.run, command, check=True, capture_output=True, env=environment)
            (taken,) = best(run, clock=time.perf_counter)
            print(f"legaltools {verb} of {COLD} characters, from start to end: {taken:.2f} s")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="further texts")
    parser.add_argument("--upto", type=float, default=1, metavar="MB", help="size of the largest text")
    asked = parser.parse_args()
    jieba.initialize()
    text = pipeline.read(SAMPLE).text
    pipeline.analyse(SAMPLE)  # tables are loaded and patterns compiled once a process
    show(SAMPLE.stem, text)
    for megabytes in (1, 20):
        if megabytes <= asked.upto:
            show("repeated", (text + "\n") * round(megabytes * 1e6 / len(text.encode())))
    for path in asked.files:
        show(path.stem[:24], pipeline.read(path).text)
    cold()


if __name__ == "__main__":
    main()
