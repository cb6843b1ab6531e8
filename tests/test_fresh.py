"""Derived files are what ``python docs/generate.py`` makes of the code as it stands."""

import importlib.util
from pathlib import Path

import pytest

from legaltools.lexicon import TWINS, load, twins
from legaltools.review import prefilter

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """What the generator makes: names below the project's folder and their content."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.generated())


def test_derived_files_are_fresh(made: dict[str, bytes]) -> None:
    stale = [n for n, content in made.items() if not (ROOT / n).is_file() or (ROOT / n).read_bytes() != content]
    assert not stale, f"run: python docs/generate.py ({', '.join(stale)})"


def test_the_gallery_holds_nothing_else(made: dict[str, bytes]) -> None:
    found = {p.relative_to(ROOT).as_posix() for p in (ROOT / "outputs").rglob("*") if p.is_file()}
    assert {name for name in found if not name.startswith("outputs/pictures/")} == {
        n for n in made if n.startswith("outputs/")
    }


def test_a_table_is_read_from_its_twin_until_it_is_changed(tmp_path: Path) -> None:
    table = tmp_path / "words.toml"
    table.write_bytes('free = ["不承担"]'.encode())
    (tmp_path / TWINS).write_bytes(twins(tmp_path).replace("不承担".encode(), "不负责".encode()))
    assert load(table) == {"free": ["不负责"]}
    table.write_bytes('free = ["概不承担"]'.encode())
    assert load(table) == {"free": ["概不承担"]}


def test_a_table_needs_no_twin(tmp_path: Path) -> None:
    table = tmp_path / "words.toml"
    table.write_bytes(b"most = 3")
    assert load(table) == {"most": 3}


def test_a_pattern_that_is_not_in_the_table_is_read() -> None:
    source = "(?:赔偿|补偿).{0,9}不(?:得)?超过[^。]{0,3}壹圆"
    assert source not in prefilter.known()
    assert prefilter.required(source) == prefilter.read(source) != ()
