"""Takes one stream out of a compound file, the container of Office files before 2007.

The layout is that of [MS-CFB]: sectors chained by a table, a directory of streams, and one stream of small
pieces for those below a cutoff. Chains that run in circles end after as many sectors as the file can have.
"""

from __future__ import annotations

import struct

_END_OF_CHAIN = 0xFFFFFFFA
_SECTOR_SIZES = {9: 512, 12: 4096}


def stream_of(content: bytes, *names: str) -> bytes:
    """The first stream that has one of the names; empty without one or where the file is damaged."""
    try:
        return _Container(content).stream(*names)
    except (struct.error, IndexError, KeyError):
        return b""


class _Container:
    """A compound file: sectors that are chained into streams by allocation tables."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = _SECTOR_SIZES[struct.unpack_from("<H", content, 30)[0]]
        (first_directory,) = struct.unpack_from("<I", content, 48)
        self._least, first_mini, _, first_table, tables = struct.unpack_from("<5I", content, 56)
        blocks = list(struct.unpack_from("<109I", content, 76))
        for _ in range(min(tables, len(content) // self._size)):
            more = self._numbers(self._sector(first_table))
            blocks += more[:-1]
            first_table = more[-1]
        self._table = [
            n for block in blocks if block < _END_OF_CHAIN for n in self._numbers(self._sector(block))
        ]
        self._directory = self._chain(first_directory)
        self._mini_table = self._numbers(self._chain(first_mini))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    @staticmethod
    def _numbers(data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _chain(self, number: int) -> bytes:
        parts: list[bytes] = []
        while number < len(self._table) and len(parts) <= len(self._table):
            parts.append(self._sector(number))
            number = self._table[number]
        return b"".join(parts)

    def stream(self, *names: str) -> bytes:
        """The content of the first entry of the directory that has one of the names; empty without one."""
        entries: dict[str, tuple[int, int]] = {}
        for start in range(0, len(self._directory) - 127, 128):
            entry = self._directory[start : start + 128]
            length = min(struct.unpack_from("<H", entry, 64)[0], 64)
            name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
            entries.setdefault(name, struct.unpack_from("<II", entry, 116))
        for name in names:
            if name in entries:
                first, size = entries[name]
                if size >= self._least:
                    return self._chain(first)[:size]
                return self._mini_stream(entries["Root Entry"][0], first)[:size]
        return b""

    def _mini_stream(self, root: int, number: int) -> bytes:
        store = self._chain(root)
        parts: list[bytes] = []
        while number < len(self._mini_table) and len(parts) <= len(self._mini_table):
            parts.append(store[number * 64 : number * 64 + 64])
            number = self._mini_table[number]
        return b"".join(parts)
