"""What can go wrong with the folder of added documents.

They stand apart from `corpus.folder.shelf`, so that a command that only names them loads no reader.
"""

from __future__ import annotations

from pathlib import Path

from corpus.unreadable import spoken


class ShelfProblem(Exception):
    """The folder of added documents can't be changed as asked; nothing in it was."""


class TakenId(ShelfProblem):
    """There is a document with this id already, made from `file`."""

    def __init__(self, id: str, file: str) -> None:
        super().__init__(f"There is already a document with the id {id} ({file}).")
        self.id = id
        self.file = file


class NotShelved(ShelfProblem):
    """No added document has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"No added document has the id {id}.")
        self.id = id


class ShelfFailed(ShelfProblem):
    """The folder can't be written; `reason` is the system's."""

    def __init__(self, folder: Path, reason: str) -> None:
        said = spoken(reason, "en")
        super().__init__(f"The folder {folder} can't be written ({said}); nothing was changed.")
        self.folder = folder
        self.reason = reason
