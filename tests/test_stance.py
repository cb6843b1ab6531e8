"""Whose terms a contract is: where the buyer wrote it, the rules look from the buyer's side."""

from legaltools import pipeline
from legaltools.model.finding import Review
from legaltools.review.stance import cast, turned

BOUGHT = "采购合同\n甲方（采购方）：\n乙方（供应方）：\n"
SOLD = "买卖合同\n甲方（出卖人）：\n乙方（买受人）：\n"
DUTIES = (
    "乙方应按期交货。\n乙方应保证质量。\n乙方应提供发票。\n乙方应负责安装。\n乙方应派员培训。\n"
    "乙方不得转包。\n乙方应保守秘密。\n乙方应承担运费。\n由此产生的一切损失由乙方承担。\n"
)
RIGHTS = "甲方有权拒绝收货。\n甲方有权单方解除合同。\n甲方有权抽查质量。\n甲方不承担任何责任。\n"


def _review(text: str) -> tuple[bool, Review]:
    document = pipeline.parse(pipeline.read_bytes(text.encode(), "contract.txt"))
    annotations = pipeline.extract(document)
    return turned(annotations), pipeline.review(document, annotations)


def test_terms_of_a_buyer_favour_the_user() -> None:
    is_turned, review = _review(BOUGHT + DUTIES + RIGHTS)
    sides = {(f.rule, f.side) for f in review.findings}
    assert is_turned
    assert {("LIM001", "user"), ("UNI003", "user"), ("USR002", "user")} <= sides
    assert any("采购的一方" in note for note in review.notes)


def test_terms_of_a_seller_favour_the_provider() -> None:
    is_turned, review = _review(SOLD + DUTIES + RIGHTS)
    assert not is_turned
    assert {f.side for f in review.findings if f.rule == "LIM001"} == {"provider"}


def test_what_is_offered_to_everybody_is_not_turned() -> None:
    offered = (DUTIES + RIGHTS).replace("甲方", "您").replace("乙方", "我们")
    assert not _review("服务条款\n" + offered)[0]


def test_a_lender_beside_a_platform_stands_with_the_provider() -> None:
    head = "借款协议\n甲方（出借人）：\n乙方（借款人）：\n丙方（平台）：\n"
    rights = "甲方有权单方解除本协议。\n甲方有权转让债权。\n甲方有权提前收回借款。\n丙方有权收取服务费。\n"
    duties = "".join(
        f"乙方应{act}。\n" for act in ("还本", "付息", "付费", "报税", "通知", "配合", "保密", "赔偿甲方的损失")
    )
    document = pipeline.parse(pipeline.read_bytes((head + rights + duties).encode(), "contract.txt"))
    roles = {p.name: p.role for p in cast(pipeline.extract(document))}
    assert roles["甲方"] == "provider"
    assert roles["乙方"] == "user"
