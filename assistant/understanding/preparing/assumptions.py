"""How things are to be counted, said beside a question, where they are counted so anyway.

「総務課は局を問わず一つとみなす」 says nothing where divisions are told apart by their own name, as they are
where a plan has a column for each level.
"""

from __future__ import annotations

from assistant.catalogue.catalog import Catalog
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.store import Index

_P = grammar.pattern
_AS_ONE = expression(
    rf"[(（]?(?P<name>[^、。?？「」()（） ]{{2,12}}?){_P('joints_to_as_one')}、?"
    rf"(?:{_P('whatever_level')}、?)?"
    rf"{_P('as_one')}(?:{_P('as_one_taken')})[、。)）]*"
)

# 「課（参事官を含む）」: what is called otherwise stands in the column all the same.
_WITH = expression(
    rf"(?P<level>{_P('department.levels')})(?P<words>[(（](?P<name>[^()（）、。]{{2,12}}?){_P('with_those')}[)）])"
)
_NOWHERE = "-"
ANY_GROUPS = "*"
# 「ゼロの節は省いて結構です」: groups that have none are not told anyway.
_WITHOUT_NONE = expression(
    rf"[(（]?{_P('none_of_group')}(?:{_P('placed_nouns')}){_P('joints_to_as_one')}{_P('left_out_of_groups')}[、。)）]*"
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """The words of an assumption, with the key of the column that has the name that it is of."""

    words: str
    column: str


def without_assumptions(index: Index, known: Catalog, text: str) -> tuple[str, tuple[Assumption, ...]]:
    """The question without what it says of how names of one level are counted, and these words."""
    found = []
    for match in _AS_ONE.finditer(text):
        key = known.levels.get(match["name"][-1:], "")
        if key and index.select([Filter(Facet.VALUE, (match["name"],), column=key)]):
            found.append(Assumption(match.group(), key))
    for match in _WITH.finditer(text):
        key = known.levels.get(match["level"], "")
        if key and any(value.startswith(match["name"]) for value, _ in index.count_by(key)):
            found.append(Assumption(match["words"], key))
        elif compact(match["name"]) in known.departments:
            # Of another level: it is no condition on the rows, and there is no telling what it is.
            found.append(Assumption(match["words"], _NOWHERE))
    found += [Assumption(match.group(), ANY_GROUPS) for match in _WITHOUT_NONE.finditer(text)]
    kept = text
    for one in found:
        kept = kept.replace(one.words, "").strip("。、 ")
    return (kept, tuple(found)) if kept else (text, ())
