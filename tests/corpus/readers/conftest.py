"""One short form in which the tests of the readers state what comes out of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from corpus.source import Block, Grid, Source, Text
from corpus.unreadable import UnreadableFile


class Look:
    """Looks at what a reader made of a file."""

    @staticmethod
    def texts(grid: Block) -> list[list[str]]:
        """The text of every cell of a grid, row by row."""
        assert isinstance(grid, Grid)
        return [[cell.text for cell in row] for row in grid.rows]

    @staticmethod
    def places(grid: Block) -> list[list[str]]:
        """The Japanese label of every cell's place, row by row."""
        assert isinstance(grid, Grid)
        return [[cell.locator.label() for cell in row] for row in grid.rows]

    @staticmethod
    def filled(grid: Block) -> list[str]:
        """One string a row: `+` for a cell carried in from a neighbour, `.` for any other."""
        assert isinstance(grid, Grid)
        return ["".join("+" if cell.filled else "." for cell in row) for row in grid.rows]

    @staticmethod
    def grids(source: Source) -> list[Grid]:
        """The tables of a file, in order."""
        return [block for block in source.blocks if isinstance(block, Grid)]

    @staticmethod
    def prose(blocks: Iterable[Block]) -> list[tuple[str, int, str]]:
        """Text, level and Japanese place label of everything outside tables."""
        return [(b.text, b.level, b.locator.label()) for b in blocks if isinstance(b, Text)]

    @staticmethod
    def refusal(read: Callable[[Path], Source], path: Path) -> str:
        """The message with which a reader refuses the file."""
        with pytest.raises(UnreadableFile) as caught:
            read(path)
        return caught.value.message

    @staticmethod
    def sound(read: Callable[[Path], Source], path: Path) -> bool:
        """Whether the file is refused with a sentence, or gives grids whose rows are equally long."""
        try:
            source = read(path)
        except UnreadableFile as error:
            return error.message.endswith(".")
        return all(len({len(row) for row in grid.rows}) == 1 for grid in Look.grids(source))


@pytest.fixture(scope="session")
def look() -> type[Look]:
    """The ways to look at what a reader made."""
    return Look
