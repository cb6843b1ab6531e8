"""What a review costs beside word segmentation, and how quiet it is on statutes: ``python tests/benchmarks/review.py``.

Prints, all in one run: the time of extract and review of a text beside ``jieba.lcut`` of the same text; the time a
megabyte from 20 KB to the size asked for (``--upto`` MB, default 2); and, over the statutes in ``../shared``, findings
of the families LIM, UNI and USR per 100 sentences, with the statute recognised as one and with that switched off, and
the worst ones. Times are of the processor, so a busy machine does not count.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from clock import least

from legaltools import pipeline
from legaltools.model.source import Source
from legaltools.review import engine
from legaltools.review.context import View

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "corpus" / "aliyun-ecs-terms.txt"
SHARED = ROOT.parent / "shared"
FAMILIES = ("LIM", "UNI", "USR")


def beside_jieba() -> None:
    """Print extract and review of the sample beside jieba."""
    import jieba

    document = pipeline.parse(pipeline.read(SAMPLE))
    annotations = pipeline.extract(document)
    jieba.lcut(document.text)
    words = least(lambda: jieba.lcut(document.text))
    extract = least(lambda: pipeline.extract(document))
    review = least(lambda: engine.review(document, annotations))
    size = len(document.text.encode()) / 1e6
    for name, seconds in (("jieba.lcut", words), ("extract", extract), ("review", review)):
        print(f"{name:12} {1000 * seconds:7.1f} ms  {size / seconds:6.2f} MB/s")
    print(f"extract and review are {words / (extract + review):.2f} times as fast as jieba.lcut")


def growth(upto: float) -> None:
    """Print the time a megabyte of ever larger texts: the sample repeated with its numbers as they are."""
    text = pipeline.read(SAMPLE).text + "\n"
    for megabytes in (0.02, 0.2, 2, 20):
        if megabytes <= upto:
            copies = max(1, round(megabytes * 1e6 / len(text.encode())))
            document = pipeline.parse(Source("x", "text", "utf-8", "", text * copies))
            annotations = pipeline.extract(document)
            seconds = least(lambda d=document, a=annotations: engine.review(d, a), 1)  # type: ignore[misc]
            print(f"{megabytes:6} MB: review {seconds / megabytes:6.2f} s a MB")


def statutes() -> Iterator[Path]:
    """Yield the statutes and interpretations beside the project."""
    for pattern in ("texts/law_*.md", "texts/interp_*.md", "texts/reg_*.md", "versions/law_*/*"):
        yield from sorted(SHARED.glob(pattern))


def noise(worst: int) -> None:
    """Print findings per 100 sentences of statutes."""
    for name, gate in (("recognised as statutes", None), ("taken for contracts", False)):
        counts: Counter[str] = Counter()
        sentences, shown = 0, []
        for path in statutes():
            document = pipeline.parse(path)
            annotations = pipeline.extract(document)
            if gate is None:
                found = engine.review(document, annotations)
            else:
                with mock.patch.object(View, "statute", gate):
                    found = engine.review(document, annotations)
            hits = [f for f in found.findings if f.rule.startswith(FAMILIES)]
            counts.update(f.rule for f in hits)
            shown += [(f.rule, path.stem[:24], f.line, f.quote[:50]) for f in hits]
            sentences += len(View(document, annotations).units)
        total = sum(counts.values())
        print(f"{name}: {total} findings in {sentences} sentences, {100 * total / max(sentences, 1):.2f} per 100")
        print("  " + ", ".join(f"{code} {n}" for code, n in counts.most_common()))
        for row in shown[:: max(1, len(shown) // worst)][:worst]:
            print("  ", *row)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--upto", type=float, default=2, help="megabytes of the largest text")
    options.add_argument("--worst", type=int, default=12, help="findings on statutes to show")
    asked = options.parse_args()
    beside_jieba()
    growth(asked.upto)
    if SHARED.is_dir():
        noise(asked.worst)
