"""The shipped document as one that can be revised: its target figure changes, and it is indexed again."""

from __future__ import annotations

from pathlib import Path

from corpus.folder import library
from index.build import build

BEFORE, AFTER = "40業務", "45業務"
QUESTION = "RPAの目標は"


class Plan:
    """A copy of the shipped document in `folder`, with its index."""

    def __init__(self, folder: Path) -> None:
        (self.path,) = library.shipped()
        self.folder = folder
        folder.mkdir(parents=True)
        self.index = folder / "index.sqlite"
        self.revise(BEFORE)

    def revise(self, figure: str) -> None:
        """Writes the document with this target and builds the index anew."""
        for source in (self.path, self.path.with_suffix(".toml")):
            text = source.read_text(encoding="utf-8")
            (self.folder / source.name).write_text(text.replace(BEFORE, figure), encoding="utf-8")
        build.build([library.read_document(self.folder / self.path.name)], self.index)
