"""Frozen values are what the standard library would have made them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from corpus.frozen import dataclass

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Place:
    """A value with all that a field may have."""

    name: str
    page: float = 1
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """Another value with a field of one name."""

    name: str

    def __repr__(self) -> str:
        return "a page"


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same as `Place`, made by the standard library."""

    name: str
    page: float = 1
    words: list[str] = field(default_factory=list)


ARGUMENTS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 2, ["b"]), {}),
    ((), {"page": NAN, "name": "a"}),
]


def outcome(function: Any, *arguments: Any, **named: Any) -> str:
    """What a call gives or raises, in words that name no class of ours."""
    try:
        text = repr(function(*arguments, **named))
    except (TypeError, AttributeError) as error:
        text = f"{type(error).__name__}: {error}"
    return text.replace("Standard", "Place")


@pytest.mark.parametrize(
    ("arguments", "named"), [*ARGUMENTS, ((), {}), (("a", 1, [], 2), {}), (("a",), {"b": 1})]
)
def test_a_value_is_made_and_printed_alike(arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Positions, names, defaults, errors and the printed form are the same."""
    assert outcome(Place, *arguments, **named) == outcome(Standard, *arguments, **named)


def test_values_are_equal_by_class_and_fields() -> None:
    """Equal fields make equal values with equal hashes; another class never does."""
    assert Place("a", 2, []) == Place("a", 2.0, [])
    assert Place("a", NAN) == Place("a", NAN)
    assert Place("a") != Place("b")
    assert Place("a").__eq__(Standard("a")) is NotImplemented
    assert Page("a") == Page("a") != Page("b")
    assert len({Page("a"), Page("a"), Page("b")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Place("a"))


def test_a_default_is_made_for_each_value() -> None:
    """Two values share no list."""
    assert Place("a").words is not Place("b").words


def test_a_value_cannot_be_changed() -> None:
    """A field is neither set nor deleted, in the words of the standard library; nor is anything else."""
    assert outcome(setattr, Place("a"), "page", 2) == outcome(setattr, Standard("a"), "page", 2)
    assert outcome(delattr, Place("a"), "page") == outcome(delattr, Standard("a"), "page")
    with pytest.raises(FrozenInstanceError):
        setattr(Place("a"), "other", 2)  # noqa: B010 # no field that a type checker would let through
    with pytest.raises(FrozenInstanceError):
        Place("a").page = 2  # type: ignore[misc] # that is the point
    assert not hasattr(Place("a"), "__dict__")


def test_it_is_a_dataclass_to_the_standard_library() -> None:
    """`fields`, `replace`, `asdict`, `match`, copies and pickles take it as one."""
    value = Place("a", 2, ["b"])
    assert [one.name for one in dataclasses.fields(value)] == ["name", "page", "words"]
    assert dataclasses.replace(value, name="c") == Place("c", 2, ["b"])
    assert dataclasses.asdict(value) == {"name": "a", "page": 2, "words": ["b"]}
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == copy.copy(value) == value
    match value:
        case Place(name, page):
            assert (name, page) == ("a", 2)


def test_a_method_of_its_own_stays() -> None:
    """What a class says itself goes before what all values do."""
    assert repr(Page("a")) == "a page"


def test_other_options_are_those_of_the_standard_library() -> None:
    """A class that is not frozen, or without slots, is made as ever."""

    @dataclass(slots=True)
    class Counter:
        count: int = 0

    counter = Counter()
    counter.count += 1
    assert counter == Counter(1)
