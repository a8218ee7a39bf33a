"""The levels that are written within the names of departments: the 局 of 「政策局 企画課」.

Where departments have no columns for their levels, the outer ones are told from their names. Such a level
goes by a key of its own, which no column has.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from assistant.words import grammar

_KEY = "department:"
# So large a part of the departments names the level.
_MOST = 0.5


def office_levels(departments: Collection[str]) -> dict[str, str]:
    """The keys of the levels that most departments name with more behind, by their units.

    >>> office_levels(["政策局 企画課", "政策局 広報課", "環境局 公園課", "会計課"])
    {'局': 'department:局'}
    """
    found = {}
    for unit in grammar.words("department.levels"):
        outer = sum(outer_office(name, unit) not in ("", name) for name in departments)
        if departments and outer >= _MOST * len(departments):
            found[unit] = f"{_KEY}{unit}"
    return found


def unit_of_level(key: str) -> str:
    """The unit of a level that is written within names; empty for the key of a column or of a facet."""
    return key.removeprefix(_KEY) if key.startswith(_KEY) else ""


@cache
def outer_office(department: str, unit: str) -> str:
    """The part of a department's name up to a unit; empty where it has none.

    >>> outer_office("政策局 企画課", "局"), outer_office("政策局", "局"), outer_office("会計課", "局")
    ('政策局', '政策局', '')
    """
    at = department.find(unit)
    return department[: at + len(unit)] if at > 0 else ""


def shared_office(departments: Collection[str], units: Collection[str]) -> str:
    """The one office that all departments are in, by one of the units; empty where there is none.

    >>> shared_office(["政策局 企画課", "政策局 広報課"], ["局"]), shared_office(["会計課"], ["局"])
    ('政策局', '')
    """
    for unit in units:
        outer = {outer_office(name, unit) for name in departments}
        if len(outer) == 1 and (office := outer.pop()):
            return office
    return ""
