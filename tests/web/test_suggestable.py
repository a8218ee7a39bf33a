"""Names of an index of very many rows are looked up as they are typed, and not held."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.text.folding import compact
from index.find.row_names import count_names
from index.language.kana import reading_key
from index.records import NameKind
from index.store import Index
from web.api import suggestable as module
from web.api.suggestable import LookedUp, suggestable

TYPED = [
    ("RPA導入", {"RPA導入業務数"}),
    ("じんじか", {"人事課"}),
    ("9-3", {"AI・RPAの利用促進"}),
    ("めいわく", set()),
]


@pytest.mark.parametrize(("typed", "expected"), TYPED)
def test_names_are_found_by_their_beginning(
    index_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, expected: set[str]
) -> None:
    """By what is written, by how it sounds, and rows by their numbers."""
    written, sound = compact(typed), reading_key(compact(typed))
    monkeypatch.setattr("index.store.NAMED_ROWS", 0)
    monkeypatch.setattr(module, "NAMED_ROWS", 0)
    with Index.open(index_path) as index:
        known = suggestable(index)
        assert isinstance(known, LookedUp)
        assert index.names((NameKind.ROW, NameKind.KPI)) == ()
        assert count_names(index, NameKind.KPI, index.documents()[0].id) == 24
        assert {name.text for name in known.matching(written, sound, 5)} == expected
