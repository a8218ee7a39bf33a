"""What `keikaku documents` and `keikaku check` say of files that have parted from the index."""

from __future__ import annotations

from assistant.cli.output import named, tell
from assistant.settings import Settings
from assistant.sources import differences
from index.store import Index


def tell_differences(settings: Settings, index: Index) -> None:
    """Writes a line to standard error for each file that has parted from the index, with the next step."""
    for one in differences(settings, index):
        tell(f"documents.{one.kind}", file=named(one.path), id=one.document)
