"""How well a comparison finds what was done to a text: ``python tests/benchmarks/truth.py [TEXT...]``.

For the sample, the sample eight times over with other names (near-equal boilerplate) and each text named: precision and
recall of each measure over seeded versions, and how much the redline shows against the least it must.
"""

import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import mutation  # noqa: E402

from legaltools import pipeline  # noqa: E402
from legaltools.compare import compare  # noqa: E402
from legaltools.model.document import Document  # noqa: E402

SAMPLE = ROOT / "corpus" / "aliyun-ecs-terms.txt"
CHAPTERS, COPIES = 11, 8
VERSIONS = 100  # so that one clause taken for another is not a whole per cent


def boilerplate() -> Document:
    """Return the sample's clauses eight times, chapters numbered on, the provider called otherwise each time."""
    clauses = SAMPLE.read_text(encoding="utf-8").split("\n", 6)[6]
    parts = []
    for k in range(COPIES):
        shifted = re.sub(r"(?m)^(\d{1,2})\.", lambda m, k=k: f"{int(m[1]) + CHAPTERS * k}.", clauses)
        parts.append(shifted.replace("阿里云", f"云{'甲乙丙丁戊己庚辛'[k]}公司"))
    return mutation.parsed("服务条款\n" + "\n".join(parts))


def table(name: str, document: Document, operations: int, versions: int) -> None:
    """Print one row: P/R of each measure, minimality, seconds a pair."""
    sums: dict[str, list[int]] = {}
    shown = least = 0
    spent = 0.0
    for seed in range(versions):
        case = mutation.mutate(document, seed, operations)
        old, new = mutation.parsed(case.old_text), mutation.parsed(case.new_text)
        start = time.perf_counter()
        found = compare(old, new)
        spent += time.perf_counter() - start
        for measure, counts in mutation.measure(case, found, old, new).items():
            row = sums.setdefault(measure, [0, 0, 0])
            row[:] = [a + b for a, b in zip(row, counts, strict=True)]
        marked, needed = mutation.minimality(found)
        shown, least = shown + marked, least + needed
    print(f"{name} · {operations} operations · {versions} versions · {spent / versions:.3f} s a pair")
    for measure, (right, seen, true) in sums.items():
        print(f"  {measure:18} P {right / max(seen, 1):.3f}  R {right / max(true, 1):.3f}")
    print(f"  shown / least       {shown / max(least, 1):.2f}")


if __name__ == "__main__":
    for path in (SAMPLE, *map(Path, sys.argv[1:])):
        for operations in (10, 30):
            table(path.name, pipeline.parse(path), operations, VERSIONS)
    table("boilerplate × 8", boilerplate(), 30, 5)
