"""Regular expressions that are compiled when they are first used.

Most modules have a few, and many hold alternatives from long word lists. Compiling all of them takes a tenth
of a second, and a look-up from the command line uses half: so `expression` takes the place of `re.compile` at
the top of modules. Functions compile what they need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
DIGITS = "0123456789"

_NO_MATCHES: Iterator[re.Match[str]] = iter(())


def expression(source: str, flags: int = 0, *, needs: str = "") -> re.Pattern[str]:
    """The compiled expression to all that use its methods; re.error comes with the first use.

    Of the characters `needs` each match, with what is looked for around it, must have one: a text without any
    is not searched, and the expression not even compiled for it.

    >>> expression("[0-9]+").findall("2か所と30件"), expression("「(.+?)」", needs="「").search("RPAの目標")
    (['2', '30'], None)
    """
    made = Needing(source, flags, frozenset(needs)) if needs else Expression(source, flags)
    return cast("re.Pattern[str]", made)


class Expression:
    """An expression that takes the methods of the compiled one as its own when any of these is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called only for what is not there yet."""
        compiled = self.compiled
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """What `re.compile` makes of it."""
        return re.compile(self.pattern, self._flags)


class Needing(Expression):
    """An expression for texts that have one of some characters: any other has no match."""

    def __init__(self, source: str, flags: int, needs: frozenset[str]) -> None:
        super().__init__(source, flags)
        self.needs = needs

    def search(self, text: str, *places: int) -> re.Match[str] | None:
        return None if self.needs.isdisjoint(text) else self.compiled.search(text, *places)

    def match(self, text: str, *places: int) -> re.Match[str] | None:
        return None if self.needs.isdisjoint(text) else self.compiled.match(text, *places)

    def fullmatch(self, text: str, *places: int) -> re.Match[str] | None:
        return None if self.needs.isdisjoint(text) else self.compiled.fullmatch(text, *places)

    def finditer(self, text: str, *places: int) -> Iterator[re.Match[str]]:
        return _NO_MATCHES if self.needs.isdisjoint(text) else self.compiled.finditer(text, *places)
