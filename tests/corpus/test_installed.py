"""Versions of packages that are found without importing what reads their metadata."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from corpus.folder.installed import version_of


@pytest.mark.parametrize("package", ["sudachipy", "sudachidict-core", "python-docx", "lxml"])
def test_the_version_is_what_the_metadata_says(package: str) -> None:
    """The folder's name holds the version that the metadata in it holds."""
    assert version_of(package) == version(package)


def test_a_name_that_begins_alike_is_another_package(tmp_path: Path) -> None:
    """A package is found under its whole name, whatever its letters and dashes, in the first folder."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, name in ((first, "Some_Words_More-9"), (first, "some_words-1.2"), (second, "some_words-3")):
        (folder / f"{name}.dist-info").mkdir(parents=True)
    folders = [str(tmp_path / "none"), str(first), str(second)]
    assert version_of("Some-Words", folders) == "1.2"
    assert version_of("some.words", folders[2:]) == "3"


def test_a_package_that_lies_nowhere_is_looked_for_in_the_metadata() -> None:
    """What was installed in another way is still found; what is not installed has no version."""
    assert version_of("sudachipy", []) == version("sudachipy")
    assert version_of("no-such-package", []) is None


def test_a_known_package_costs_no_import() -> None:
    """The module that reads metadata stays unloaded."""
    program = (
        "import sys\n"
        "from corpus.folder.installed import version_of\n"
        "assert version_of('sudachipy')\n"
        "print('importlib.metadata' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
