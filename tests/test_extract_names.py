"""Parties and definitions: aliases, sides, classes of persons, verbs of meaning, scope and uses."""

import pytest

from legaltools import pipeline
from legaltools.extract import naming, parties, terms, vocabulary
from legaltools.lexicon import table
from legaltools.model.annotation import Party, Term
from legaltools.model.document import Document

NAMES, MEANINGS = table("parties")["examples"], table("definitions")["examples"]


def parse(text: str) -> Document:
    return pipeline.parse(pipeline.read_bytes(text.encode(), "terms.txt"))


def who(text: str) -> dict[str, Party]:
    return {name: p for p in parties.find(parse(text)) for name in (p.name, *p.aliases)}


def defined(text: str) -> tuple[Term, ...]:
    return terms.find(parse(text))


@pytest.mark.parametrize("case", NAMES["matches"], ids=lambda case: case[0])
def test_party_is_found(case: list[str]) -> None:
    assert case[1] in who(case[0])


@pytest.mark.parametrize("case", NAMES["rejects"], ids=lambda case: case[0])
def test_compound_is_no_party(case: list[str]) -> None:
    assert case[1] not in who(case[0])


@pytest.mark.parametrize("case", MEANINGS["matches"], ids=lambda case: case[0])
def test_definition_is_found(case: list[object]) -> None:
    assert [t.term for t in defined(str(case[0]))] == case[1]


@pytest.mark.parametrize("text", MEANINGS["rejects"])
def test_no_definition(text: str) -> None:
    assert defined(text) == ()


def test_alias_chain_names_one_party() -> None:
    found = who(
        "北京某某科技有限公司（以下简称“某某”或“我们”）与用户（下称“用户”或“您”）订立本协议。某某有权修改规则。"
    )
    assert found["某某"] is found["我们"] is found["北京某某科技有限公司"]
    assert found["用户"] is found["您"]
    assert (found["某某"].role, found["您"].role) == ("provider", "user")


@pytest.mark.parametrize("beside", ["及其关联公司", "及其全部关联方", "和/或其子公司、关联企业"])
def test_alias_of_a_company_and_those_beside_it_is_the_company(beside: str) -> None:
    found = who(f"北京某某科技有限公司{beside}（以下合称“某某”）提醒您。某某不承担责任。您应当付费。")
    assert found["某某"].role == "provider"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("甲方（出租人）：某某公司\n乙方（承租人）：张三\n甲方应交付房屋。", ("provider", "user")),
        ("承租方（以下简称甲方）：张三\n出租方（以下简称乙方）：某某公司\n甲方应付租金。", ("user", "provider")),
        ("甲方：某某公司\n乙方：张三\n甲方应付款。乙方应交货。", ("provider", "user")),
        ("承租方：(甲方)\n出租方：(乙方)\n甲方应付租金。", ("user", "provider")),
    ],
)
def test_side_gets_its_role_from_the_text(text: str, roles: tuple[str, str]) -> None:
    found = who(text)
    assert (found["甲方"].role, found["乙方"].role) == roles


def test_side_word_that_a_company_faces_is_the_other_side() -> None:
    text = (
        "1. 发布者：指在某某平台发布作品的人。\n2. 发布者不得收费。发布者应当更新作品。\n3. 某某公司有权下架作品。"
        "某某公司不承担责任。某某公司可以推广作品。\n4. 用户可以下载作品。"
    )
    found = who(text)
    assert (found["发布者"].role, found["某某公司"].role, found["用户"].role) == ("user", "provider", "third_party")


def test_pronouns_alone_are_parties() -> None:
    found = who("我们会保护您的信息。您可以联系我们。")
    assert (found["我们"].role, found["您"].role) == ("provider", "user")


def test_brand_is_known_by_what_it_does() -> None:
    text = "某某云有权暂停服务。\n某某云不承担责任。\n某某云保留解释的权利。\n您应遵守某某云的规则，我们将提前通知。"
    found = who(text)
    assert found["某某云"] is found["我们"]


@pytest.mark.parametrize("text", ["乙方应当支付款项。", "甲方有权解除合同。", "买方须付款。", "承租人不得转租。"])
def test_side_of_a_short_text_is_a_party(text: str) -> None:
    assert text[:2] in {name[:2] for name in who(text)}


def test_name_with_an_ordinary_character_is_known_from_the_full_name() -> None:
    text = "全日时云商务服务股份有限公司\n" + "日时云有权暂停服务。\n" * 4 + "我们将提前通知您。"
    found = who(text)
    assert found["日时云"] is found["我们"]


def test_foreign_name_is_a_provider() -> None:
    text = (
        "您同意 Acme 不会退款。\n您知道 Acme 可以更新条款。\nAcme 特别声明不承担责任。\n" + "我们与 Acme 为您服务。" * 4
    )
    found = who(text)
    assert found["Acme"] is found["我们"]


def test_short_form_of_a_full_name_joins_its_party() -> None:
    text = (
        "东海市小鱼云科技有限公司（以下简称“云科技”）提供服务。\n"
        + "数据存放在小鱼云。\n" * 3
        + "小鱼云平台将保护数据。"
    )
    found = who(text)
    assert found["小鱼云平台"] is found["小鱼云"] is found["云科技"]


def test_full_name_holds_the_provider_s_own() -> None:
    text = "小鱼有权暂停服务。\n" * 6 + "您知悉，小鱼（东海）网络有限公司提供客服。\n我们会通知您。"
    found = who(text)
    assert found["小鱼（东海）网络有限公司"] is found["小鱼"] is found["我们"]


def test_sides_of_different_contracts_are_different_parties() -> None:
    text = "出租人应交付房屋。\n" * 3 + "出卖人应交付货物。\n" * 3 + "出租方应维修房屋。\n" * 3
    found = who(text)
    assert found["出租人"] is found["出租方"]
    assert found["出租人"] is not found["出卖人"]


def test_classes_of_persons() -> None:
    found = who("任何一方违约的，双方应协商。第三方索赔的，关联公司应配合法院。")
    assert {n: found[n].role for n in ("任何一方", "双方", "第三方", "关联公司", "法院")} == {
        "任何一方": "mutual",
        "双方": "mutual",
        "第三方": "third_party",
        "关联公司": "affiliate",
        "法院": "authority",
    }


def test_definition_spans_and_uses() -> None:
    text = "平台提供的全部功能（以下简称“本功能”）免费。您可使用本功能。"
    (term,) = defined(text)
    assert term.definition.of(text) == "平台提供的全部功能（以下简称“本功能"
    assert [use.start for use in term.uses] == [text.rindex("本功能")]


def test_scope_of_a_definition() -> None:
    document = parse("第一章 总则\n第一条 本章所称“订单”，是指购买申请。\n第二章 其他\n第二条 其他。\n")
    (term,) = terms.find(document)
    assert [document.by_eid[eid].label for eid in term.scope] == ["第一章"]


def test_glossary() -> None:
    text = "一、定义\n1. 用户内容：用户上传的信息。\n2. 终端：访问服务的设备。\n二、服务\n1. 费用：另行公布。\n"
    assert [t.term for t in defined(text)] == ["用户内容", "终端"]


def test_glossary_after_a_line() -> None:
    text = "服务协议\n相关定义：\n• 会员：由您添加的客户。\n• 信标：一种小图像。\n我们提供：\n• 充值：线上充值。\n"
    assert [t.term for t in defined(text)] == ["会员", "信标"]


def test_meaning_in_a_bracket() -> None:
    text = "我们保护订单信息（即能够识别某一笔订单来源和去向的信息）。订单信息由我们保存。"
    assert [t.term for t in defined(text)] == ["订单信息"]


def test_naming_keeps_every_name_in_order() -> None:
    document = parse("某某公司（下称“甲”、“乙”或“丙”）")
    text = document.text
    (given,) = naming.find(document)
    assert [name.of(text) for name in given.names] == ["甲", "乙", "丙"]
    assert given.described.of(text) == "某某公司"
    assert naming.find(document) is naming.find(document)
    assert naming.find(parse(text)) is not naming.find(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. “优选会员”享有折扣。\n2. “优选会员”可升级。\n3. “优选会员”到期失效。\n", [("undefined", "优选会员", "")]),
        ("1. 订单金额以页面为准。\n2. “订单”是指购买申请。\n", [("early", "订单", "")]),
        ("1. “订单”是指购买申请。\n2. 其他事项另行约定。\n", [("unused", "订单", "")]),
        ("1. 账号由您保管。\n2. 账号不得转让。\n3. 帐号注销后不可恢复。\n", [("drift", "账号", "帐号")]),
        ("1. “订单”是指购买申请。\n2. 订单成立后不可取消。\n", []),
    ],
)
def test_vocabulary(text: str, expected: list[tuple[str, str, str]]) -> None:
    document = parse(text)
    found = vocabulary.check(document, terms.find(document), parties.find(document))
    assert [(issue.kind, issue.term, issue.other) for issue in found] == expected


USED = "1. 本协议是您与时代AI（以下简称“我们”）订立的。\n2. 时代AI有权暂停。时代AI会通知您。时代AI免责。"
HEADS = "甲方（卖方）：\n乙方（买方）：\n丙方（平台）：\n1. 平台需监督甲方。乙方可以联系丙方。"
JOINED = "某某公司（以下简称“某某”）与注册用户及学员（以下简称“学员”）订约。\n1. 学员不得转让账号。"

MASKED = "1. 《某某麻将》归某某麻将所有。\n2. 某某麻将有权暂停。某某麻将会通知用户。某某麻将不承担责任。"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (MASKED, "某某麻将", "provider"),
        (USED, "时代AI", "provider"),
        (HEADS, "平台", "provider"),
        (JOINED, "学员", "user"),
    ],
)
def test_declared_name_has_the_role_of_its_description(text: str, name: str, role: str) -> None:
    assert who(text)[name].role == role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("采购人（甲方）：某某局\n中标人（乙方）：某某有限公司\n乙方应按时交货，甲方应验收。", "甲方", "user"),
        ("甲方（客户）、乙方（某某银行）就理财事宜达成本协议。甲方应如实填写，乙方可拒绝。", "乙方", "provider"),
        ("甲方：\n乙方：\n甲方委托乙方代为记账。甲方应配合，乙方应保密。", "甲方", "user"),
        ("甲方：\n乙方：\n乙方应每月向甲方支付租金。甲方应维修，乙方应爱护。", "乙方", "user"),
        ("甲方（出借人）：\n乙方（借款人）：\n丙方（居间方）：\n甲方应出借，乙方应还款，丙方应撮合。", "甲方", "user"),
        (
            "甲方（出借人）：\n乙方（借款人）：\n丙方（居间方）：\n甲方应出借，乙方应还款，丙方应撮合。",
            "丙方",
            "provider",
        ),
        (
            "商户入驻协议\n经营者（下称“商户”或“甲方”）与某某有限公司（下称“乙方”）订立本协议。平台有权审核商户。",
            "商户",
            "user",
        ),
        (
            "商户入驻协议\n经营者（下称“商户”或“甲方”）与某某有限公司（下称“乙方”）订立本协议。平台有权审核商户。",
            "平台",
            "provider",
        ),
        ("协议\n甲方（申领人）：＿＿\n乙方：某某银行股份有限公司\n甲方应还款，乙方应告知。", "乙方", "provider"),
        ("协议\n甲方：某某传媒有限公司\n乙方：＿＿（以下简称“主播”）\n甲方应付款，乙方应直播。", "主播", "user"),
        (
            "商户入驻协议\n本协议由商户（下称“甲方”）与某某有限公司（下称“乙方”）订立。商户应善待消费者。",
            "消费者",
            "third_party",
        ),
    ],
)
def test_roles_of_sides_come_from_what_the_text_tells(text: str, name: str, role: str) -> None:
    assert who(text)[name].role == role


def test_where_there_are_three_sides_both_are_not_all() -> None:
    people = who(
        "甲方：\n乙方：\n丙方：\n甲方、乙方、丙方应各自履行。甲乙双方应对账，各方应保密。丙方应协助，丙方应通知。"
    )
    assert people["甲乙双方"] is not people["各方"]
