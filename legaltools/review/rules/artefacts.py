"""QLT007: what conversion, copying and haste leave in a text."""

import re
from collections.abc import Iterator
from itertools import islice

from legaltools.model.document import Node
from legaltools.review.context import View
from legaltools.review.rule import Hit, document_rule

# What a converter or a template leaves behind.
RESIDUE = re.compile(
    r"\[bookmark: ?\w{1,40}\]|错误!?未(?:找到引用源|定义书签)[^\n]{0,2}|"
    r"Error! (?:Reference source|Bookmark) not (?:found|defined)\.?|"
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo);|\{\{[^}\n]{0,40}\}\}|\$\{[^}\n]{0,40}\}|(?i:lorem ipsum)|锟斤拷|\ufffd"
)
RESIDUE_STARTS = (
    "[bookmark", "错误", "Error!", "&", "{{", "${", "锟斤拷", "\ufffd",
    "lorem ipsum", "Lorem ipsum", "Lorem Ipsum", "LOREM IPSUM",
)  # fmt: skip
# A word said twice, and the words in which the repetition is right.
TWICE = re.compile(
    r"(?<![目标的])的的(?![士确])|(?<!为)了了(?!解|结)|您您|我们我们|用户用户|或或(?!者)|[如若]您[如若]|(?<![相供对响反适感效])应应(?![用急聘答对当])|"
    r"可可以|但但|由由|被被|须须|不得不得|有权有权|应当应当|以及以及|或者或者|提供提供(?![商者方])|进行进行|使用使用(?![权者方人])"
)
TWICE_STARTS = (
    "的的", "了了", "您您", "我们我们", "用户用户", "或或", "您如", "您若", "应应", "可可以", "但但", "由由", "被被",
    "须须", "不得不得", "有权有权", "应当应当", "以及以及", "或者或者", "提供提供", "进行进行", "使用使用",
)  # fmt: skip
REVERSED = re.compile(r"即使(?:您|用户|客户)[^。;,\n]{0,6}(?:被告知|得知|知悉)[^。;\n]{0,12}(?:损失|损害|可能性)")
MOST = 40  # of a kind that are told of; in a text with more they are no slips
DEEPEST = 30  # open brackets that are remembered
PAIRS = {"(": ")", "\u201c": "\u201d", "\u300a": "\u300b", "\u3010": "\u3011"}
CLOSERS = {close: open for open, close in PAIRS.items()}
BRACKETS = re.compile("[" + re.escape("".join(PAIRS) + "".join(CLOSERS)) + "]")
LABEL = re.compile(r"(?:^|[\s。;:,、(])[(]?[0-9a-zA-Z一二三四五六七八九十①-⑳ivxIVX]{1,4}$")
ENDS = "。!?;.…)\u201d\u300b\u3011:\"'|*_>`-"
PROSE = {"clause", "item", "text"}


@document_rule(
    code="QLT007",
    watch=(*RESIDUE_STARTS, *TWICE_STARTS),
    name=("文本残缺、残留", "Residue, gaps, slips"),
    severity="low",
    basis=("民-498",),
    message=(
        "疑似转换残留、残缺或笔误，提示核对原件。",
        "Residue, a gap or a slip; check the original.",
    ),
    advice=("对照原件更正；不能确定原意的，书面确认。", "Correct it against the original."),
)
def artefacts(view: View) -> Iterator[Hit]:
    """Residue of conversion and templates, doubled words, unpaired brackets and quotes, a cut-off end, unequal sums.

    A heading without a full stop is none, nor is a list label with one bracket.
    """
    yield from islice(_left_behind(view), MOST)
    for found in REVERSED.finditer(view.folded):
        yield _hit(
            found.start(),
            found.end(),
            "被告知的一方疑似写反（通常为提供方已被告知）",
            "the party informed looks reversed",
        )
    yield from islice(_unpaired(view), MOST)
    yield from _cut_off(view)
    for amount in view.annotations.amounts:
        if "words=unequal" in amount.note:
            yield _hit(amount.start, amount.end, "大写金额与小写金额不一致", "the sum in words and in figures differ")


def _left_behind(view: View) -> Iterator[Hit]:
    """Yield residue and doubled words."""
    starts = sorted((at, phrase) for phrase in (*RESIDUE_STARTS, *TWICE_STARTS) for at in view.places.get(phrase, ()))
    for start, phrase in starts:
        for wanted, told, english in (
            (RESIDUE, "转换或模板残留", "residue of conversion or a template"),
            (TWICE, "疑似重复用字", "a word said twice"),
        ):
            found = wanted.match(view.folded, start - (phrase in ("您如", "您若")))
            if found and not (found[0][0] == "&" and view.document.source.format != "text"):
                yield _hit(found.start(), found.end(), f"{told}：“{found[0]}”", english)


def _unpaired(view: View) -> Iterator[Hit]:
    """Yield brackets and quotes without their partner on the line."""
    opened: list[tuple[str, int]] = []
    line_end = -1
    text = view.folded
    for found in BRACKETS.finditer(text):
        at, char = found.start(), found[0]
        if at > line_end:
            if not _wrapped(text, line_end):
                yield from _left_open(opened)
                opened = []
            line_end = _end_of_line(text, at)
        if char in PAIRS:
            opened.append((char, at))
            if len(opened) > DEEPEST:
                yield from _left_open([opened.pop(0)])
        elif opened and opened[-1][0] == CLOSERS[char]:
            opened.pop()
        elif any(o == CLOSERS[char] for o, _ in opened):
            while opened[-1][0] != CLOSERS[char]:
                yield from _left_open([opened.pop()])
            opened.pop()
        elif char != ")" or not LABEL.search(text, max(at - 6, 0), at):
            yield _hit(at, at + 1, f"“{char}”没有与之成对的符号", f"{char} has no partner")
    yield from _left_open(opened)


def _left_open(opened: list[tuple[str, int]]) -> Iterator[Hit]:
    for char, at in opened:
        yield _hit(at, at + 1, f"“{char}”没有与之成对的符号", f"{char} has no partner")


def _wrapped(text: str, line_end: int) -> bool:
    """Tell whether a line was broken inside its sentence: it ends without a stop, and the next one is not blank."""
    return line_end > 0 and text[line_end - 1] not in ENDS and text[line_end : line_end + 2].strip("\n") != ""


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _cut_off(view: View) -> Iterator[Hit]:
    """Yield the end of the text if its last sentence of prose has no stop."""
    last = next((n for n in reversed(view.document.nodes) if view.text[n.start : n.end].strip()), None)
    if last is None or last.kind not in PROSE:
        return
    end = last.start + len(view.text[last.start : last.end].rstrip())
    start = max(view.folded.rfind(mark, last.text_start, end) + 1 for mark in "。;\n")
    start = max(start, last.text_start)
    if end - start > 30 and view.folded[end - 1] not in ENDS and _prose_before(view, last):
        start = max(start, end - 24)
        yield _hit(start, end, "文末没有句号，疑似残缺", "the text ends without a stop; its end may be missing")


def _prose_before(view: View, last: Node) -> bool:
    """Tell whether most paragraphs of prose end with a stop, so that one without stands out."""
    ends = [
        view.folded[: n.end].rstrip()[-1:] if n.end <= 4000 else view.folded[n.end - 200 : n.end].rstrip()[-1:]
        for n in view.document.nodes
        if n.kind in PROSE and n.end - n.text_start > 30 and n is not last
    ]
    return sum(e in ENDS for e in ends) > 0.8 * len(ends)


def _hit(start: int, end: int, told: str, english: str) -> Hit:
    return Hit(start, end, confidence="high", message=(f"{told}；提示核对原件。", f"{english}; check the original."))
