"""A question compiled in its conversation: read in each way it may be, until one is a query over rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from assistant.catalogue.catalog import catalog
from assistant.conversing.focusing import before_of
from assistant.conversing.groups.group_meant import another_group, of_group_named, with_group_named
from assistant.conversing.groups.of_groups import asked_of_groups, blank_group, total_of_groups
from assistant.conversing.groups.told_groups import ToldGroups, groups_told
from assistant.model.mention import Mention
from assistant.model.query import Among, Ask, Query, Topic, leaves
from assistant.model.question import Question
from assistant.room import Room
from assistant.understanding.composing.compiling import Compiled, compile_question, over_rows
from assistant.understanding.composing.following.before import Before
from assistant.understanding.composing.following.hanging import (
    by_place,
    is_among,
    of_both,
    only_sums,
    points_at_group,
    telling_of,
)
from assistant.understanding.composing.following.order_before import first_of_order
from assistant.understanding.composing.following.other_side import (
    asked_of_side,
    of_groups_by_side,
    turned,
)
from assistant.understanding.composing.following.replacing import with_new
from assistant.understanding.composing.following.rewriting import rewritten
from assistant.understanding.composing.questioning import as_question
from assistant.understanding.composing.settling import settle
from assistant.understanding.context import Focus
from assistant.understanding.mentions.figures.ordinals import Ordinal, ordinal
from assistant.understanding.mentions.proposals import propose
from assistant.understanding.prepared import Prepared, prepare
from assistant.understanding.preparing.asides import asides, without_asides, without_examples, without_glosses
from assistant.understanding.preparing.assumptions import ANY_GROUPS, Assumption, without_assumptions
from assistant.understanding.preparing.ready import Ready, make_ready, readings
from assistant.understanding.sides import other_side
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from index.filters import Facet, Filter

_LIMITS = (Facet.YEAR, Facet.DOCUMENT)


def compiled_in(room: Room, text: str, focus: Focus | None) -> tuple[Compiled, Question | None]:
    """What the question was compiled to, and the question with its query, where it is one over rows."""
    scale = catalog(room.index).scale

    @cache
    def told(turn: Focus | None) -> ToldGroups | None:
        return groups_told(room, turn)

    for typed in readings(text, room.lexicon):
        plainly, assumed = without_assumptions(room.index, catalog(room.index), typed)
        named = without_glosses(plainly, lambda name: _is_one_name(room, name))
        said, examples = without_examples(_without_second_names(room, named))
        compiled, asked = _compiled(room, said, focus, told, text, examples)
        if asked is not None and any(not _is_counted_so(asked, one) for one in assumed):
            # It is not counted so: the words are named.
            compiled = replace(
                compiled, query=None, unused=tuple(one.words.strip(_MARKS_OF_ASIDES) for one in assumed)
            )
            return compiled, None
        if asked is not None and not (is_of_asides(compiled) or _names_all(compiled, scale)):
            return compiled, asked
    plain, aside = without_asides(said, lambda words: _mentions(room, words), compiled.mentions, scale)
    if aside:
        other, instead = _compiled(room, plain, focus, told, text, (*examples, *aside))
        if instead is not None:
            return other, instead
    return compiled, asked


def _is_counted_so(asked: Question, assumed: Assumption) -> bool:
    """Whether the groups that a question asks for are counted as is said beside it."""
    by = asked.query.by if asked.query is not None else ""
    return bool(by) and assumed.column in (ANY_GROUPS, by)


def _without_second_names(room: Room, text: str) -> str:
    """The text without another name of a group in brackets behind its first: 「道路の整備（施策3）」."""
    found = list(asides(text))
    if not found:
        return text
    prepared = prepare(text)
    named = [m for m in _mentions(room, text) if m.filter is not None]
    for aside in reversed(list(asides(prepared.cased))):
        ahead = next((m for m in named if 0 <= aside.start - m.span.end <= 1), None)
        inside = [m for m in named if aside.start < m.span.start and m.span.end < aside.end]
        if ahead is None or len(inside) != 1 or len(inside[0].words) != len(aside.words):
            continue
        if _are_the_same(room, ahead, inside[0]):
            return prepared.cased[: aside.start] + prepared.cased[aside.end :]
    return text


def _is_one_name(room: Room, words: str) -> bool:
    """Whether words are just one entry of the documents."""
    found = _mentions(room, words)
    return len(found) == 1 and found[0].filter is not None and len(found[0].words) == len(words)


def _are_the_same(room: Room, one: Mention, other: Mention) -> bool:
    """Whether two names are of the same rows."""
    if one.filter is None or other.filter is None or one.filter.facet is not other.filter.facet:
        return False
    return room.index.select([one.filter]) == room.index.select([other.filter])


def is_of_asides(compiled: Compiled) -> bool:
    """Whether words in brackets behind what is asked for were taken for a topic: "section (heading)"."""
    folded = compiled.prepared.folded
    where = compiled.query.where if compiled.query is not None else None
    words = [word for leaf, _ in leaves(where) if isinstance(leaf, Topic) for word in leaf.words]
    behind = [m.span.end for m in compiled.mentions if m.means("noun") not in (None, "row") or _is_asked(m)]
    spans = [
        one for one in asides(folded) if any(folded[end : one.start].strip(_MARKS) == "" for end in behind)
    ]
    return bool(words) and all(
        any(one.start < word.span.start and word.span.end < one.end for one in spans) for word in words
    )


_MARKS_OF_ASIDES = "、。()（） "
_MARKS = ' 「」『』"“”'


def _names_all(compiled: Compiled, scale: Sequence[str]) -> bool:
    """Whether each of the ratings is named, which tells none apart: 「評価（A・B・C）の記号」."""
    where = compiled.query.where if compiled.query is not None else None
    rated = (leaf for leaf, _ in leaves(where) if isinstance(leaf, Filter) and leaf.facet is Facet.RATING)
    return len(scale) > 1 and any(set(one.values) >= set(scale) for one in rated)


def _is_asked(mention: Mention) -> bool:
    return mention.means("field") is not None or mention.means("level") is not None or bool(mention.column)


def _mentions(room: Room, words: str) -> tuple[Mention, ...]:
    prepared = prepare(words)
    return settle(prepared, propose(room.index, prepared, room.lexicon).mentions).mentions


def _compiled(
    room: Room,
    said: str,
    focus: Focus | None,
    told_by: Callable[[Focus | None], ToldGroups | None],
    text: str,
    aside: tuple[str, ...] = (),
) -> tuple[Compiled, Question | None]:
    """One reading of a question, with the words that were left out of it to be named.

    `told_by` are the groups that a turn told.
    """
    before = before_of(focus)
    ready = make_ready(room.index, said, room.lexicon, room.language)
    turned_to = _of_other_side(room, ready.prepared, before)
    if turned_to is not None:
        return turned_to[0], _asked(turned_to[0], turned_to[1], ready, room.lexicon, text)
    told = told_by(focus)
    compiled, query = _of_groups(room, ready.prepared, before, told) if told is not None else (None, None)
    if compiled is None:
        compiled = compile_question(room.index, ready.prepared, room.lexicon, before.query)
    if query is None and told is None and focus is not None and before.query is not None:
        earlier = told_by(focus.before)
        query = another_group(earlier, compiled, before.query) if earlier is not None else None
    place = ordinal(ready.prepared.folded, room.lexicon) if before.query is not None else None
    firsts = first_of_order(compiled, place, before)
    if firsts is not None:
        compiled, query = replace(compiled, unused=()), firsts
    if query is None and focus is not None and before.query is not None:
        query = _of_places(room, compiled, place, focus, before)
        compiled = replace(compiled, unused=()) if query is not None else compiled
    if query is None and _picks_one(compiled, ready.prepared.folded, focus, room.lexicon):
        return compiled, None
    query = query or rewritten(compiled, before)
    stands = over_rows(compiled) and not by_place(compiled, before) and not _hangs(compiled, focus)
    if query is None and focus is not None and (only_sums(compiled) or of_both(compiled)):
        # 「合わせると」 behind no numbers adds nothing up, and not all there is; nor is 「両方の」 all.
        return replace(compiled, query=None, unused=tuple(m.words for m in telling_of(compiled))), None
    if query is None and (stands or (focus is None and _stands_alone(compiled))):
        query = compiled.query
    if query is None:
        return (_of_nothing_told(compiled, before) if focus is not None else compiled), None
    compiled = replace(compiled, unused=(*compiled.unused, *aside))
    return compiled, _asked(compiled, query, ready, room.lexicon, text)


def _asked(compiled: Compiled, query: Query, ready: Ready, lexicon: Lexicon, text: str) -> Question:
    if query.ask is Ask.AGGREGATE and query.measure == "count" and query.aggregate == "sum":
        # Numbers of rows were told before, and no figure: their sum is how many there are.
        query = Query(Ask.COUNT, where=query.where)
    asked = as_question(compiled, query, _notes(compiled, ready, lexicon))
    return replace(asked, text=text, language=ready.language)


def _of_other_side(room: Room, prepared: Prepared, before: Before) -> tuple[Compiled, Query] | None:
    """A question of the other side of the rows before, with its query; None for any other question."""
    said = other_side(prepared.folded) if before.query is not None and before.answered else None
    if said is None or before.query is None:
        return None

    def values(column: str) -> tuple[str, ...]:
        return tuple(value for value, _ in room.index.count_by(column))

    group = of_groups_by_side(said, before.query, values)
    where = with_new(before.query.where, group) if group is not None else turned(said, before, values)
    compiled = compile_question(room.index, prepared, room.lexicon, before.query)
    rest = compile_question(room.index, prepare(said.rest), room.lexicon, before.query) if said.rest else None
    if where is None or (rest is not None and (rest.query is None or rest.unused)):
        return None
    query = asked_of_side(said, rest.query if rest is not None else None, before.query, where)
    return replace(compiled, query=query, unused=()), query


def _of_places(
    room: Room, compiled: Compiled, place: Ordinal | None, focus: Focus, before: Before
) -> Query | None:
    """A figure of the first or last few of the rows before: 「最後の2つの合計は」; None for any other."""
    few = next((m for m in compiled.mentions if m.means("first")), None)
    if few is not None:
        last = few.means("most") == "min" or "lasts" in few.meanings
        place = Ordinal(few.span, first=-few.number if last else few.number)
    folded = compiled.prepared.folded
    if place is None or not 1 < abs(place.first) <= len(focus.places) or folded[: place.span.start].strip():
        return None
    rest = folded[place.span.end :].lstrip(grammar.word("genitive"))
    own = compile_question(room.index, prepare(rest), room.lexicon, before.query)
    if own.query is None or own.unused or own.query.ask not in _OF_FIGURES or own.query.where is not None:
        return None
    chosen = focus.places[: place.first] if place.first > 0 else focus.places[place.first :]
    return replace(own.query, where=Among(tuple(chosen)))


_OF_FIGURES = (Ask.AGGREGATE, Ask.GROUPS)


def _of_groups(
    room: Room, prepared: Prepared, before: Before, told: ToldGroups
) -> tuple[Compiled, Query | None]:
    """A question behind groups, and its query where it is one of these, or of the rows of one of them."""
    named: list[tuple[Mention, ...]] = []

    def meant(telling: tuple[Mention, ...]) -> tuple[Mention, ...]:
        instead = with_group_named(told, prepared, telling)
        named.extend([instead] if instead != telling else [])
        return instead

    plain = compile_question(room.index, prepared, room.lexicon, before.query)
    total = total_of_groups(told, plain)
    if total is not None:
        return replace(plain, unused=()), total
    compiled = compile_question(room.index, prepared, room.lexicon, before.query, meant)
    if named:
        return compiled, of_group_named(told, compiled)
    query = asked_of_groups(told, compiled) or blank_group(told, compiled)
    return (replace(compiled, unused=()) if query is not None else compiled), query


def _of_nothing_told(compiled: Compiled, before: Before) -> Compiled:
    """A question for groups of those before, where no query was of any, with what points at them unread."""
    own = compiled.query
    pointed = [m.words for m in compiled.mentions if m.means("follow") and m.means("hush") is None]
    if before.query is not None or own is None or own.ask is not Ask.GROUPS or not pointed:
        return compiled
    return replace(compiled, query=None, unused=(*compiled.unused, *pointed))


def _hangs(compiled: Compiled, focus: Focus | None) -> bool:
    """Whether a question is of some of the rows before, so that it is never one of all rows."""
    if focus is None:
        return False
    own = compiled.query
    groups = own is not None and own.ask is Ask.GROUPS and own.where is None
    pointed = groups and any(
        m.means("follow") == "pointer" and not m.means("hush") for m in compiled.mentions
    )
    return is_among(compiled) or points_at_group(compiled) or pointed


def _picks_one(compiled: Compiled, folded: str, focus: Focus | None, lexicon: Lexicon) -> bool:
    """Whether a question begins with a place in the list before, and asks for no order itself:
    「一番上のやつ、目標をいくつ上回った」.
    """
    place = ordinal(folded, lexicon)
    if focus is None or place is None or place.span.start > 0 or not 0 < abs(place.nth) <= len(focus.places):
        return False
    orders = ("most", "degree", "superlative", "order", "rank")
    behind = [m for m in compiled.mentions if m.span.start >= place.span.end]
    pronoun = folded[place.span.end :].lstrip(grammar.word("genitive")).startswith(grammar.words("of_places"))
    return pronoun and not any(m.means(kind) is not None for m in behind for kind in orders)


def _stands_alone(compiled: Compiled) -> bool:
    """Whether all rows or indicators are asked for, of a year or in a state, or their number:
    「未達のKPIは」.
    """
    query = compiled.query
    if query is None:
        return False
    found = [leaf for leaf, _ in leaves(query.where)]
    if query.ask not in (Ask.ROWS, Ask.COUNT) or query.thing != "row":
        return query.ask is Ask.COUNT or bool(found)
    if found and all(isinstance(leaf, Filter) and leaf.facet in _LIMITS for leaf in found):
        return True
    listed = any(m.means("noun") == "row" or m.means("ask") == "list" for m in compiled.mentions)
    return listed and not any(isinstance(leaf, Topic) for leaf in found)


def _notes(compiled: Compiled, ready: Ready, lexicon: Lexicon) -> tuple[str, ...]:
    """What is to be said of how a question was read: words that played no part, and corrections."""
    unused = dict.fromkeys(compiled.unused)
    return (
        *(lexicon.message("note.unused", ready.language, word=word) for word in unused),
        *(
            lexicon.message("note.corrected", ready.language, typed=one.typed, taken=one.taken)
            for one in ready.corrections
        ),
    )
