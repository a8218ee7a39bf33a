"""Japanese words in Latin letters, as people who write English type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build.build import build
from index.language.romaji import by_romaji
from index.store import Index
from tests.assistant.prose import review_document


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up review of projects, indexed."""
    path = tmp_path_factory.mktemp("romaji") / "review.sqlite"
    build([review_document()], path)
    return path


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("kyoshitsu", ("教室",)),
        ("Kyōshitsu", ("教室",)),
        ("junkai", ("巡回",)),
        ("yagi", ()),
        ("kai", ()),
    ],
)
def test_a_noun_is_found_by_its_letters(review: Path, typed: str, terms: tuple[str, ...]) -> None:
    """Nouns of three kana and more are known by their reading; a short one may be a word of English."""
    with Index.open(review) as index:
        assert by_romaji(index, typed) == terms
