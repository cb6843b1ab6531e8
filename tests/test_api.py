"""The Python interface: the verbs of the package, whatever was imported before."""

import subprocess
import sys
from pathlib import Path

import pytest

import legaltools


@pytest.mark.parametrize("verb", legaltools.__all__)
def test_a_verb_is_a_function_also_after_its_room_was_imported(verb: str) -> None:
    import legaltools.compare.align
    import legaltools.extract
    import legaltools.report.catalog
    import legaltools.review.rules

    assert callable(getattr(legaltools, verb))


def test_importing_the_package_loads_nothing_else(root: Path) -> None:
    code = "import sys, legaltools; print([m for m in sys.modules if m.startswith('legaltools.')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        legaltools.nothing  # noqa: B018
