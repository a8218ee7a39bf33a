"""What reading one file may take. They stand apart, so that naming them loads no reader."""

from __future__ import annotations

from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most memory and time that reading one file may take; 0 for no limit.

    Both are far above what a file needs that somebody wrote: a table of ten megabytes takes a hundred of
    memory and five seconds.
    """

    megabytes: int = 4_000
    seconds: int = 600
