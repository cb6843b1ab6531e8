"""Derived files are what ``python docs/generate.py`` makes of the code as it stands."""

import importlib.util
from pathlib import Path

import pytest

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
