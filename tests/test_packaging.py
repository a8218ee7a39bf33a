"""The lock and the pages about dependencies: complete, exact, and naming no package index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("run", "semantic", "dev", "lock")
PIN = re.compile(r"(?P<name>[a-z0-9.-]+)==[\w.+!-]+( ; .+)?( --hash=sha256:[0-9a-f]{64})+")
RUN = PROJECT["project"]["dependencies"]
SEMANTIC = PROJECT["project"]["optional-dependencies"]["semantic"]
MCP = PROJECT["project"]["optional-dependencies"]["mcp"]
GROUPS = PROJECT["dependency-groups"]


def name_of(requirement: str) -> str:
    """The package's name as indexes spell it: `Foo_Bar>=1` is `foo-bar`."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement)[0]).lower()


def pins(lock: str) -> list[str]:
    """The pins of a lock, each on one line."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return [re.sub(r"\s+", " ", line) for line in text.replace("\\\n", " ").splitlines()]


def names(lock: str) -> set[str]:
    return {line.split("==")[0] for line in pins(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_an_exact_version_with_hashes(lock: str) -> None:
    """A lock holds nothing else: no option, no address, no range."""
    assert [line for line in pins(lock) if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run", [*RUN, *GROUPS["build"]]),
        ("semantic", [*RUN, *GROUPS["build"], *SEMANTIC]),
        ("dev", [*RUN, *GROUPS["build"], *SEMANTIC, *GROUPS["dev"]]),
        ("lock", GROUPS["lock"]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    """Every direct requirement is pinned: a change of pyproject.toml without `make lock` fails here."""
    assert {name_of(one) for one in wanted} - names(lock) == set()


def test_the_locks_agree() -> None:
    """What the tests run on is what is served: each lock holds all pins of the one before."""
    assert set(pins("run")) <= set(pins("semantic")) <= set(pins("dev"))


def test_what_builds_the_package_is_in_the_lock() -> None:
    """The build requirement stands in both places with one range."""
    assert GROUPS["build"] == PROJECT["build-system"]["requires"]


def test_every_dependency_has_its_reason() -> None:
    """CONTRIBUTING says of every direct dependency why it is there."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    direct = {
        name_of(one) for one in [*RUN, *SEMANTIC, *MCP, *GROUPS["build"], *GROUPS["dev"], *GROUPS["lock"]]
    }
    assert explained == direct


def test_no_page_names_a_package_index() -> None:
    """No file of the set-up ties an installation to one package index."""
    files = [ROOT / "Makefile", ROOT / ".ci" / "run", ROOT / "pyproject.toml"]
    files += [*ROOT.glob("*.md"), *(ROOT / "requirements").iterdir(), *(ROOT / "docs").glob("**/*.md")]
    index = re.compile(r"--(extra-)?index-url|--find-links|simple/|\bpypi\.\w+", re.IGNORECASE)
    assert [file.name for file in files if index.search(file.read_text(encoding="utf-8"))] == []


def test_every_data_file_is_packaged() -> None:
    """Whatever is no Python in a package is named by the package's patterns, wherever it lies."""
    data = PROJECT["tool"]["setuptools"]["package-data"]
    packaged = {
        path for package, patterns in data.items() for one in patterns for path in (ROOT / package).glob(one)
    }
    there = {path for package in data for path in (ROOT / package).rglob("*") if path.is_file()}
    left = {path for path in there - packaged if path.suffix != ".py" and path.parent.name != "__pycache__"}
    assert left == set()
