"""Where the real documents are, and the marker for tests that need them."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # how long an example takes depends on the machine
settings.load_profile("house")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="needs the folder ../shared with real documents, which is not part of the project")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project."""
    return SHARED


@pytest.fixture(scope="session")
def real(shared: Path) -> Callable[[str], list[Path]]:
    """What finds the real documents of a pattern; none is an error, so that no test passes over nothing."""

    def find(pattern: str) -> list[Path]:
        found = sorted(path for path in shared.glob(pattern) if path.is_file() and path.suffix != ".tsv")
        assert found, pattern
        return found

    return find


@pytest.fixture(scope="session")
def versions(shared: Path) -> Callable[[str], list[tuple[Path, Path]]]:
    """What finds the consecutive versions of the series whose names match a pattern."""

    def find(pattern: str) -> list[tuple[Path, Path]]:
        series = [
            sorted(s.glob("v*"), key=lambda p: int(p.stem[1:])) for s in sorted((shared / "versions").glob(pattern))
        ]
        assert series, pattern
        return [pair for files in series for pair in pairwise(files)]

    return find


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample: Alibaba Cloud's ECS terms."""
    return ROOT / "corpus" / "aliyun-ecs-terms.txt"
