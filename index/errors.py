"""What can go wrong with an index, each with the next step for the person who reads it.

These rise from the library as they are; the command line and the web turn them into their one error shape.
"""

from __future__ import annotations

from pathlib import Path

REBUILD = "keikaku index"


class IndexProblem(Exception):
    """The ground of all errors here: `message` says what is wrong, `next_step` what to do about it."""

    def __init__(self, message: str, next_step: str) -> None:
        super().__init__(f"{message} {next_step}")
        self.message = message
        self.next_step = next_step


class IndexMissing(IndexProblem):
    """There is no index file at the place looked at."""

    def __init__(self, path: object) -> None:
        super().__init__(f"There is no index at {path}.", f"Build it: {REBUILD}")


class IndexStale(IndexProblem):
    """The file is an index of Keikaku, made by another version or with other settings."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"The index at {path} is out of date ({why}).", f"Rebuild it: {REBUILD}")


class IndexForeign(IndexProblem):
    """The file is damaged, or is something else than an index of Keikaku."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path} is not a usable index ({why}).", f"Rebuild it: {REBUILD}")


class IndexDamaged(IndexForeign):
    """The file is an index of Keikaku whose bytes are not those that were written."""

    def __init__(self, path: object) -> None:
        super().__init__(path, "it is damaged: its bytes are not those that were written")


class BuildFailed(IndexProblem):
    """The index could not be written; the old one, if any, is as it was."""


class DuplicateDocument(BuildFailed):
    """Two documents of one build have the same id."""

    def __init__(self, document: str, files: tuple[str, str]) -> None:
        super().__init__(
            f"Two documents have the id {document}: {files[0]} and {files[1]}.",
            "Give one of them another id in the small file beside it, or take one away; "
            f"then rebuild: {REBUILD}",
        )


def build_failed(target: Path, error: Exception) -> BuildFailed:
    """An error of the disk or of SQLite in writing the index `target`, in words, with the step that helps."""
    folder = target.parent
    reason = str(error).lower()
    if isinstance(error, PermissionError) or "readonly" in reason or "unable to open" in reason:
        return BuildFailed(
            f"The index can't be written: no permission in {folder}.",
            f"Allow writing there or choose another place for the index, then: {REBUILD}",
        )
    if "full" in reason or "no space" in reason:
        return BuildFailed(
            f"The index can't be written: the disk of {folder} is full.", f"Make room, then: {REBUILD}"
        )
    return BuildFailed(f"The index can't be written to {target}: {error}.", f"Then try again: {REBUILD}")
