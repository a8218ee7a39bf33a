"""A group of the list before by its place: 「2位の課の施策は」, 「2位の総務課で…」, "the second one".

The group's name is put in the place of these words, so that the question says for itself what it is of; of a
place that no group has, or another than the one named beside it, none is answered. A remark on the list
before the question, 「2位はA課とB課ですね。」, is held against it, and what 「このうち」 then means is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.groups.groups import in_order
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import group_name
from assistant.answering.refusal import refuse_unused
from assistant.catalogue.catalog import catalog
from assistant.conversing.groups.told_groups import groups_told
from assistant.conversing.turns import read
from assistant.model.query import Ask, Query
from assistant.model.question import Question
from assistant.room import Room
from assistant.understanding.composing.following.group_words import Placed
from assistant.understanding.context import Focus
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared, prepare
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import fold

Asked = tuple[Question, Outcome]
_P = grammar.pattern
_PLACE = (
    rf"{_P('number_prefix')}?(?P<n>[0-9]{{1,3}}|{_P('kanji_numbers')}){_P('rank_counters')}"
    rf"(?!{_P('rank_goes_on', 'placed_goes_on')})"
)
_JAPANESE = expression(rf"{_PLACE}{_P('genitive')}")
# 「上位2つの課の」 is of several groups, which no one name stands for.
_SEVERAL = expression(
    rf"{_P('upper_ends', 'lower_ends')}(?:[0-9]{{1,2}}|{_P('kanji_numbers')}){_P('behind_firsts')}"
    rf"{_P('genitive')}{_P('placed_nouns')}"
)
_NOUN = expression(rf"(?P<noun>{_P('placed_nouns')})(?={_P('behind_side')})")
_ENGLISH = expression(
    rf"\b(?:{_P('english_determiners')} )?(?P<n>{_P('english_ordinals')}|[0-9]{{1,3}}"
    rf"{_P('english_ordinal_endings')})(?:[- ]{_P('english_placed')})? "
    rf"(?P<noun>{_P('english_placed_nouns')})\b",
    re.IGNORECASE,
)
_POINTED = expression(
    rf"(?:{_P('pointers_to_groups')}(?P<group>{_P('placed_nouns')})|{_P('pointers_to_groups')}"
    rf"(?={_P('row_nouns')}))"
)
_REMARK = expression(
    rf"^(?P<said>[^。]*{_PLACE}[^。]*{_P('remark_ends')})[。、](?P<rest>(?P<among>{_P('among_those')})?.{{3,}})$"
)


def of_placed_group(
    room: Room, text: str, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked | None:
    """The answer to a question of a group by its place; None for one that names none so.

    `turn` asks a question in its conversation.
    """
    grouped = _groups_before(focus)
    query = grouped.question.query if grouped is not None else None
    if grouped is None or query is None:
        return None
    prepared = prepare(text)
    latest = grouped is focus
    if latest and not _is_plain(query) and not _REMARK.match(prepared.folded):
        # A place among groups under limits is read with the question (`group_meant`).
        return None
    groups = _Groups(room, grouped, query, latest)
    said = groups.behind_remark(prepared) or groups.pointed_at(prepared) or groups.named(prepared)
    if said is None:
        return None
    instead, place = said
    if instead:
        asked, told = turn(instead, focus)
        return replace(asked, text=text), told
    question = read(room.index, text, room.lexicon, room.language, following=True)
    return question, refuse_unused(Desk(room.index, room.lexicon, question, room.enough), (place,))


def _groups_before(focus: Focus) -> Focus | None:
    """The latest turn that told groups: the one before, or the one before that."""
    turns = (one for one in (focus, focus.before) if one is not None)
    return next((one for one in turns if (query := one.question.query) and query.ask is Ask.GROUPS), None)


def _is_plain(query: Query) -> bool:
    """Whether a list was one of the numbers of all rows, so that a place in it is told by these."""
    limited = query.where is not None or query.having is not None or query.sides
    return query.measure == "count" and not query.aggregate and not limited


class _Groups:
    """The groups of a list, by their places; `latest` where a place can be one of no other list."""

    def __init__(self, room: Room, turn: Focus, query: Query, latest: bool) -> None:
        self._room, self._turn, self._query, self._latest = room, turn, query, latest
        self._desk = Desk(room.index, room.lexicon, turn.question, room.enough)

    def _at(self, place: int) -> tuple[str, ...]:
        """The names of the groups in a place; none where the list was limited, or is no list of numbers."""
        query = self._query
        if query.where is not None or query.measure != "count" or query.aggregate or query.sides:
            return ()
        told = groups_told(self._room, self._turn)
        values = told.at(Placed(nth=place)) if told is not None and place > 0 else ()
        return tuple(group_name(self._desk, query.by, value) for value in values)

    def named(self, prepared: Prepared) -> tuple[str, str] | None:
        """The question with the group's name, and the words for its place; empty where there is no telling.

        None for a question without such words.
        """
        folded, cased = prepared.folded, prepared.cased
        several = _SEVERAL.search(folded) if self._latest else None
        if several is not None:
            return "", several.group()
        match = _JAPANESE.search(folded)
        if match is None:
            return self._named_in_english(prepared)
        names = self._at(_number(match["n"]))
        own = next((name for name in self._all() if folded.startswith(fold(name), match.end())), "")
        if own:
            return (cased[: match.start()] + cased[match.end() :] if own in names else ""), match.group()
        noun = _NOUN.match(folded, match.end())
        if noun is None:
            return ("", match.group()) if self._latest else None
        if not names or not self._is_called(noun["noun"]) or (len(names) > 1 and _asks_count(folded)):
            return "", match.group()
        joined = grammar.words("ors")[0].join(names)
        # 「A評価」 keeps its noun, without which a letter is no rating.
        rest = cased[noun.start() if self._query.by == "rating" else noun.end() :]
        return cased[: match.start()] + joined + rest, match.group()

    def _named_in_english(self, prepared: Prepared) -> tuple[str, str] | None:
        match = _ENGLISH.search(prepared.folded)
        if match is None:
            return None
        names = self._at(_number(match["n"]))
        if not names or (len(names) > 1 and _asks_count(prepared.folded)):
            return "", match.group()
        joined = f" {grammar.word('english_or')} ".join(names)
        return prepared.cased[: match.start()] + joined + prepared.cased[match.end() :], match.group()

    def behind_remark(self, prepared: Prepared) -> tuple[str, str] | None:
        """The question behind a remark on a place, which has to be so; None without such a remark."""
        match = _REMARK.match(prepared.folded)
        if match is None:
            return None
        names = self._at(_number(match["n"]))
        if not names or set(self._said(match["said"])) != set(names):
            return "", match["said"]
        if not match["among"]:
            return self._with_pointed(prepared, match.start("rest"), names), match["said"]
        if len(names) < 2:
            return "", match["among"]
        rest = prepared.cased[match.end("among") :]
        return f"{grammar.word('pair')[0].join(names)}{grammar.word('among_named')}{rest}", match["said"]

    def pointed_at(self, prepared: Prepared) -> tuple[str, str] | None:
        """A question of the one group that was told, by its name: 「その課の」; empty for several.

        None for another question, and behind a list that was limited.
        """
        pointed = _POINTED.match(prepared.folded)
        query = self._query
        if pointed is None or not pointed["group"] or not self._latest or query.where is not None:
            return None
        names = self._at(query.nth or 1) if query.first == 1 or query.nth else ()
        if len(names) != 1 or query.direction not in ("max", "min", ""):
            return "", pointed.group()
        return names[0] + prepared.cased[pointed.end() :], pointed.group()

    def _with_pointed(self, prepared: Prepared, start: int, names: Sequence[str]) -> str:
        """The rest behind a remark, with the groups that it points at by their names: 「その課の」."""
        rest = prepared.cased[start:]
        pointed = _POINTED.match(prepared.folded, start)
        if pointed is None:
            return rest
        if len(names) > 1 and _asks_count(prepared.folded):
            return ""
        joint = "" if pointed["group"] else grammar.word("genitive")
        return grammar.words("ors")[0].join(names) + joint + prepared.cased[pointed.end() :]

    def _said(self, text: str) -> list[str]:
        """The groups that a text names, none within the name of another."""
        found = []
        for name in self._all():
            if fold(name) in text:
                found.append(name)
                text = text.replace(fold(name), " ")
        return found

    def _all(self) -> Sequence[str]:
        """The names of all groups, the longest first."""
        counts = in_order(self._desk, self._query, passing(self._desk, self._query.where))
        names = (group_name(self._desk, self._query.by, value) for value, _ in counts)
        return sorted(names, key=len, reverse=True)

    def _is_called(self, noun: str) -> bool:
        """Whether a noun is one for these groups: 課 is none for bureaus that have a column of their own."""
        level = catalog(self._desk.index).levels.get(noun, "")
        if self._query.by == "department":
            return noun in grammar.word_set("department.levels", "placed_departments")
        if self._query.by == "rating" or noun in grammar.words("rating_nouns"):
            return self._query.by == "rating" and noun in grammar.words("rating_nouns")
        return level == self._query.by if level else noun not in grammar.words("department.levels")


def _number(text: str) -> int:
    digits = re.match(r"[0-9]+", text)
    return int(digits.group()) if digits else operators().numbers.get(text, 0)


def _asks_count(folded: str) -> bool:
    return any(word in folded for word in grammar.word_set("what", "how_many", "english_how_many"))
