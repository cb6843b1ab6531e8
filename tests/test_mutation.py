"""Comparison against versions with known truth, and what Word files with tracked changes read as in LibreOffice."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from legaltools import pipeline
from legaltools.compare import compare
from legaltools.compare.stream import lines, resolve, weave
from legaltools.model.comparison import Comparison, Redline
from legaltools.model.document import Document
from legaltools.writers import tracked

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))
import mutation

# Least precision and recall over ten versions with ten operations each, and with thirty each.
LEAST = {10: (0.995, 0.98, 0.98, 0.99, 0.95), 30: (0.99, 0.95, 0.97, 0.985, 0.93)}
OTHER = ("tos_bangla_30articles.txt", "tos_quqi_office.txt")  # other families of numbering
MEASURES = ("pairs", "inserted, deleted", "moved", "renumbered", "split, merged")


def cases(document: Document, operations: int, seeds: range) -> list[tuple[mutation.Case, Document, Document]]:
    made = [mutation.mutate(document, seed, operations) for seed in seeds]
    return [(case, mutation.parsed(case.old_text), mutation.parsed(case.new_text)) for case in made]


@pytest.mark.parametrize("operations", [10, 30])
def test_changes_made_are_the_changes_found(sample: Path, operations: int) -> None:
    sums = {name: [0, 0, 0] for name in MEASURES}
    for case, old, new in cases(pipeline.parse(sample), operations, range(10)):
        for name, counts in mutation.measure(case, compare(old, new), old, new).items():
            sums[name] = [a + b for a, b in zip(sums[name], counts, strict=True)]
    for (name, (right, found, true)), least in zip(sums.items(), LEAST[operations], strict=True):
        assert 2 * right >= least * (found + true), (name, right, found, true)


@pytest.mark.parametrize("operations", [10, 60])
def test_the_stream_reads_as_both_texts(sample: Path, operations: int) -> None:
    for _, old, new in cases(pipeline.parse(sample), operations, range(20, 30)):
        pieces = weave(old, new, compare(old, new))
        assert resolve(pieces, accept=True) == lines(new)
        assert resolve(pieces, accept=False) == lines(old)


@pytest.mark.shared
def test_the_stream_of_every_real_pair_reads_as_both_texts(versions: Callable[[str], list[tuple[Path, Path]]]) -> None:
    for paths in versions("*"):
        old, new = map(pipeline.parse, paths)
        pieces = weave(old, new, compare(old, new))
        assert resolve(pieces, accept=True) == lines(new), paths
        assert resolve(pieces, accept=False) == lines(old), paths


def oracle(jobs: list[dict[str, str]], folder: Path, script: Path) -> list[dict[str, object]]:
    path = folder / "jobs.json"
    path.write_text(json.dumps(jobs), encoding="utf-8")
    done = subprocess.run(["/usr/bin/python3", str(script), "batch", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def redlined(old: Document, new: Document, script: Comparison) -> bytes:
    notes = {change.new[0]: ("check",) for change in script.changes if change.new}
    return tracked.write(Redline("redline", tuple(weave(old, new, script)), notes))


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_accepts_and_rejects_without_loss(
    sample: Path, shared: Path, versions: Callable[[str], list[tuple[Path, Path]]], tmp_path: Path
) -> None:
    pairs = [(o, n) for ops in (10, 30) for _, o, n in cases(pipeline.parse(sample), ops, range(100, 130))]
    for name in OTHER:
        pairs += [(o, n) for _, o, n in cases(pipeline.parse(shared / "texts" / name), 20, range(20))]
    for series in ("wenxin_tos", "mozilla_zhCN_firefox_terms_of_use", "azure_cn_sla_virtual_machines"):
        pairs += [(pipeline.parse(old), pipeline.parse(new)) for old, new in versions(series)]
    assert len(pairs) > 100
    jobs, wanted = [], []
    for k, (old, new) in enumerate(pairs):
        path = tmp_path / f"{k}.docx"
        path.write_bytes(redlined(old, new, compare(old, new)))
        for operation, side in (("accept", new), ("reject", old)):
            jobs.append({"op": operation, "src": str(path), "dst": str(tmp_path / f"{k}.{operation}.txt")})
            wanted.append(lines(side))
    results = oracle(jobs, tmp_path, shared / "tools" / "lo_oracle.py")
    for job, result, text in zip(jobs, results, wanted, strict=True):
        assert result["ok"], result
        assert result["left"] == 0
        assert Path(job["dst"]).read_text(encoding="utf-8").split("\n") == text, job
