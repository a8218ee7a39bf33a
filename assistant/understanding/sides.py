"""Which side of the rows before a follow-up is of, by its words: 「ない方は」, 「残りは」, "those taken out".

What is asked of that side, if more, is left for a question of its own.
"""

from __future__ import annotations

import re

from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.expressions import expression

_P = grammar.pattern
_JAPANESE = expression(
    rf"^(?:{_P('side_openings')}[、, ]*)?"
    rf"(?:(?P<opposite>{_P('sides_reversed')}){_P('side_things')}?(?!{_P('behind_reversed')})"
    rf"|(?:(?P<lacks>{_P('sides_lacking')})|(?P<has>{_P('sides_having')})|(?P<denied>{_P('sides_denied')}))"
    rf"{_P('side_things')}|(?P<no>{_P('bare_lacking')})|(?P<yes>{_P('bare_having')}))"
    rf"(?:{_P('behind_sides')}[、, ]*(?P<rest>.*?))?[?？。 ]*$"
)
_ENGLISH = expression(
    rf"^(?:(?P<opening>{_P('english_side_openings')})[, ]+)?(?:(?P<opposite>{_P('english_sides_reversed')})"
    rf"|(?P<no>{_P('english_bare_lacking')})|(?P<yes>{_P('english_bare_having')})"
    rf"|(?:(?P<count>{_P('english_side_counts')})|{_P('english_side_which', 'english_side_things')}) "
    rf"(?:(?P<lacks>{_P('english_sides_lacking')})|(?P<has>{_P('english_sides_having')})"
    rf"|(?P<denied>{_P('english_sides_denied')})))[?. !]*$",
    re.IGNORECASE,
)
_PARTS = expression(
    rf"^(?:{_P('part_openings')}[、, ]*)?"
    rf"(?:(?P<rest>{_P('sides_left_out')})|(?P<neither>{_P('sides_neither')})"
    rf"|(?:(?P<left>{_P('sides_left')})|(?P<removed>{_P('sides_removed')})){_P('side_things')})"
    rf"(?:{_P('behind_parts')}[、, ]*(?P<asked>.*?))?[?？。 ]*$"
)
_REMOVED = rf"(?P<removed>{_P('english_removed')})"
_ENGLISH_PARTS = expression(
    rf"^(?P<asked>.*?)(?:\b{_P('english_before_removed')}?{_P('english_removed_things')} |(?<=\bhow many ))"
    rf"{_REMOVED}[?. !]*$",
    re.IGNORECASE,
)
_SAME = expression(
    rf"^(?:{_P('part_openings')}[、, ]*)?{_P('same_as_before')}(?:(?P<department>{_P('same_departments')})"
    rf"|(?P<rating>{_P('same_ratings')})|(?P<section>{_P('same_sections')})){_P('behind_same')}"
    r"[、, ]*(?P<asked>.+)$"
)
_ENGLISH_SAME = expression(
    rf"^(?P<asked>.+?) {_P('english_same')} (?:(?P<department>{_P('english_same_departments')})"
    rf"|(?P<rating>{_P('english_same_ratings')})|(?P<section>{_P('english_same_sections')}))[?. !]*$",
    re.IGNORECASE,
)
_SIDES = ("lacks", "has", "denied", "opposite")
PARTS_MEANT = ("rest", "left", "neither", "removed")
_KINDS = ("department", "rating", "section")


@dataclass(frozen=True, slots=True)
class OtherSide:
    """Which side is meant ("lacks", "has", "denied", "opposite"), or which part of what was spoken of
    (`PARTS_MEANT`) in which words, and what else is asked of its rows. "same" are the rows that have a limit
    of a `kind` with those before.
    """

    side: str
    rest: str = ""
    counts: bool = False
    words: str = ""
    kind: str = ""


def other_side(folded: str) -> OtherSide | None:
    """What a question says of another side; None for one that says anything else."""
    japanese = _JAPANESE.match(folded)
    match = japanese or _ENGLISH.match(folded)
    if match is None:
        return _part(folded)
    side = "lacks" if match["no"] else "has" if match["yes"] else next(one for one in _SIDES if match[one])
    if japanese is None:
        return OtherSide(side, counts=side != "opposite" and bool(match["count"]))
    rest = match["rest"] or ""
    return OtherSide(side, "" if rest in grammar.words("side_asks") else rest)


def _part(folded: str) -> OtherSide | None:
    """Which part of the rows before is meant: what was left out of them, or taken away; None for none."""
    if (english := _ENGLISH_PARTS.match(folded)) is not None:
        asked = english["asked"].strip()
        return OtherSide(
            "removed", "" if asked in grammar.words("english_side_asks") else asked, words=english["removed"]
        )
    if (same := _SAME.match(folded) or _ENGLISH_SAME.match(folded)) is not None:
        kind = next(one for one in _KINDS if same[one])
        return OtherSide("same", same["asked"].strip("?？。 "), kind=kind, words=same[kind])
    if (match := _PARTS.match(folded)) is None:
        return None
    side, asked = next(one for one in PARTS_MEANT if match[one]), match["asked"] or ""
    return OtherSide(side, "" if asked in grammar.words("side_asks") else asked, words=match[side])
