"""The versions of one text: a folder of files or a path in a git repository in, revisions oldest first out.

A repository is read through ``git log`` and ``git cat-file --batch``: nothing is checked out, nothing is written.
"""

import re
import subprocess
from pathlib import Path

from legaltools.model.history import Revision
from legaltools.model.source import ReadError

_DIGITS = re.compile(r"(\d+)")
MOST = 2000  # versions


def from_folder(folder: Path) -> list[Revision]:
    """Return the files of a folder in the natural order of their names (v2 before v10)."""
    if not folder.is_dir():
        raise ReadError("missing")
    paths = [p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")]
    paths.sort(key=lambda p: [int(part) if part.isdigit() else part for part in _DIGITS.split(p.name)])
    return [Revision(p.name, "", p.name, p.read_bytes()) for p in paths[:MOST]]


def from_git(repository: Path, path: str) -> list[Revision]:
    """Return the versions of ``path`` on the current branch, through renames; raises :class:`ReadError`."""
    log = _git(repository, "log", "--follow", "--format=%x01%h %cI", "--name-only", "-z", f"-n{MOST}", "--", path)
    commits = []
    for entry in log.decode("utf-8", "replace").split("\x01")[1:]:
        head, *names = [part for part in entry.replace("\n", "\0").split("\0") if part]
        if names:
            commits.append((*head.split(" ", 1), names[0]))
    if not commits:
        raise ReadError("missing")
    commits.reverse()
    asked = "".join(f"{commit}:{name}\n" for commit, _, name in commits)
    data = _git(repository, "cat-file", "--batch", stdin=asked.encode())
    revisions, at = [], 0
    for commit, date, name in commits:
        end = data.index(b"\n", at)
        fields = data[at:end].split(b" ")
        if fields[-1] == b"missing":  # the file was deleted in this commit
            at = end + 1
            continue
        size = int(fields[-1])
        revisions.append(Revision(commit, date, Path(name).name, data[end + 1 : end + 1 + size]))
        at = end + size + 2
    return revisions


def _git(repository: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(repository), *arguments], input=stdin, capture_output=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReadError("git", reason=str(error)) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReadError("git", reason=reason[-1] if reason else "")
    return done.stdout
