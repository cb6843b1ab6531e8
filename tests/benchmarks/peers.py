"""Version comparison beside other tools, in one run: ``python tests/benchmarks/peers.py``.

Prints for each tool how much it marks as changed against what was changed, and how long it takes beside ours. What is
not installed is left out: ``redlines``, ``xmldiff`` and ``python-redlines[docxodus]`` belong in an environment of
their own. Times are for reading side by side, never for asserting.
"""

import difflib
import gc
import os
import re
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from math import log
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import mutation  # noqa: E402

from legaltools import pipeline  # noqa: E402
from legaltools.compare import compare  # noqa: E402
from legaltools.compare.stream import weave  # noqa: E402
from legaltools.model.comparison import Redline  # noqa: E402
from legaltools.model.document import Document  # noqa: E402
from legaltools.writers import tracked  # noqa: E402

SAMPLE = ROOT / "corpus" / "aliyun-ecs-terms.txt"
WORDS = "[0-9]+|[A-Za-z]+|[^[:space:]]"
PAIRS, OPERATIONS, RUNS = 10, 10, 5
MARK = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)


def timed(run: Callable[[], object]) -> tuple[float, object]:
    """Return (least seconds of several runs, result): what else the machine does only ever adds."""
    spent = []
    for _ in range(RUNS):
        start = time.perf_counter()
        result = run()
        spent.append(time.perf_counter() - start)
    return min(spent), result


def ours(old: str, new: str) -> int:
    """Return how many characters our redline marks; labels count, as they do for the others."""
    pieces = weave(mutation.parsed(old), mutation.parsed(new), compare(mutation.parsed(old), mutation.parsed(new)))
    return sum(len(piece.text) for piece in pieces if piece.op in "-+" and piece.text.strip())


def lines(old: str, new: str) -> int:
    """difflib over lines."""
    rows = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    return sum(len(row) - 1 for row in list(rows)[2:] if row[:1] in "-+")


def git_words(old: str, new: str) -> int:
    """git's word diff with a pattern that knows Chinese."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("a", "b")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text, encoding="utf-8")
        command = ["git", "diff", "--no-index", f"--word-diff-regex={WORDS}", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return sum(len(a or b) for a, b in MARK.findall(done.stdout.decode()))


def redlines(old: str, new: str) -> int:
    """The package ``redlines``."""
    from redlines import Redlines

    marked = re.findall(r"<span[^>]*>(.*?)</span>", Redlines(old, new).output_markdown, re.DOTALL)
    return sum(len(text) for text in marked)


def xml_edits(old: str, new: str) -> int:
    """xmldiff over a paragraph an element: characters of inserted and updated text."""
    from xml.sax.saxutils import escape

    from xmldiff import main

    pages = ["<t>" + "".join(f"<p>{escape(row)}</p>" for row in text.split("\n")) + "</t>" for text in (old, new)]
    return sum(len(getattr(action, "text", None) or "") for action in main.diff_texts(*pages))


def word(text: str) -> bytes:
    """Return a Word file with a paragraph a line."""
    import docx

    document = docx.Document()
    for row in text.split("\n"):
        document.add_paragraph(row)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def docxodus(old: bytes, new: bytes) -> bytes:
    """Word's tracked changes by Docxodus."""
    from python_redlines import DocxodusEngine

    result: bytes = DocxodusEngine().run_redline("a", old, new)[0]
    return result


def marked_in_word(data: bytes) -> int:
    """Return how many characters a Word file marks as deleted or inserted."""
    from zipfile import ZipFile

    from lxml import etree

    root = etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return sum(
        len(t.text or "")
        for kind in ("ins", "del")
        for mark in root.iter(space + kind)
        for t in (*mark.iter(space + "t"), *mark.iter(space + "delText"))
    )


def our_word(old: Document, new: Document) -> bytes:
    """Return our Word redline of two parsed texts."""
    return tracked.write(Redline("benchmark", tuple(weave(old, new, compare(old, new)))))


def changed(case: mutation.Case) -> int:
    """Return how many characters were changed: of inserted, deleted and moved clauses all, of others the least."""
    from rapidfuzz.distance import Indel

    total, kept = 0, set()
    for clause in case.new:
        kept.update(clause.origins)
        if not clause.origins:
            total += len(clause.text)
        elif clause.moved:
            total += 2 * len(clause.text)
        else:
            total += Indel.distance("".join(case.old[i].text for i in clause.origins), clause.text)
    return total + sum(len(c.text) for i, c in enumerate(case.old) if i not in kept)


def text_table() -> None:
    """Print what each tool marks and how long it takes."""
    document = pipeline.parse(SAMPLE)
    cases = [mutation.mutate(document, seed, OPERATIONS) for seed in range(PAIRS)]
    least = sum(changed(case) for case in cases)
    print(f"{PAIRS} versions of the sample, {OPERATIONS} operations each")
    print(f"{'tool':12} {'marked / changed':>17} {'time / ours':>12}")
    base = 0.0
    for name, tool in (
        ("ours", ours),
        ("difflib", lines),
        ("git words", git_words),
        ("redlines", redlines),
        ("xmldiff", xml_edits),
    ):
        try:
            tool(cases[0].old_text, cases[0].new_text)
        except ImportError:
            continue
        spent, marked = timed(lambda tool=tool: sum(tool(case.old_text, case.new_text) for case in cases))  # type: ignore[misc]
        base = base or spent
        print(f"{name:12} {marked / least:17.2f} {spent / base:12.2f}")  # type: ignore[operator]


def word_table() -> None:
    """Print the Word redline of some 500 paragraphs beside Docxodus."""
    document = pipeline.parse(SAMPLE)
    parts = [mutation.mutate(document, seed, OPERATIONS) for seed in range(5)]
    old, new = ("\n".join(getattr(part, side) for part in parts) for side in ("old_text", "new_text"))
    before, after = mutation.parsed(old), mutation.parsed(new)
    our_word(before, after)
    mine, data = timed(lambda: our_word(before, after))
    print(f"\nWord redline of {new.count(chr(10)) + 1} paragraphs: ours marks {marked_in_word(data)} characters")  # type: ignore[arg-type]
    try:
        theirs, other = timed(lambda: docxodus(word(old), word(new)))
    except ImportError:
        return
    print(f"Docxodus marks {marked_in_word(other)} and takes {theirs / mine:.0f} times as long")  # type: ignore[arg-type]


def large(clauses: int) -> tuple[str, str]:
    """Return two texts of so many clauses in chapters of ninety; one in fifty is changed, one in a hundred gone."""
    from random import Random

    random = Random(clauses)
    letters = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥应当不得可以通知付款期限服务协议"
    rows = [(i // 90 + 1, "".join(random.choice(letters) for _ in range(20)) + "。") for i in range(clauses)]
    new = [
        (chapter, row.replace("应", "可") + "另行约定。" if i % 50 == 7 else row)
        for i, (chapter, row) in enumerate(rows)
        if i % 97 != 5
    ]
    return _numbered(rows), _numbered(new)


def _numbered(rows: list[tuple[int, str]]) -> str:
    parts, last, number = [], 0, 0
    for chapter, row in rows:
        if chapter != last:
            parts.append(f"{chapter}. 第{chapter}部分")
            last, number = chapter, 0
        number += 1
        parts.append(f"{chapter}.{number}. {row}")
    return "\n".join(parts)


def size_table() -> None:
    """Print time and memory over 10,000 clauses beside git, and the slope from 2,000 to 20,000."""
    spent = {}
    for clauses in (2_000, 10_000, 20_000):
        old, new = large(clauses)
        before, after = mutation.parsed(old), mutation.parsed(new)
        spent[clauses], _ = timed(lambda before=before, after=after: compare(before, after))  # type: ignore[misc]
        if clauses == 10_000:
            git, _ = timed(lambda old=old, new=new: git_words(old, new))  # type: ignore[misc]
            tracemalloc.start()
            compare(before, after)
            peak = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            print(f"\n10,000 clauses: ours takes {spent[clauses] / git:.2f} of git's word diff, peak {peak:.0f} MB")
    slope = log(spent[20_000] / spent[2_000]) / log(10)
    print(f"slope of log time on log size, 2,000 to 20,000 clauses: {slope:.2f}")


if __name__ == "__main__":
    gc.set_threshold(200_000)  # as the command line does
    text_table()
    word_table()
    size_table()
