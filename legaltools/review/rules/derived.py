"""LIM007, ASY001 and CMB: what only shows when clauses are read together. Derived from what the other rules found."""

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from legaltools.model.annotation import Reference
from legaltools.review.context import View
from legaltools.review.grade import matches
from legaltools.review.rule import Hit, document_rule, pattern

NEAR = 3000  # characters of a clause in which its carve-out is looked for
FAR = 200  # characters between two settlements of precedence; closer ones complete each other
LIMITS = ("LIM001", "LIM002", "LIM003", "LIM004", "LIM008", "DAT002")
EXPRESS = "(?:人身|伤亡|死亡|故意|重大过失){S24}(?:不承担|概不|不负|免责|无关)"
BROAD = "任何情况下|无论|不论|任何|一切|全部|概不|均不|所有|不超过|为限"


@document_rule(
    code="LIM007",
    derived=True,
    asks=(EXPRESS, BROAD),
    name=("免责、限责未排除法定不可免情形", "No statutory carve-out"),
    severity="high",
    inherent=("absolute", "stakes"),
    basis=(
        "民-506", "民-497(1)", "民-156", "合监-7(1)", "合监-7(2)", "沪格-6(1)", "沪格-6(2)", "浙合-10(1)", "浙合-10(2)",
        "渝格-8(1)", "渝格-8(2)",
    ),
    message=(
        "免责或限责的文字未排除人身损害、故意或者重大过失；该条字面及于民法典第506条所列情形，就该部分存在无效风险，提示复核。",
        "Injury, intent and gross negligence are not carved out (Civil Code art. 506); that part is at risk.",
    ),
    advice=(
        "加但书：“本条不适用于造成对方人身损害、因故意或者重大过失造成对方财产损失以及法律、行政法规规定不得免除或者限制的责任。”",
        "Add a carve-out for personal injury, intent, gross negligence and what the law forbids to exclude.",
    ),
)  # fmt: skip
def no_carve_out(view: View) -> Iterator[Hit]:
    """An exemption or cap (LIM001 002 003 004 008, DAT002) of the provider, broadly worded, without carve-out.

    The carve-out may stand in the sentence, in the list's head, in the proviso after it or in another sentence of the
    same clause. What covers injury or intent expressly is graver.
    """
    done: set[int] = set()
    for found in view.found:
        sentence = found.sentence
        if found.code not in LIMITS or found.hit.confidence == "low" or sentence.start in done or sentence.mutual:
            continue
        express = sentence.has(EXPRESS)
        if not express and not sentence.has(BROAD):
            continue
        if matches("carve_out", f"{sentence.context}\n{sentence.passage(NEAR)}"):
            continue
        done.add(sentence.start)
        yield Hit(found.hit.start, found.hit.end, step=-1 if express else 0, confidence="medium")


# A power of the provider, words by which the user has the same, what to say.
UNEVEN = (
    ("UNI003", "{U}{C8}(?:有权|可以?){C4}(?:随时|提前|自行){C10}(?:终止|解除|退订)", "只有提供方可单方终止", "exit"),
    ("GEN001", "{U}{C12}(?:可以|有权){C12}转让|{M}{C12}(?:转让|转移)", "只有提供方可转让", "assignment"),
    ("LIM002", "(?:{U}|{M}){C20}(?:赔偿|责任){C20}(?:不超过|为限)", "责任限额只保护提供方", "cap"),
    ("LIM003", "(?:{U}|{M}){C20}不承担{C20}间接", "只排除提供方的间接损失责任", "indirect loss"),
)  # fmt: skip


@document_rule(
    code="ASY001",
    derived=True,
    asks=tuple(same for _, same, _, _ in UNEVEN),
    name=("权利义务不对等", "Asymmetry"),
    severity="medium",
    basis=("民-6", "民-497"),
    message=("同类权利只归一方；提示复核是否合理并要求对等。", "One side alone has the right; ask for the same."),
    advice=("改为双方对等适用，或说明差别的理由。", "Make it apply to both sides, or say why not."),
)
def uneven(view: View) -> Iterator[Hit]:
    """A power, cap or exclusion the provider has and the user has not; never a card's main code."""
    at = _one_sided(view)
    for code, same, told, english in UNEVEN:
        hits = at.get(code)
        if hits and not view.says(same):
            first = min(hits, key=lambda h: _without_cause(view, h))
            yield Hit(
                first.start, first.end, confidence="medium", related=_eids(view, hits),
                message=(f"{told}；提示复核并要求对等。", f"Only the provider has it: {english}."),
            )  # fmt: skip


def _one_sided(view: View) -> dict[str, list[Hit]]:
    """Return the hits by rule that favour one side; a privacy notice promises and does not bargain."""
    at: dict[str, list[Hit]] = {}
    if "one_sided" in view.memo:
        return cast(dict[str, list[Hit]], view.memo["one_sided"])
    view.memo["one_sided"] = at
    for found in view.found if view.kind != "privacy" else ():
        mutual = found.hit.side == "mutual" or found.sentence.mutual
        if found.hit.confidence != "low" and not mutual:
            at.setdefault(found.code, []).append(found.hit)
    return at


def _without_cause(view: View, hit: Hit) -> tuple[bool, int]:
    """Return the key that prefers a power tied to notice (convenience) over one tied to a breach."""
    return view.sentence_at(hit.start).notice_days == 0, hit.start


# Rules of which some in each group must have been found; the first found anchors the card.
TOGETHER = (
    (("LIM002", "LIM003", "LIM001"), ("USR001",),
     "提供方责任受限而用户赔偿无上限：限责、排除损失与用户的赔偿义务并读，风险分配明显不均",
     "The provider's liability is limited, the user's indemnity is not"),
    (("LIM004", "LIM006"), ("LIM003", "LIM002", "LIM001"), ("LIM008", "LIM009", "LIM005"),
     "服务中断的救济层层收窄：不视为违约、不可抗力、救济限缩、排除损失与限额并读，用户几无救济",
     "Deemed no breach, force majeure, narrowed remedies, exclusion and cap leave hardly a remedy for an outage"),
    (("DAT001",), ("DAT002",),
     "数据灭失的后果始终由用户承担：提供方不负备份责任，期满短期内又删除数据",
     "No duty to back up, and data is deleted soon after the end"),
    (("UNI003",), ("USR005",), ("DAT001",),
     "终止、不退款与删除数据相连：一次违约即可先后丧失服务、款项与数据，提示增设催告与宽限",
     "Termination, no refund and deletion follow one another without a demand"),
    (("UNI001", "UNI002", "ACC002"), ("ACC007",),
     "规则写在可随时变动的页面并成为合同内容，继续使用即视为接受",
     "Rules on pages that may change are part of the contract, and use means acceptance"),
    (("ACC003", "USR003"), ("UNI003", "UNI007"),
     "通知拟制送达（或未反馈的拟制）之后即可处置：联系方式失效会直接导致终止或删除",
     "Deemed notice is enough for suspension or deletion"),
)  # fmt: skip


@document_rule(
    code="CMB001",
    derived=True,
    apart=True,
    name=("组合效果", "Combined effect"),
    severity="medium",
    basis=("民-142", "民-497"),
    message=("数条并读，效果重于各条单独所见；提示一并复核。", "Read together the clauses weigh more than each alone."),
    advice=("将相关条款一并谈判：至少在其中一处恢复救济。", "Negotiate these clauses together."),
)
def combined(view: View) -> Iterator[Hit]:
    """Clauses that are tolerable one by one and not together: cap and indemnity, outage, data, late payment, pages."""
    at = _one_sided(view)
    for *groups, told, english in TOGETHER:
        parts = [[hit for code in group for hit in at.get(code, ())] for group in groups]
        if all(parts):
            hits = [hit for part in parts for hit in part]
            anchor = parts[0][0]
            yield Hit(
                anchor.start, anchor.end, confidence="medium", related=_eids(view, hits),
                message=(f"{told}；提示一并复核。", f"{english}."),
            )  # fmt: skip


@document_rule(
    code="CMB002",
    derived=True,
    apart=True,
    parsed=True,
    name=("并入文件清单", "Documents pulled in"),
    severity="low",
    basis=("民-470", "民-496(2)", "电-50"),
    message=("合同内容不止于本文件。", "The contract is more than this text."),
    advice=(
        "取得并保存所列文件的当前版本；对随时可变的，约定以签约时版本为准。",
        "Obtain and keep the current version of each.",
    ),
)
def incorporated(view: View) -> Iterator[Hit]:
    """The outside documents and pages the terms pull in, and which of them are moving targets."""
    docs = [r for r in view.annotations.references if r.kind == "document" and not r.text.startswith("附")]
    if not any(f.code == "ACC007" for f in view.found) or not docs:
        return
    names: dict[str, bool] = {}
    for ref in docs:
        moving = pattern("不时|随时|届时|当时|最新|更新|变更|修改").search(view.sentence_at(ref.start).masked)
        names[ref.text] = names.get(ref.text, False) or bool(moving)
    moving_names = [name for name, moves in names.items() if moves]
    told = f"本文件指向的外部文件：{'、'.join(names)}" + (
        f"；其中随时可变：{'、'.join(moving_names)}" if moving_names else ""
    )
    first = next(f.hit for f in view.found if f.code == "ACC007")
    yield Hit(
        first.start, first.end, confidence="medium", related=_eids(view, docs),
        message=(f"{told}。提示逐一取得并核对。", f"Outside documents: {', '.join(names)}."),
    )  # fmt: skip


@document_rule(
    code="CMB003",
    derived=True,
    apart=True,
    name=("优先顺序不一", "Contradicting precedence"),
    severity="medium",
    basis=("民-498", "民-142"),
    message=(
        "多处约定优先顺序，提示核对是否互相矛盾。",
        "Precedence is settled in several places.",
    ),
    advice=("合并为一条，逐级列明各文件的优先顺序。", "Settle it once, in order."),
)
def precedence(view: View) -> Iterator[Hit]:
    """Precedence between documents settled more than once."""
    settled = [f for f in view.found if f.code == "GEN002"]
    hits = [f.hit for f in settled]
    winners = {wins[1] for f in settled if (wins := _wins().search(f.sentence.masked))}
    if len(hits) > 1 and len(winners) > 1 and hits[-1].start - hits[0].end > FAR:
        yield Hit(hits[0].start, hits[0].end, confidence="medium", related=_eids(view, hits))


@cache
def _wins() -> re.Pattern[str]:
    return pattern("(?:以|按照?)([^。;,]{2,24})(?:为准|优先|执行)")


def _eids(view: View, places: list[Hit] | list[Reference]) -> tuple[str, ...]:
    nodes = (view.node_at(place.start) for place in places)
    return tuple(dict.fromkeys(node.eid for node in nodes if node is not None))
