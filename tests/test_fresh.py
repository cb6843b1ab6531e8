"""Derived files are what ``python docs/generate.py`` makes of the code as it stands."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_derived_files_are_fresh(generate: ModuleType) -> None:
    stale = [n for n, content in generate.generated() if not (ROOT / n).is_file() or (ROOT / n).read_bytes() != content]
    assert not stale, f"run: python docs/generate.py ({', '.join(stale)})"


def test_the_gallery_holds_nothing_else(generate: ModuleType) -> None:
    made = {name for name, _ in generate.generated() if name.startswith("outputs/")}
    found = {p.relative_to(ROOT).as_posix() for p in (ROOT / "outputs").rglob("*") if p.is_file()}
    assert {name for name in found if not name.startswith("outputs/pictures/")} == made
