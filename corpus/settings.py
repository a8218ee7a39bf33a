"""What is known of a document beside it, which goes before what is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What is known of a document and not said in it; empty parts are read from the file as far as it goes.

    `roles` gives the role of a header that the vocabulary lacks or takes for something else.
    """

    id: str = ""
    title: str = ""
    publisher: str = ""
    place: str = ""
    fiscal_year: int | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
