"""The JSON of every command is what ``docs/schemas`` promises, for every format a document may come in."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from contract import TEXT
from docx_files import package, para, run
from pdf_maker import column, pdf

from legaltools import pipeline
from legaltools.pipeline import Analysis

SCHEMAS = Path(__file__).parent.parent / "docs" / "schemas"
LINES = [line for line in TEXT.split("\n") if line]
CHANGED = TEXT.replace("7日内", "5日内").replace("提前30日公告后", "随时")
FILES = {
    "drive.txt": TEXT.encode("gb18030"),
    "drive.md": "\n\n".join(f"# {line}" if n == 0 else line for n, line in enumerate(LINES)).encode(),
    "drive.html": ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>").encode(),
    "drive.docx": package("".join(para(run(line)) for line in LINES)),
    "drive.pdf": pdf([column(LINES)]),
}


def check(name: str, data: bytes) -> dict[str, Any]:
    """Hold JSON against the schema of a command; a key the schema does not name is an error too."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    for type_ in schema["$defs"].values():
        if "properties" in type_:
            type_["additionalProperties"] = False
    jsonschema.Draft202012Validator.check_schema(schema)
    value: dict[str, Any] = json.loads(data)
    jsonschema.validate(value, schema)
    assert value["schema"] == f"legaltools/{name}/1"
    return value


@pytest.fixture(scope="module", params=["sample", *FILES])
def whole(request: pytest.FixtureRequest, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    if request.param == "sample":
        return pipeline.analyse(sample)
    path = tmp_path_factory.mktemp("files") / request.param
    path.write_bytes(FILES[request.param])
    return pipeline.analyse(path)


def test_one_document(whole: Analysis) -> None:
    document, found = whole.document, whole.annotations
    text = check("parse", pipeline.write_tree(document, "json", "en", renumber=True))["text"]
    extracted = check("extract", pipeline.write_annotations(document, found, "json", "zh"))
    assert all(d["text"] == text[d["start"] : d["end"]] for d in extracted["deadlines"])
    reviewed = check("review", pipeline.write_review(whole, "json", "zh"))
    assert reviewed["findings"]
    assert all(f["quote"] == text[f["start"] : f["end"]] for f in reviewed["findings"])
    register = pipeline.deadlines(whole, ["下单=2026-03-02"])
    assert check("deadlines", pipeline.write_register(document, register, "json"))["deadlines"]
    graph = pipeline.build_graph(whole)
    check("graph", pipeline.write_graph(graph, "json"))
    for question in ("central", "without-deadline", "dangling"):
        check("ask", pipeline.write_answers(pipeline.ask(graph, question), question, "", "json", "en"))


def test_two_documents(whole: Analysis, tmp_path: Path) -> None:
    (tmp_path / "v2.txt").write_text(CHANGED, encoding="utf-8")
    later = pipeline.analyse(tmp_path / "v2.txt")
    compared = pipeline.compare(whole, later)
    told = check("diff", pipeline.write_comparison(whole.document, later.document, compared, "json", "en"))
    assert told["changes"]
    check("compare-providers", pipeline.write_providers(whole, later, "json", "en"))


def test_a_series_rules_and_scores(tmp_path: Path, root: Path) -> None:
    (tmp_path / "v1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "v2.txt").write_text(CHANGED, encoding="utf-8")
    series = pipeline.history(tmp_path)
    check("history", pipeline.write_history(series, "json", "en", blame=False, clause=None))
    check("history", pipeline.write_history(series, "json", "en", blame=False, clause="2.1"))
    check("rules", pipeline.write_rules("json", "en"))
    check("rules", pipeline.write_rules("json", "zh", "LIM002"))
    scores = pipeline.score(root / "corpus" / "gold", [root / "corpus"])
    assert check("score", pipeline.write_scores(scores, "json"))["total"]


def test_there_is_a_schema_for_every_output_and_no_other() -> None:
    from legaltools.model.contract import OUTPUTS

    assert {path.name for path in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in OUTPUTS}
