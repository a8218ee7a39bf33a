"""Japanese words in Latin letters, as people who write English type them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.language.romaji import by_romaji
from index.store import Index
from tests.assistant.prose import review_document
from tests.assistant.talks import opened


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A made-up review of projects, indexed."""
    with opened(tmp_path_factory.mktemp("romaji"), review_document()) as index:
        yield index


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
def test_a_noun_is_found_by_its_letters(review: Index, typed: str, terms: tuple[str, ...]) -> None:
    """Nouns of three kana and more are known by their reading; a short one may be a word of English."""
    assert by_romaji(review, typed) == terms
