"""Regular expressions that are compiled when they are first used.

Most modules have a few, and many hold alternatives from long word lists. Compiling all of them takes a tenth
of a second, and a look-up from the command line uses half: so `expression` takes the place of `re.compile` at
the top of modules. Functions compile what they need.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled expression to all that use its methods; re.error comes with the first use.

    >>> expression("[0-9]+").findall("2か所と30件")
    ['2', '30']
    """
    return cast("re.Pattern[str]", Expression(source, flags))


class Expression:
    """An expression that takes the methods of the compiled one as its own when any of these is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Called only for what is not there yet."""
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
