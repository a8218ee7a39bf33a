"""Which stretch of a question may be a name of the index at all, or a part of one.

A question of 500 characters has more than a hundred thousand stretches. Each piece of a name is a piece of
some name: a stretch with a piece that no name has is none, and neither is anything longer around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.frozen import dataclass
from index.find.row_names import longest_name, pieces_of_names
from index.store import Index

# Three characters are in most names of a large index; longer pieces take more room and tell little more.
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class NamePieces:
    """All pieces of four characters of the names of an index, and the length of the longest name."""

    pieces: frozenset[str]
    longest: int

    def may_hold(self, text: str, tried: int = 0) -> bool:
        """Whether a folded text may be part of a name; its first `tried` characters are known to be so.

        >>> pieces = name_pieces(["オープンデータの推進"])
        >>> [pieces.may_hold(text) for text in ("データ", "データの推進", "データ推進", "データの推進課")]
        [True, True, False, False]
        """
        if len(text) > self.longest:
            return False
        return all(
            text[end - _LENGTH : end] in self.pieces for end in range(max(_LENGTH, tried + 1), len(text) + 1)
        )


def with_names_of_rows(index: Index, pieces: NamePieces, texts: Iterable[str]) -> NamePieces:
    """The pieces, with those of the names of rows that stand in some texts: of all texts that come up."""
    found = pieces_of_names(index, texts)
    return replace(pieces, pieces=pieces.pieces | found, longest=max(pieces.longest, longest_name(index)))


def name_pieces(names: Iterable[str]) -> NamePieces:
    """The pieces of names that are given folded without white space."""
    distinct = set(names)
    pieces = frozenset(
        name[start : start + _LENGTH] for name in distinct for start in range(len(name) - _LENGTH + 1)
    )
    return NamePieces(pieces, max(map(len, distinct), default=0))
