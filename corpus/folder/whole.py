"""A file that is written whole or stays as it was, whatever ends the process or fills the disk."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from corpus.folder.step import sync


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the file, and moves that over it, with the rights that the old one has.

    A link stays a link. What a killed process left beside it is written over by the next. OSError when it
    can't be written; then nothing is left.
    """
    target = path.resolve()
    # Of one length for all names, since a name that is nearly too long has no room for more.
    draft = target.with_name(f".keikaku-{hashlib.sha256(target.name.encode()).hexdigest()[:16]}")
    try:
        draft.write_bytes(content)
        if target.exists():
            shutil.copymode(target, draft)
        sync(draft)
        draft.replace(target)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
