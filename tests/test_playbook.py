"""The playbook: what it changes, and that a mistake names its line."""

import re
from pathlib import Path

import pytest

from legaltools.model.finding import Review
from legaltools.review.engine import review
from legaltools.review.examples import cast, document
from legaltools.review.playbook import PlaybookError, parse
from legaltools.review.suppress import fingerprint, since

OWN = '[[pattern]]\ncode = "OUR001"\nname = "n"\nany = ["x"]\n'
CAP = "8.1 平台的赔偿责任总额不超过您支付的服务费。"


def run(text: str, playbook: str = "") -> Review:
    return review(document(text), cast(), parse(playbook))


def codes(found: Review) -> set[str]:
    return {f.rule for f in found.findings}


def test_the_documented_example_is_a_playbook() -> None:
    page = (Path(__file__).parent.parent / "docs" / "playbook.md").read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    playbook = parse(example)
    assert playbook.side == "user" and playbook.accept[0].line == example[: example.index("[[accept]]")].count("\n") + 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('side = "user"\nside = "provider"', "syntax", 2),
        ("side = ", "syntax", 1),
        ('side = "user"\n\ncolour = 1', "unknown_key", 3),
        ("# a comment\n[thresholds]\nnotice_days = 30\nmonths = 3", "unknown_key", 4),
        ('side = "judge"', "value", 1),
        ('[rules]\noff = ["LIM"]\nonly = 3', "value", 3),
        ('[rules]\noff = ["LIM", "XYZ123"]', "no_rule", 2),
        ('[severity]\nLIM001 = "high"\nLIM002 = "grave"', "value", 3),
        ('[severity]\nABC001 = "high"', "no_rule", 2),
        ('[[accept]]\nrule = "LIM002"\nquote = "x"\nreason = "r"\nauthor = "a"', "value", 1),
        (
            '[[accept]]\nrule = "LIM002"\nquote = "x"\nreason = "r"\nauthor = "a"\ndate = "2026-01-01"\n'
            '[[accept]]\nrule = "QQQ001"\nquote = "x"\nreason = "r"\nauthor = "a"\ndate = "2026-01-01"',
            "no_rule",
            8,
        ),
        (OWN + 'pattern = "("\nmessage = "m"', "regex", 5),
        ('[[pattern]]\ncode = "LIM001"\nname = "n"\nany = ["x"]\npattern = "x"\nmessage = "m"', "code", 2),
        (
            '[[pattern]]\ncode = "OUR001"\nname = "n"\nany = ["x"]\npattern = "y"\nmessage = "m"\nbad = ["x"]',
            "example",
            5,
        ),
        ('[[required]]\ncode = "our1"\nname = "n"', "code", 2),
    ],
)
def test_a_mistake_names_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(PlaybookError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.line) == (code, line)


def test_rules_and_families_can_be_left_out() -> None:
    assert "LIM002" in codes(run(CAP))
    assert "LIM002" not in codes(run(CAP, '[rules]\noff = ["LIM"]'))
    assert codes(run(CAP, '[rules]\nonly = ["LIM002"]')) == {"LIM002"}


def test_severity_and_side() -> None:
    def level(playbook: str) -> str:
        return next(f.severity for f in run(CAP, playbook).findings if f.rule == "LIM002")

    assert (level(""), level('side = "provider"'), level('[severity]\nLIM002 = "info"')) == ("high", "medium", "info")


def test_consumer_law_is_shown_by_context() -> None:
    def basis(context: str) -> str:
        found = run(CAP, f'party_context = "{context}"').findings
        return "".join(next(f.basis for f in found if f.rule == "LIM002"))

    assert "消费者权益保护法" not in basis("business")
    assert "（若属消费者合同）" in basis("unknown")
    assert "消费者权益保护法 第26条" in basis("consumer") and "若属" not in basis("consumer")


def test_the_house_has_rules_and_wishes_of_its_own() -> None:
    playbook = (
        '[[pattern]]\ncode = "OUR001"\nname = "禁止宣传"\nany = ["宣传"]\n'
        'pattern = "{U}{C12}不得{C12}宣传"\nunless = "书面同意"\n'
        'message = "提示复核"\nbad = ["用户不得宣传。"]\ngood = ["未经书面同意，用户不得宣传。"]\n'
        '[[required]]\ncode = "OUR002"\nname = "数据返还"\nany = ["返还数据"]\n'
    )
    found = run("您不得对外宣传。", playbook)
    assert "OUR001" in codes(found) and "OUR002" in {m.rule for m in found.missing}
    assert "OUR002" not in {m.rule for m in run("我们返还数据。", playbook).missing}


def test_a_pattern_of_the_house_may_ignore_case() -> None:
    playbook = (
        '[[pattern]]\ncode = "OUR001"\nname = "SLA"\nany = ["承诺"]\npattern = "(?i)sla"\nunless = "(?i:draft)"\n'
        'message = "提示复核"\nbad = ["平台承诺SLA。"]\ngood = ["平台承诺SLA（Draft）。"]\n'
    )
    assert "OUR001" in codes(run("我们承诺Sla。", playbook))
    assert "OUR001" not in codes(run("我们承诺Sla（DRAFT）。", playbook))


ACCEPT = '[[accept]]\nrule = "LIM002"\nquote = "{}"\nreason = "r"\nauthor = "a"\ndate = "2026-01-01"'


def test_an_acceptance_survives_renumbering_and_moving() -> None:
    playbook = ACCEPT.format("赔偿责任总额不超过您支付的服务费")
    for text in (CAP, CAP.replace("8.1", "9.3"), "第十条　" + CAP[4:], "前文。\n" + CAP):
        found = run(text, playbook)
        assert "LIM002" not in codes(found)
        assert [f.rule for f in found.suppressed] == ["LIM002"]
        assert sum(f.primary for f in found.findings) == len({f.card for f in found.findings})


def test_an_acceptance_nothing_answers_to_is_reported() -> None:
    found = run("我们提供服务。", ACCEPT.format("赔偿责任总额不超过"))
    assert any("第 2 行" in note and "LIM002" in note for note in found.notes)


def test_a_baseline_leaves_only_what_is_new() -> None:
    import msgspec

    old = run(CAP)
    new = since(run(CAP.replace("8.1", "8.2") + "\n10. 最终解释权归平台所有。"), msgspec.json.encode(old))
    assert "UNI005" in codes(new) and "LIM002" not in codes(new)
    assert fingerprint("A", "第 8.1 条，甲") == fingerprint("A", "第9.2条,甲") != fingerprint("B", "第9.2条,甲")
