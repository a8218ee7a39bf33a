"""The sessions that README shows: found, run for real, compared, and on request written anew.

A session is a block fenced as `console`. Every line in it that begins with `$ keikaku` is a command, and the
lines below it, up to the next `$` or the end of the block, are what it prints. A line that is `...` alone
stands for any number of lines.

    python -m tests.sessions     # puts what is printed now in the place of what is no longer printed

Read the difference before you keep it: README is where an answer that got worse is seen first.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Session:
    """One command as typed after `$`, and the output the page gives it, without blank lines around."""

    command: str
    output: str


def sessions(page: str) -> list[Session]:
    """The sessions of a Markdown page, in order."""
    found = []
    for language, body in FENCE.findall(page):
        if language == "console":
            for turn in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = turn.partition("\n")
                found.append(Session(command, output.strip("\n")))
    return found


def run(command: str, index: Path) -> str:
    """What a `keikaku` command prints over an index, in an English terminal 80 columns wide.

    Raises subprocess.CalledProcessError, its output within, when the command fails; that nothing was found,
    which is an answer, is no failure.
    """
    program, *arguments = shlex.split(command)
    assert program == "keikaku", command
    environment = {**os.environ, "KEIKAKU_INDEX": str(index), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    ran = subprocess.run(
        [Path(sys.executable).with_name("keikaku"), *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env=environment,
    )
    if ran.returncode and not (ran.returncode == 1 and ran.stdout and not ran.stderr):
        ran.check_returncode()
    return "".join(line.rstrip() + "\n" for line in ran.stdout.splitlines()).strip("\n")


def agrees(expected: str, printed: str) -> bool:
    """Whether the output is the one expected, where `...` alone on a line stands for any lines."""
    lines = [re.escape(line) + r"\n" for line in expected.splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == r"\.\.\.\n" else line for line in lines)
    return re.fullmatch(pattern, printed + "\n") is not None


def renewed(page: str, index: Path) -> str:
    """The page with the output of every session as it is printed now."""
    for session in sessions(page):
        printed = run(session.command, index)
        if not agrees(session.output, printed):
            old, new = (
                f"$ {session.command}\n{output}".rstrip() + "\n" for output in (session.output, printed)
            )
            page = page.replace(old, new)
    return page


def main() -> None:
    """Writes README anew where a session prints something else."""
    from corpus.folder import library
    from index.build import build

    readme = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.sqlite"
        build.build(library.shipped(), index)
        readme.write_text(renewed(readme.read_text(encoding="utf-8"), index), encoding="utf-8")


if __name__ == "__main__":
    main()
