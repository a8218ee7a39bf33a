"""Frozen dataclasses that are quick to define.

For each class the decorator of the standard library writes six functions and compiles them, which takes two
thirds of a millisecond, and a look-up from the command line needs more than a hundred such classes. Here
`__init__` alone is written; what compares, hashes and prints a value, and what refuses to change it, is the
same for all. Otherwise they are dataclasses: `fields`, `replace`, `asdict` and `match` take them as such.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(**options):
        """The decorator of the standard library, but quicker where the options are `frozen` and `slots`."""
        return _frozen if options == {"frozen": True, "slots": True} else dataclasses.dataclass(**options)


class _Value:
    """The methods of all frozen values, and where one has the values of its fields from."""

    __values__: Callable[[Any], tuple[Any, ...]]
    __match_args__: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        if self.__class__ is not other.__class__:
            return NotImplemented
        values = self.__values__
        return values(self) == values(other)

    def __hash__(self) -> int:
        return hash(self.__values__(self))

    def __repr__(self) -> str:
        told = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{self.__class__.__qualname__}({', '.join(told)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Copies and pickles are made anew from the values."""
        return self.__class__, tuple(getattr(self, name) for name in self.__match_args__)


_SHARED = ("__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__", "__reduce__")


def _frozen(cls: type) -> Any:
    # Without words of its own it would be given its signature, which takes as long to find as all the rest.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = [field.name for field in fields(made)]
    # The first one twice: of a single name it would give the value and no tuple.
    made.__values__ = attrgetter(names[0], *names)
    made.__init__ = _init_of(made)
    made.__dataclass_params__.frozen = True
    for name in _SHARED:
        if name not in vars(cls):
            setattr(made, name, vars(_Value)[name])
    return made


def _init_of(cls: type) -> Any:
    """`__init__`, which takes the fields in their order and puts each into its slot."""
    names: dict[str, Any] = {"__name__": cls.__module__, "MISSING": MISSING}
    arguments, lines = ["self"], []
    for field in fields(cls):
        name = argument = value = field.name
        names[f"set_{name}"] = vars(cls)[name].__set__
        if field.default is not MISSING:
            names[f"default_{name}"] = field.default
            argument = f"{name}=default_{name}"
        elif field.default_factory is not MISSING:
            names[f"make_{name}"] = field.default_factory
            argument = f"{name}=MISSING"
            value = f"make_{name}() if {name} is MISSING else {name}"
        arguments.append(argument)
        lines.append(f"    set_{name}(self, {value})")
    exec(f"def __init__({', '.join(arguments)}):\n" + "\n".join(lines), names)
    init = names["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init
