"""The README: its commands exist, its Python runs, its test command is the one CI runs, its links lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("code", blocks("python"))
def test_its_python_runs(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})


def test_its_commands_exist() -> None:
    from legaltools.cli.wording import COMMANDS

    called = {name for block in blocks("bash") for name in re.findall(r"legaltools (\w[\w-]*)", block)}
    named = set(re.findall(r"^\| `([a-z-]+)` \|", README, re.MULTILINE))
    assert called <= set(COMMANDS)
    assert named | {"completion"} >= set(COMMANDS)


def test_ci_runs_its_test_command() -> None:
    after = README.split("<!-- test command -->\n")[1]
    command = re.match(r"```bash\n(.*)\n```", after)
    assert command is not None
    assert "pip install" in command[1]
    assert command[1].endswith("-m pytest")
    assert "<!-- test command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_its_links_lead_somewhere(target: str) -> None:
    assert target.startswith("https://") or (ROOT / target).exists()
