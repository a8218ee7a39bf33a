"""A short name for what an answer says, to tell whether it has changed since it was copied somewhere.

Two answers have one digest when they state the same: status, text, table, and the quoted cells. Where a row
stands in its file, notes and suggestions do not count: a line added above a row makes no answer stale.
"""

from __future__ import annotations

import json
from hashlib import sha256

from assistant.model.answer import Answer

LENGTH = 16
"""Hexadecimal digits of a digest: 64 bits, ample to tell the versions of one answer apart."""


def digest(answer: Answer) -> str:
    """The first 16 hexadecimal digits of the SHA-256 over what the answer says."""
    table = answer.table
    said = [
        answer.status.value,
        answer.answer,
        [table.columns, table.rows] if table else None,
        [[cited.document, cited.row, cited.field, cited.quote] for cited in answer.citations],
    ]
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()[:LENGTH]
