"""A small contract of our own with hand-made annotations and findings, for the tests of reports and writers."""

from legaltools import readers, structure
from legaltools.model.annotation import Amount, Annotations, Cue, Deadline, Norm, Party, Reference, Term
from legaltools.model.document import Document
from legaltools.model.finding import Evidence, Finding, Missing, Review
from legaltools.model.report import Report
from legaltools.model.span import Span
from legaltools.report import review as opinion
from legaltools.report.catalog import Lang

TEXT = """云盘服务条款

1. 定义

1.1. 本条款中“服务”指甲公司（以下简称“我们”）向您提供的云盘存储服务。

2. 费用

2.1. 您应在下单后7日内支付费用，并及时更新付款信息。

2.2. 我们可以提前30日公告后调整价格，具体以《价格说明》为准。

3. 责任

3.1. 我们的赔偿责任总额不超过您就该服务已支付的费用。

3.2. 除第2.1条另有约定外，我们对间接损失不承担责任，违约金为500元。
"""


def document(text: str = TEXT, name: str = "drive.txt") -> Document:
    """Return the tree of a text."""
    return structure.parse(readers.read(text.encode(), name))


def _at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _place(words: str) -> tuple[str, int, int, int]:
    """Return eid, line, start and end of words of the contract."""
    tree, (start, end) = document(), _at(words)
    node = tree.at(start)
    assert node is not None
    return node.eid, tree.line_of(start), start, end


def mentions(word: str) -> tuple[Span, ...]:
    """Return where a word stands."""
    return tuple(Span(i, i + len(word)) for i in range(len(TEXT)) if TEXT.startswith(word, i))


def annotations() -> Annotations:
    """Return what the contract says."""
    service, pay, price = _place("“服务”"), _place("应在下单后7日内支付费用"), _place("可以提前30日公告后调整价格")
    within, soon, notice = _place("7日内"), _place("及时"), _place("提前30日")
    law, inner, money = _place("《价格说明》"), _place("第2.1条"), _place("500元")
    uses = tuple(Span(i, i + 2) for i in range(len(TEXT)) if TEXT.startswith("服务", i) and i > service[3])
    return Annotations(
        parties=(Party("甲公司", "provider", ("我们",), mentions("我们")), Party("您", "user", (), mentions("您"))),
        terms=(Term("服务", service[0], service[2] + 1, service[3] - 1, Span(*_at("“服务”指甲公司")), uses=uses),),
        norms=(
            Norm("n1", pay[0], pay[1], pay[2], pay[3], "obligation", "您", Cue(pay[2], pay[2] + 1, "应"), "user",
                 deadlines=("d1",)),
            Norm("n2", price[0], price[1], price[2], price[3], "power", "我们", Cue(price[2], price[2] + 2, "可以"),
                 "provider"),
        ),
        deadlines=(
            Deadline("d1", *within, "7日内", 7, "day", "within_after", "下单", bearer="您"),
            Deadline("d2", *soon, "及时", None, None, "within", vague=True),
            Deadline("d3", *notice, "提前30日", 30, "day", "before", bearer="我们", bound="min"),
        ),
        references=(
            Reference(*law, "《价格说明》", "document"),
            Reference(*inner, "第2.1条", "number", (pay[0],), "resolved"),
        ),
        amounts=(Amount(*money, "500元", "500", "CNY"),),
    )  # fmt: skip


def review() -> Review:
    """Return what was found in the contract."""

    def finding(rule: str, words: str, severity: str, **more: object) -> Finding:
        eid, line, start, end = _place(words)
        plain = {
            "confidence": "high",
            "side": "provider",
            "message": f"message of {rule}",
            "basis": ("民法典 第497条",),
        }
        name = more.pop("name", f"name of {rule}")
        return Finding(rule=rule, name=name, severity=severity, eid=eid, line=line, start=start, end=end, quote=words,
                       **{**plain, **more})  # type: ignore[arg-type]  # fmt: skip

    cap = "赔偿责任总额不超过您就该服务已支付的费用"
    return Review(
        findings=(
            finding("LIM002", cap, "critical", recommendation="recommendation", evidence=Evidence("why", ("guard",))),
            finding("LIM007", cap, "high", name="carve-out", primary=False),
            finding("LIM003", "对间接损失不承担责任", "high", emphasised="no"),
            finding("UNI002", "可以提前30日公告后调整价格", "medium", basis_scope="consumer"),
            finding("ACC007", "以《价格说明》为准", "medium", confidence="low"),
        ),
        missing=(Missing("MIS004", "service levels", "high", "none stated", ("民法典 第470条",), "state them"),),
    )


def report(lang: Lang = "zh", side: str | None = None) -> Report:
    """Return the opinion on the contract."""
    return opinion.build(document(), annotations(), review(), lang, side)
