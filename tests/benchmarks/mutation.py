"""Versions with known truth: a text is read, changed by seeded operators and written again with its numbers put right.

``mutate(document, seed, operations)`` gives the old and the new text and what was done; ``measure`` holds a comparison
against it. Sentences that are inserted are our own.
"""

import re
from dataclasses import dataclass, field
from random import Random

from rapidfuzz.distance import Indel

from legaltools import pipeline
from legaltools.compare.edits import tokens
from legaltools.model.comparison import Comparison
from legaltools.model.document import Document
from legaltools.text import numerals

NEW = (
    "双方应当对合作中知悉的商业秘密予以保密，未经对方书面同意不得向任何第三方披露。",
    "您应在每月五日前通过订购页面核对上一月度的账单，并在三个工作日内提出异议。",
    "我们可以根据业务需要调整客户服务的受理时间，并在网站首页公布调整后的安排。",
    "因电力供应中断造成服务无法使用的，受影响的时长不计入可用性统计。",
    "您可以在控制台下载最近十二个月的操作日志，日志的格式以控制台说明为准。",
    "本条所称重大变更，是指对服务功能、计费方式或者数据存放地点的变更。",
    "任何一方变更联系人的，应当提前十日书面告知另一方，否则自行承担由此产生的后果。",
    "服务商的员工进入您的机房前，应当出示工作证件并登记姓名、事由和离开时间。",
)
WORDS = (
    ("应当", "可以"), ("应", "可以"), ("不得", "可以"), ("有权", "应当"), ("30天", "15天"), ("7天", "3天"),
    ("7个自然日", "3个自然日"), ("72小时", "96小时"),
    ("立即", "及时"), ("用户", "客户"), ("服务费用", "服务费"), ("法律", "法律法规"), ("通知", "告知"),
    ("提供", "给予"), ("数据", "资料"), ("承担", "负担"), ("相关", "有关"), ("包括", "含有"),
)  # fmt: skip
MIN = 24  # letters from which a clause is worth splitting or merging
_NUMERAL = re.compile(r"\d+(?:[.．]\d+)*|[一二三四五六七八九十百零〇]+|[０-９]+")


@dataclass(eq=False)
class Clause:
    """A line of the text: label, text behind it, what it came from and what was done to it."""

    label: str
    text: str
    scheme: str
    number: tuple[int, ...]
    origins: list[int] = field(default_factory=list)
    children: list["Clause"] = field(default_factory=list)
    moved: bool = False

    def all(self) -> list["Clause"]:
        """Return the clauses below in reading order."""
        return [c for child in self.children for c in (child, *child.all())]


@dataclass
class Case:
    """Two texts and the clauses whose lines they are."""

    old_text: str
    new_text: str
    old: list[Clause]
    new: list[Clause]


def tree(document: Document) -> Clause:
    """Return the lines of a document as a tree under an empty root."""
    root = Clause("", "", "", ())
    by_eid: dict[str | None, Clause] = {None: root}
    by_line: dict[int, Clause] = {}
    lines = document.text.split("\n")
    for node in document.nodes:
        if node.line in by_line or not document.text[node.start : node.end].strip():
            by_eid[node.eid] = by_line.get(node.line, by_eid[node.parent])
            continue
        rest = lines[node.line - 1].strip()
        text = rest[rest.find(node.label) + len(node.label) :].strip() if node.label else rest
        clause = Clause(node.label, text, node.scheme, node.number)
        by_eid[node.parent].children.append(clause)
        by_eid[node.eid] = by_line[node.line] = clause
    return root


def relabel(root: Clause) -> None:
    """Put the numbers right: in order below each parent, or through the whole text where they ran through before."""
    running = _running(root)
    through: dict[str, int] = {}

    def visit(parent: Clause) -> None:
        counts: dict[str, int] = {}
        for child in parent.children:
            if child.number and _NUMERAL.search(child.label):
                if child.scheme in running:
                    ordinal = through[child.scheme] = through.get(child.scheme, 0) + 1
                else:
                    ordinal = counts[child.scheme] = counts.get(child.scheme, 0) + 1
                child.label = _numbered(child.label, parent.label, ordinal)
            visit(child)

    visit(root)


def _running(root: Clause) -> set[str]:
    """Return the schemes whose numbers run on from one parent to the next."""
    found: dict[str, list[int]] = {}
    for parent in (root, *root.all()):
        first: dict[str, int] = {}
        for child in parent.children:
            if len(child.number) == 1:
                first.setdefault(child.scheme, child.number[0])
        for scheme, number in first.items():
            found.setdefault(scheme, []).append(number)
    return {scheme for scheme, firsts in found.items() if sum(n > 1 for n in firsts) > len(firsts) / 2}


def _numbered(label: str, above: str, ordinal: int) -> str:
    def put(match: re.Match[str]) -> str:
        text = match[0]
        if "." in text or "．" in text:
            prefix = _NUMERAL.search(above)
            return f"{prefix[0] if prefix else '1'}.{ordinal}"
        return str(ordinal) if text.isascii() else numerals.format(ordinal)

    return _NUMERAL.sub(put, label, count=1)


def written(root: Clause) -> tuple[str, list[Clause]]:
    """Return the text and its clauses line by line."""
    clauses = root.all()
    return "\n".join(f"{c.label} {c.text}".strip() for c in clauses), clauses


def mutate(document: Document, seed: int, operations: int) -> Case:
    """Return a case with so many operations."""
    random = Random(seed)
    old = tree(document)
    relabel(old)
    old_text, before = written(old)
    new = _copy(old, {id(c): i for i, c in enumerate(before)})
    done: set[int] = set()
    steps = (_edit, _edit, _insert, _delete, _move, _split, _merge)
    made = tries = 0
    while made < operations and tries < operations * 20:
        tries += 1
        made += random.choice(steps)(random, new, done)
    relabel(new)
    new_text, after = written(new)
    return Case(old_text, new_text, before, after)


def _copy(clause: Clause, index: dict[int, int]) -> Clause:
    origins = [index[id(clause)]] if id(clause) in index else []
    children = [_copy(child, index) for child in clause.children]
    return Clause(clause.label, clause.text, clause.scheme, clause.number, origins, children)


def _pick(random: Random, root: Clause, done: set[int], *, leaf: bool, least: int = 0) -> tuple[Clause, int] | None:
    """Return (parent, place) of a clause nothing was done to yet."""
    options = [
        (parent, k)
        for parent in (root, *root.all())
        for k, c in enumerate(parent.children)
        if c.label and id(c) not in done and (not leaf or not c.children) and len(c.text) >= least
    ]
    return random.choice(options) if options else None


def _edit(random: Random, root: Clause, done: set[int]) -> bool:
    if (place := _pick(random, root, done, leaf=False, least=8)) is None:
        return False
    clause = place[0].children[place[1]]
    fitting = [(a, b) for a, b in WORDS if a in clause.text]
    if not fitting:
        return False
    a, b = random.choice(fitting)
    clause.text = clause.text.replace(a, b, 1)
    done.add(id(clause))
    return True


def _insert(random: Random, root: Clause, done: set[int]) -> bool:
    if (place := _pick(random, root, done, leaf=True)) is None:
        return False
    parent, at = place
    model = parent.children[at]
    text = random.choice(NEW).replace("十", random.choice("十九八七六"))
    clause = Clause(model.label, f"{text}第{random.randrange(1000)}号说明另行公布。", model.scheme, model.number)
    parent.children.insert(at, clause)
    done.add(id(clause))
    return True


def _delete(random: Random, root: Clause, done: set[int]) -> bool:
    if (place := _pick(random, root, done, leaf=True)) is None:
        return False
    del place[0].children[place[1]]
    return True


def _move(random: Random, root: Clause, done: set[int]) -> bool:
    source, target = _pick(random, root, done, leaf=True, least=12), _pick(random, root, done, leaf=True)
    if source is None or target is None or source[0] is target[0] or source[0].children[source[1]] is target[0]:
        return False
    clause, model = source[0].children.pop(source[1]), target[0].children[target[1]]
    clause.label, clause.scheme, clause.number, clause.moved = model.label, model.scheme, model.number, True
    target[0].children.insert(target[1], clause)
    done.add(id(clause))
    return True


def _split(random: Random, root: Clause, done: set[int]) -> bool:
    if (place := _pick(random, root, done, leaf=True, least=2 * MIN)) is None:
        return False
    parent, at = place
    clause = parent.children[at]
    cuts = [m.end() for m in re.finditer("[。；]", clause.text) if MIN <= m.end() <= len(clause.text) - MIN]
    if not cuts:
        return False
    cut = random.choice(cuts)
    tail = Clause(clause.label, clause.text[cut:].strip(), clause.scheme, clause.number, list(clause.origins))
    clause.text = clause.text[:cut].strip()
    parent.children.insert(at + 1, tail)
    done.update((id(clause), id(tail)))
    return True


def _merge(random: Random, root: Clause, done: set[int]) -> bool:
    if (place := _pick(random, root, done, leaf=True, least=MIN)) is None:
        return False
    parent, at = place
    if at + 1 >= len(parent.children):
        return False
    first, second = parent.children[at], parent.children[at + 1]
    if second.children or not second.label or len(second.text) < MIN or id(second) in done:
        return False
    first.text += second.text
    first.origins += second.origins
    del parent.children[at + 1]
    done.add(id(first))
    return True


def measure(case: Case, comparison: Comparison, old: Document, new: Document) -> dict[str, tuple[int, int, int]]:
    """Return (right, found, true) of each measure."""
    truth, seen = _truth(case), _seen(case, comparison, old, new)
    return {name: (len(truth[name] & seen[name]), len(seen[name]), len(truth[name])) for name in truth}


Sets = dict[str, set[object]]


def _truth(case: Case) -> Sets:
    after: dict[int, list[int]] = {}
    for j, clause in enumerate(case.new):
        for i in clause.origins:
            after.setdefault(i, []).append(j)
    groups: set[object] = {("split", i, tuple(js)) for i, js in after.items() if len(js) > 1}
    groups |= {("merged", tuple(c.origins), j) for j, c in enumerate(case.new) if len(c.origins) > 1}
    single = {js[0]: i for i, js in after.items() if len(js) == 1 and len(case.new[js[0]].origins) == 1}
    changed = {
        (i, j)
        for j, i in single.items()
        if case.new[j].moved or case.new[j].text != case.old[i].text or case.new[j].label != case.old[i].label
    }
    return {
        "pairs": set(changed),
        "inserted, deleted": {("+", j) for j, c in enumerate(case.new) if not c.origins}
        | {("-", i) for i in range(len(case.old)) if i not in after},
        # which of several clauses of the same words moved, nobody can tell
        "moved": {(case.old[i].text, j) for j, i in single.items() if case.new[j].moved},
        "renumbered": {
            (i, j) for j, i in single.items() if not case.new[j].moved and case.new[j].label != case.old[i].label
        },
        "split, merged": groups,
    }


def _seen(case: Case, comparison: Comparison, old: Document, new: Document) -> Sets:
    before, after = _lines(old), _lines(new)
    sets: Sets = {name: set() for name in ("pairs", "inserted, deleted", "moved", "renumbered", "split, merged")}
    for pair in comparison.alignment:
        a = tuple(before[eid] for eid in pair.old if eid in before)
        b = tuple(after[eid] for eid in pair.new if eid in after)
        kinds = {pair.kind, *pair.also}
        if pair.kind in ("split", "merged") and a and b:
            sets["split, merged"].add((pair.kind, a[0], b) if pair.kind == "split" else (pair.kind, a, b[0]))
        elif len(a) == len(b) == 1:
            if kinds != {"unchanged"}:
                sets["pairs"].add((a[0], b[0]))
            if "moved" in kinds:
                sets["moved"].add((case.old[a[0]].text, b[0]))
            elif "renumbered" in kinds:
                sets["renumbered"].add((a[0], b[0]))
        elif not b and a:
            sets["inserted, deleted"].add(("-", a[0]))
        elif not a and b:
            sets["inserted, deleted"].add(("+", b[0]))
    return sets


def _lines(document: Document) -> dict[str, int]:
    """Return the line (from 0) of every node that opens one."""
    opened: dict[int, str] = {}
    for node in document.nodes:
        if document.text[node.start : node.end].strip():
            opened.setdefault(node.line, node.eid)
    return {eid: line - 1 for line, eid in opened.items()}


def minimality(comparison: Comparison) -> tuple[int, int]:
    """Return (tokens shown as changed, least number of tokens that must be) over reworded clauses."""
    shown = least = 0
    for change in comparison.changes:
        if change.kind == "reworded":
            shown += sum(len(tokens(s.text)) for s in change.redline if s.op != "=")
            texts = ["".join(s.text for s in change.redline if s.op != drop) for drop in "+-"]
            least += Indel.distance(tokens(texts[0]), tokens(texts[1]))
    return shown, least


def parsed(text: str) -> Document:
    """Return the tree of a text."""
    return pipeline.parse(pipeline.read_bytes(text.encode(), "case.txt"))
