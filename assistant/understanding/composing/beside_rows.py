"""What is to be told beside each row: 「担当課も付けて」, 「番号・名前・担当課を表に」.

Departments and sections are such columns there, and no groups that are asked for.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.model.mention import Mention
from assistant.model.question import Field
from assistant.understanding.composing.sentence import Sentence, dimension_of, thing_of
from assistant.words import grammar
from corpus.text.expressions import expression

if TYPE_CHECKING:
    import re

_P = grammar.pattern


@cache
def _told() -> re.Pattern[str]:
    return expression(rf"{_P('told_beside')}|{_P('also_told')}(?:[、。?!]|$)")


def beside_rows(sentence: Sentence) -> tuple[int, ...]:
    """The places of groups (departments, sections) that are told of each row, and not asked for as such."""
    text = sentence.prepared.folded
    listed = _lists_names(text)
    return tuple(
        place
        for place, mention in enumerate(sentence.mentions)
        if thing_of(mention) not in ("", "row", "kpi")
        and mention.filter is None
        and not _is_counted(sentence, place)
        and (_is_beside(sentence, place) or (listed and _is_in_list(sentence, place)))
    )


def _is_beside(sentence: Sentence, place: int) -> bool:
    """Whether words behind (in English before) a thing say that it is told with the rows named earlier."""
    mention = sentence[place]
    rows = [m for m in sentence.mentions[:place] if m.means("noun") == "row" and m.means("pronoun") is None]
    limited = any(m.filter is not None or _orders(m) for m in sentence.mentions[:place])
    if not rows and not limited:
        return False
    if not sentence.japanese:
        return sentence.between(0, mention.span.start).endswith(grammar.words("english_told_beside"))
    text, last = sentence.prepared.folded, place
    while last + 1 < len(sentence) and sentence.gap(last, last + 1) in grammar.words("list_marks"):
        # 「担当課と評価を添えて」, but no more than the first of 「担当課と一緒に」
        if sentence[last + 1].means("together"):
            break
        last += 1
    told = any(_told().match(text, sentence[p].span.end) is not None for p in {place, last})
    return told and all(_is_of_rows(sentence[p]) for p in range(place, last + 1))


def _is_of_rows(mention: Mention) -> bool:
    """Whether a mention names what rows have, and no entry of it."""
    return mention.filter is None and bool(dimension_of(mention) or thing_of(mention))


def groups_listed(sentence: Sentence) -> int | None:
    """The place of groups of which it is asked what there are, 「どんな室があるの」; None where it is not."""
    text = sentence.prepared.folded
    for place, mention in enumerate(sentence.mentions):
        grouped = thing_of(mention) not in ("", "row", "kpi") and mention.filter is None
        before, behind = text[: mention.span.start], text[mention.span.end :]
        asked = before.endswith(grammar.words("what_kind_of"))
        if grouped and asked and behind.startswith(grammar.words("that_there_are")):
            return place
    return None


def counts_beside(sentence: Sentence) -> tuple[int, ...]:
    """The places of what says that the number of rows is told beside groups: 「個別施策数も付けて」."""
    for place, mention in enumerate(sentence.mentions):
        groups = any(thing_of(m) not in ("", "row", "kpi") for m in sentence.mentions[:place])
        said = (
            _NUMBER.match(sentence.prepared.folded, mention.span.end)
            if mention.means("noun") == "row"
            else None
        )
        if groups and said and _told().match(sentence.prepared.folded, said.end()):
            inside = (p for p in range(place, len(sentence)) if sentence[p].span.start < said.end())
            return tuple(inside)
    return ()


_NUMBER = expression(rf"{_P('genitive')}?{_P('counting_nouns')}")


def _orders(mention: Mention) -> bool:
    return any(mention.means(kind) is not None for kind in ("order", "most", "superlative", "first"))


def told_as(mention: Mention) -> Field | str:
    """The field or the column that such a thing is of a row."""
    return dimension_of(mention) or _FIELDS.get(thing_of(mention)) or thing_of(mention)


_FIELDS = {"department": Field.DEPARTMENT, "section": Field.SECTION, "group": Field.GROUP}


def _is_counted(sentence: Sentence, place: int) -> bool:
    """Whether how many there are is asked, or each of them: 「担当課数も」, 「課ごとに」."""
    behind = sentence.prepared.folded[sentence[place].span.end :]
    each = place + 1 < len(sentence) and sentence[place + 1].means("each") is not None
    return behind.startswith(grammar.words("counting_nouns")) or (each and sentence.near(place, place + 1))


def _lists_names(text: str) -> bool:
    """Whether the name or number of rows is one of several columns that are listed: 「番号・名前・…」."""
    return _LISTED.search(text) is not None


_LISTED = expression(
    rf"{_P('names_of_rows')}{_P('list_marks')}|{_P('list_marks')}{_P('names_of_rows')}"
    rf"|(?<![a-z]){_P('english_names_of_rows')}(?:, | and |, and )"
    rf"|(?:, | and )(?:the )?{_P('english_names_of_rows')}(?![a-z])"
)


def _is_in_list(sentence: Sentence, place: int) -> bool:
    """Whether a mark of a list stands beside a thing: 「名前・担当課」."""
    text, span = sentence.prepared.folded, sentence[place].span
    marks = grammar.words("list_marks") if sentence.japanese else grammar.words("english_list_marks")
    before, behind = text[: span.start].rstrip(" "), text[span.end :].lstrip(" ")
    return before.endswith(marks) or behind.startswith(marks)
