"""Where the real documents are, and the marker for tests that need them."""

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
def sample() -> Path:
    """The sample: Alibaba Cloud's ECS terms."""
    return ROOT / "corpus" / "aliyun-ecs-terms.txt"
