"""The graph: every kind of node and edge with its proof, every question, several documents, every format."""

import io
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legaltools import graph, pipeline, readers
from legaltools.graph import names
from legaltools.graph.ask import QUESTIONS
from legaltools.graph.build import build
from legaltools.lexicon import table
from legaltools.model.annotation import Annotations, Cue, Deadline, Norm, Party, Reference, Term
from legaltools.model.document import Document, Node
from legaltools.model.finding import Finding
from legaltools.model.source import Source
from legaltools.model.span import Span
from legaltools.report import contract
from legaltools.report.catalog import catalog
from legaltools.writers import answers, dot, gexf, graphml, jsonld, mermaid
from tests.test_cli import run

EDGES = {
    "contains", "next", "refers_to", "defines", "uses_term", "bears", "benefits", "due", "cites", "follows_from",
    "overrides", "incorporates",
}  # fmt: skip

LINES = (
    "云协议",
    "1. 服务指云服务。",
    "2. 用户应于7日内按第3条付款。",
    "3. 服务价格见第4条。",
    "4. 调价按第3条执行。",
    "4.1 调价不影响第9条。",
    "5. 甲云可依第2条停止服务。",
    "6. 《规则》构成本协议的一部分；与《规则》不一致的，以本协议为准。依《电商法》执行。",
    "7. 第6条在终止后继续有效。",
)
TEXT = "\n".join(LINES) + "\n"
EIDS = ("title_1", "cl_1", "cl_2", "cl_3", "cl_4", "cl_4__cl_1", "cl_5", "cl_6", "cl_7")
PARENTS = {"cl_4__cl_1": "cl_4"}


def hand_made() -> tuple[Document, Annotations, tuple[Finding, ...]]:
    """Return a document whose graph is known by hand."""
    nodes, at = [], 0
    for number, (eid, line) in enumerate(zip(EIDS, LINES, strict=True), 1):
        label = line.split(" ")[0] if " " in line else ""
        start = at + len(label) + 1 if label else at
        kind = "clause" if label else "title"
        place = (number, at, start, at + len(line), at + len(line))
        nodes.append(Node(eid, kind, label, "arabic", (), None, PARENTS.get(eid), eid.count("__"), *place))
        at += len(line) + 1

    def span(eid: str, words: str) -> tuple[int, int]:
        node = nodes[EIDS.index(eid)]
        start = TEXT.index(words, node.start, node.end)
        return start, start + len(words)

    def refers(eid: str, words: str, *targets: str, kind: str = "number") -> Reference:
        status = "resolved" if targets else "dangling" if kind == "number" else "external"
        return Reference(eid, nodes[EIDS.index(eid)].line, *span(eid, words), words, kind, targets, status)

    def norm(id_: str, eid: str, words: str, type_: str, bearer: str, **more: tuple[str, ...]) -> Norm:
        start, end = span(eid, words)
        return Norm(
            id_, eid, 0, start, end, type_, bearer, Cue(start, start + 1, words[0]), counterparty="甲云", **more
        )

    def finding(rule: str, eid: str, words: str) -> Finding:
        place = span(eid, words)
        return Finding(rule, rule, "low", "high", "provider", eid, nodes[EIDS.index(eid)].line, *place, words, "")

    definition = Span(*span("cl_1", "服务指云服务"))
    uses = (Span(*span("cl_3", "服务")), Span(*span("cl_5", "服务")))
    annotations = Annotations(
        parties=(Party("甲云", "provider", ("我们",)), Party("用户", "user", ("您",)), Party("第三方", "third_party")),
        terms=(Term("服务", "cl_1", *span("cl_1", "服务"), definition, (), uses),),
        norms=(
            norm("n1", "cl_2", "应于7日内按第3条付款", "obligation", "用户", deadlines=("d1",), consequences=("n3",)),
            norm("n2", "cl_4", "执行", "obligation", "用户"),
            norm("n3", "cl_5", "可依第2条停止服务", "permission", "甲云"),
        ),
        deadlines=(Deadline("d1", "cl_2", 3, *span("cl_2", "7日内"), "7日内", 7, "day", "within"),),
        references=(
            refers("cl_2", "第3条", "cl_3"),
            refers("cl_3", "第4条", "cl_4"),
            refers("cl_4", "第3条", "cl_3"),
            refers("cl_4__cl_1", "第9条"),
            refers("cl_5", "第2条", "cl_2"),
            refers("cl_6", "《规则》", kind="document"),
            Reference("cl_6", 8, *(n + 15 for n in span("cl_6", "《规则》")), "《规则》", "document"),
            refers("cl_6", "《电商法》", kind="law"),
            refers("cl_7", "第6条", "cl_6"),
        ),
    )
    findings = (
        finding("ACC007", "cl_6", "构成本协议的一部分"),
        finding("GEN002", "cl_6", "以本协议为准"),
        finding("GEN003", "cl_7", "继续有效"),
    )
    return Document(Source("a.txt", "text", "utf-8", "f" * 64, TEXT), tuple(nodes)), annotations, findings


@pytest.fixture(scope="module")
def made() -> "nx.MultiDiGraph[str]":
    return build([hand_made()])


@pytest.fixture(scope="module")
def real(sample: Path) -> "nx.MultiDiGraph[str]":
    return pipeline.build_graph(sample)


def edges(value: "nx.MultiDiGraph[str]", kind: str) -> set[tuple[str, str]]:
    return {(u, v) for u, v, data in value.edges(data=True) if data["type"] == kind}


def proofs(value: "nx.MultiDiGraph[str]", kind: str, text: str = TEXT) -> set[str]:
    return {text[d["start"] : d["end"]] for _, _, d in value.edges(data=True) if d["type"] == kind}


def test_every_kind_of_edge_has_its_ends_and_its_proof(made: "nx.MultiDiGraph[str]") -> None:
    root = "document:ffffffffffff"
    assert edges(made, "contains") >= {(root, "cl_4"), ("cl_4", "cl_4__cl_1"), ("cl_2", "n1"), ("cl_2", "d1")}
    assert edges(made, "next") >= {("cl_1", "cl_2"), ("cl_4", "cl_5")}
    assert edges(made, "defines") == {("cl_1", "term:服务")}
    assert edges(made, "uses_term") == {("cl_3", "term:服务"), ("cl_5", "term:服务")}
    assert edges(made, "bears") == {("party:用户", "n1"), ("party:用户", "n2"), ("party:甲云", "n3")}
    assert ("n1", "party:甲云") in edges(made, "benefits")
    assert edges(made, "due") == {("n1", "d1")}
    assert edges(made, "follows_from") == {("n3", "n1")}
    assert edges(made, "cites") == {("cl_6", "external:电商法")}
    assert edges(made, "refers_to") == {
        ("cl_2", "cl_3"), ("cl_3", "cl_4"), ("cl_4", "cl_3"), ("cl_5", "cl_2"), ("cl_7", "cl_6"),
        ("cl_6", "external:规则"),
    }  # fmt: skip
    assert edges(made, "incorporates") == {("cl_6", "external:规则")} == edges(made, "overrides")
    assert proofs(made, "due") == {"7日内"}
    assert proofs(made, "follows_from") == {"可依第2条停止服务"}
    assert proofs(made, "defines") == {"服务指云服务"}
    assert proofs(made, "uses_term") == {"服务"}
    assert proofs(made, "cites") == {"《电商法》"}
    assert proofs(made, "incorporates") == {"《规则》"}


def test_a_sentence_proves_only_its_own_edges(made: "nx.MultiDiGraph[str]") -> None:
    starts = {d["type"]: d["start"] for _, _, d in made.edges(data=True) if d["type"] in ("incorporates", "overrides")}
    assert starts["incorporates"] < TEXT.index("；") < starts["overrides"]


@pytest.mark.parametrize(
    ("question", "about", "expected"),
    [
        ("impact", "cl_3", ["cl_2", "cl_4", "cl_4__cl_1", "cl_5"]),
        ("impact", "3", ["cl_2", "cl_4", "cl_4__cl_1", "cl_5"]),
        ("impact", "cl_1", ["cl_2", "cl_3", "cl_4", "cl_4__cl_1", "cl_5"]),
        ("impact", "cl_4__cl_1", ["cl_2", "cl_3", "cl_5"]),
        ("impact", "cl_7", []),
        ("duties", "用户", ["n1", "n2"]),
        ("duties", "您", ["n1", "n2"]),
        ("duties", "甲云", []),
        ("without-deadline", "", ["n2"]),
        ("without-consequence", "", ["n2"]),
        ("dangling", "", ["cl_4__cl_1"]),
        ("orphans", "", ["party:第三方"]),
        ("used-before-defined", "", []),
        ("survives", "", ["cl_6", "cl_7"]),
        ("outside", "", ["external:规则"]),
        ("longest-chain", "", ["cl_5", "cl_2", "cl_3"]),
    ],
)
def test_questions(made: "nx.MultiDiGraph[str]", question: str, about: str, expected: list[str]) -> None:
    assert [a.nodes[0] for a in graph.answer(made, question, about)] == expected


def test_circles_name_their_clauses(made: "nx.MultiDiGraph[str]") -> None:
    assert [a.nodes for a in graph.answer(made, "cycles")] == [("cl_3", "cl_4")]


def test_the_most_central_clause_is_leant_on_most(made: "nx.MultiDiGraph[str]") -> None:
    found = graph.answer(made, "central")
    assert {found[0].nodes[0], found[1].nodes[0]} == {"cl_3", "cl_4"}
    assert sum(a.share or 0 for a in found) == pytest.approx(1, abs=0.01)
    plain = nx.DiGraph(edges(made, "refers_to") - {("cl_6", "external:规则")})
    size, ranks = len(plain), dict.fromkeys(plain, 1 / len(plain))
    for _ in range(200):
        loose = sum(ranks[n] for n in plain if not plain.out_degree(n))
        given_ = {n: sum(ranks[u] / plain.out_degree(u) for u in plain.pred[n]) for n in plain}
        ranks = {n: 0.15 / size + 0.85 * (loose / size + given_[n]) for n in plain}
    assert {a.nodes[0]: a.share for a in found} == {n: pytest.approx(rank, abs=1e-3) for n, rank in ranks.items()}


def test_a_term_used_before_its_definition_is_told() -> None:
    document, annotations, findings = hand_made()
    term = annotations.terms[0]
    early = Term(
        term.term, "cl_3", term.uses[0].start, term.uses[0].end, term.uses[0], (), (Span(term.start, term.end),)
    )
    title = Term("云", "cl_3", term.uses[0].start, term.uses[0].end, term.uses[0], (), (Span(0, 1),))
    found = build([(document, Annotations(terms=(early, title)), findings)])
    assert [a.nodes for a in graph.answer(found, "used-before-defined")] == [("term:服务",)]


@pytest.mark.parametrize(
    ("question", "about", "error"),
    [
        ("nonsense", "", LookupError),
        ("impact", "cl_99", LookupError),
        ("impact", "term:服务", LookupError),
        ("duties", "无此人", LookupError),
        ("impact", "", ValueError),
        ("duties", "", ValueError),
    ],
)
def test_what_cannot_be_answered_is_refused(
    made: "nx.MultiDiGraph[str]", question: str, about: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        graph.answer(made, question, about)


def test_answers_read_like_clauses(made: "nx.MultiDiGraph[str]") -> None:
    assert graph.answer(made, "impact", "cl_6")[0].labels == ("7. 第6条在终止后继续有效。",)
    assert graph.answer(made, "duties", "用户")[0].labels == ("2. 用户应于7日内按第3条付款",)
    value = contract.ask_output("impact", "3", graph.answer(made, "impact", "3"), "en")
    lines = answers.write(value).decode().splitlines()
    assert lines[0] == "Clauses that depend on 3: 4"
    assert lines[1].split(maxsplit=1) == ["cl_2", "2. 用户应于7日内按第3条付款。"]
    circle = answers.write(contract.ask_output("cycles", "", graph.answer(made, "cycles"), "zh")).decode()
    assert circle.count("\u2192") == 1


def test_every_question_is_worded_in_both_languages() -> None:
    for lang in ("zh", "en"):
        assert set(catalog(lang)["questions"]) == set(QUESTIONS)


# --- several documents -----------------------------------------------------------------------------------------------
FIRST = (
    "甲云服务协议\n\n1. 本协议由甲云科技有限公司（以下称“甲云”）与您订立。\n"
    "2. 《隐私政策》是本协议的一部分。依《中华人民共和国民法典》执行。\n3. 您应当付款。\n"
)
SECOND = (
    "隐私政策\n\n1. 甲云科技有限公司（以下称“甲云”）依《民法典》第一千零三十四条处理您的信息。\n2. 我们应当保密。\n"
)
THIRD = "丙店协议\n\n1. 我们有权停止服务。\n2. 您应当付款。\n"


def sources(*texts: str) -> list[pipeline.Analysis]:
    return [pipeline.analyse(pipeline.parse(readers.read(text.encode(), f"{i}.txt"))) for i, text in enumerate(texts)]


def test_documents_are_joined_on_laws_parties_and_one_another() -> None:
    value = pipeline.build_graph(*sources(FIRST, SECOND, THIRD))
    by_type = {
        kind: [n for n, d in value.nodes(data=True) if d["type"] == kind] for kind in ("document", "external", "party")
    }
    assert len(by_type["document"]) == 3
    assert by_type["external"] == ["external:民法典"]
    assert {u[0] for u, v in edges(value, "cites") if v == "external:民法典"} == {"1", "2"}
    assert ("1:cl_2", by_type["document"][1]) in edges(value, "refers_to")
    providers = [n for n in by_type["party"] if value.nodes[n]["role"] == "provider"]
    assert len(providers) == 2
    assert {u for u, v in edges(value, "bears") if v.startswith("2:")} == {providers[0]}
    assert {u for u, v in edges(value, "bears") if v.startswith("3:")} == {"3:party:我们", "party:您"}
    assert len({d["doc"] for *_, d in value.edges(data=True)}) == 3


def test_clauses_of_several_documents_keep_apart() -> None:
    value = pipeline.build_graph(*sources(FIRST, THIRD))
    assert {n for n, d in value.nodes(data=True) if d.get("eid") == "cl_1"} == {"1:cl_1", "2:cl_1"}
    roots = [n for n, d in value.nodes(data=True) if d["type"] == "document"]
    assert nx.has_path(value.to_undirected(), *roots)


@pytest.mark.parametrize(("text", "name"), table("graph")["matches"])
def test_one_law_has_one_name(text: str, name: str) -> None:
    assert names.outside(Reference("", 1, 0, 1, text, "law")) == name


@pytest.mark.parametrize(("text", "name"), table("graph")["rejects"])
def test_another_law_has_another_name(text: str, name: str) -> None:
    assert names.outside(Reference("", 1, 0, 1, text, "law")) != name


# --- the sample ------------------------------------------------------------------------------------------------------
def test_sample_has_every_kind(real: "nx.MultiDiGraph[str]", sample: Path) -> None:
    assert {d["type"] for *_, d in real.edges(data=True)} == EDGES
    assert {d["type"] for _, d in real.nodes(data=True)} == {
        "document", "clause", "party", "term", "norm", "deadline", "external"
    }  # fmt: skip
    size = len(sample.read_text(encoding="utf-8"))
    assert all(0 <= d["start"] < d["end"] <= size for *_, d in real.edges(data=True))


@pytest.mark.parametrize("question", [q for q in QUESTIONS if not QUESTIONS[q].needs])
def test_sample_answers(real: "nx.MultiDiGraph[str]", question: str) -> None:
    found = graph.answer(real, question)
    assert all(node in real for a in found for node in a.nodes)
    assert all(label.strip() for a in found for label in a.labels)
    assert bool(found) == (question != "cycles")


def test_sample_answers_about_something(real: "nx.MultiDiGraph[str]") -> None:
    assert "cl_11__cl_3" in {a.nodes[0] for a in graph.answer(real, "impact", "6")}
    assert len(graph.answer(real, "duties", "您")) > 20
    assert graph.answer(real, "duties", "用户") == graph.answer(real, "duties", "您")


# --- formats ---------------------------------------------------------------------------------------------------------
def pairs(value: "nx.MultiDiGraph[str]", key: str = "type") -> Counter[tuple[str, str, str]]:
    return Counter((u, v, d[key]) for u, v, d in value.edges(data=True))


def test_graphml_is_read_back(real: "nx.MultiDiGraph[str]") -> None:
    back = nx.read_graphml(io.BytesIO(graphml.write(real)), force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(real.nodes(data=True))
    assert pairs(back) == pairs(real)
    assert Counter(d["start"] for *_, d in back.edges(data=True)) == Counter(
        d["start"] for *_, d in real.edges(data=True)
    )


def test_gexf_is_read_back(real: "nx.MultiDiGraph[str]") -> None:
    back = nx.read_gexf(io.BytesIO(gexf.write(real)), version="1.3")
    assert set(back) == set(real)
    assert pairs(back) == pairs(real)
    assert back.nodes["cl_8"]["label"] == real.nodes["cl_8"]["label"]


def test_node_link_is_read_back(real: "nx.MultiDiGraph[str]") -> None:
    told = json.loads(pipeline.write_graph(real, "json"))
    assert told["schema"] == "legaltools/graph/1"
    back = nx.node_link_graph(told, edges="edges")
    assert pairs(back) == pairs(real)


def test_json_ld_means_the_same_edges(real: "nx.MultiDiGraph[str]") -> None:
    told = json.loads(jsonld.write(real))
    vocabulary = told["@context"]["@vocab"]
    assert set(told["@context"]) == {"@vocab"}
    triples = {
        (entry["@id"], vocabulary + key, target["@id"])
        for entry in told["@graph"]
        for key, value in entry.items()
        if isinstance(value, list)
        for target in value
    }
    found = {
        tuple(unquote(part.removeprefix("urn:legaltools:").removeprefix("vocabulary#")) for part in t) for t in triples
    }
    assert found == {(u, d["type"], v) for u, v, d in real.edges(data=True)}
    assert {unquote(entry["@id"]).removeprefix("urn:legaltools:") for entry in told["@graph"]} == set(real)


STRING = r'"(?:[^"\\\n]|\\.)*"'
DOT = re.compile(
    r"digraph legaltools \{\n(?:  [a-z]+(?: \[[^\]]+\]|=LR);\n)*"
    rf"(?:  {STRING}(?: -> {STRING})? \[label={STRING}(?:, shape=\w+)?\];\n)*\}}\n"
)
MERMAID = re.compile(
    r'flowchart LR\n(?:  n\d+(?:\[\[|\(\[|\(|>|\[/|\[)"[^"\n]*"(?:\]\]|\]\)|\)|\]|/\])\n'
    r"|  n\d+ -->\|\w+\| n\d+\n)*"
)


def test_dot_and_mermaid_are_well_formed(real: "nx.MultiDiGraph[str]") -> None:
    assert DOT.fullmatch(dot.write(real).decode())
    assert MERMAID.fullmatch(mermaid.write(real).decode())
    assert dot.write(real).count(b" -> ") >= real.number_of_edges()


@given(st.text(st.sampled_from('"\\<>&#;|[](){}`\n\r\t\x00\x1b\u202e]->"甲'), min_size=1, max_size=20))
def test_hostile_names_stay_names(words: str) -> None:
    document, _, findings = hand_made()
    evil = Annotations(
        parties=(Party(words, "provider", (words,)),),
        terms=(Term(words, "cl_1", 5, 7, Span(5, 9), (), (Span(9, 10),)),),
        references=(Reference("cl_2", 3, 15, 16, words, "document"),),
    )
    value = build([(document, evil, findings)])
    assert DOT.fullmatch(dot.write(value).decode())
    assert MERMAID.fullmatch(mermaid.write(value).decode())
    size = value.number_of_edges()
    assert nx.read_graphml(io.BytesIO(graphml.write(value)), force_multigraph=True).number_of_edges() == size
    assert nx.read_gexf(io.BytesIO(gexf.write(value)), version="1.3").number_of_edges() == size
    assert json.loads(jsonld.write(value))


def test_two_runs_give_the_same_bytes(sample: Path, real: "nx.MultiDiGraph[str]") -> None:
    again = pipeline.build_graph(sample)
    for writer in (graphml, gexf, dot, mermaid, jsonld):
        assert writer.write(again) == writer.write(real)


def test_command(sample: Path, tmp_path: Path) -> None:
    done = run("graph", sample, "ask", "impact", "6", "--lang", "zh")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("依赖「6」的条款：")
    told = json.loads(run("graph", sample, "ask", "survives", "--to", "json").stdout)
    assert (told["schema"], told["question"]) == ("legaltools/ask/1", "survives")
    assert run("graph", sample, "--impact", "cl_6", "--lang", "zh").stdout.count(b"  cl_11__cl_3  11.3. ") == 1
    assert run("graph", sample, "ask", "duties").returncode == 2
    (tmp_path / "other.txt").write_text(THIRD, encoding="utf-8")
    both = run("graph", sample, tmp_path / "other.txt", "--to", "graphml").stdout
    assert {"1:cl_1", "2:cl_1"} <= set(nx.read_graphml(io.BytesIO(both), force_multigraph=True))


@pytest.mark.shared
def test_real_documents_join(shared: Path) -> None:
    value = pipeline.build_graph(shared / "texts" / "tos_huibang.docx", shared / "texts" / "tos_zhuishu_gb18030.txt")
    laws = {v for _, v in edges(value, "cites")}
    assert "external:著作权法" in laws
    assert {u[0] for u, v in edges(value, "cites") if v == "external:著作权法"} == {"1", "2"}
    for question in QUESTIONS:
        if not QUESTIONS[question].needs:
            graph.answer(value, question)
