"""Words that a text of a row has to hold, or must not: 「所見で『応札』に触れている事業」, "mention 'AI'".

They stand in quotation marks or as they are, with the column they are looked for in or without one. They are
looked for letter by letter: what else may say the same is not found, and the answer names the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import Field
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Column, Role
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.find.columns import entries_holding
from index.language.tokenizer import CONTENT, Pos, Token
from index.records import NameKind
from index.store import Index

COST = 1.05
_P = grammar.pattern
_ONE = r"[「『“\"]([^「」『』“”\"]{1,40})[」』”\"]"
_ASIDE = r"\((?P<aside>[^()]{1,40})\)"
_MARKED = expression(rf"(?P<words>{_ONE}(?: ?{_P('joints_of_words')} ?{_ONE}){{0,3}})(?:{_ASIDE})?$")
_BRACKETED = expression(rf"{_ASIDE}$")
_QUOTED = expression(_ONE)
_TO_VERB = expression(
    rf"(?P<called>{_P('held_as')})?"
    rf"(?:(?P<of>{_P('held_joints_of')})|(?P<with>{_P('held_joints_with')}))、?$"
)
_CELLS = rf"(?:{_P('cells')})?"
_TO_HELD = expression(rf"{_CELLS}{_P('joints_to_held')}、?")
_BEHIND_PLACE = expression(rf"{_CELLS}{_P('joints_behind_place')}$")
_BEHIND_HELD = expression(rf"(?P<called>{_P('held_as')})?(?P<joint>{_P('joints_behind_held')})、?$")
_SPELT = expression(rf"^(?:{_ONE}|(?P<bare>.+?)){_P('spelt_ends')}?$")
_GENERAL = grammar.word_set("held_in_general")
_HELD_BEHIND = grammar.word_set("held_behind")
_VERBS = grammar.table("held_by")
_DENYING = grammar.word_set("denying")
_ENDINGS = grammar.word_set("verb_endings", "denying", "held_endings", "verb_endings_of_cues")
_TEXTS = frozenset({Role.SUMMARY, Role.RESULT, Role.ACTUAL, Role.ISSUES, Role.SCHEDULE})


@dataclass(frozen=True, slots=True)
class Place:
    """A column, or all of a role, that a question names at a stretch; `column` is empty for one that has no
    texts, and `entries` is the key of the column that is named.
    """

    span: Span
    facet: Facet = Facet.HOLDS
    column: str = ""
    entries: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """Words that a text holds, from where they begin; `marked` where they stand in quotation marks, `literal`
    where it is said of a column that they do.
    """

    start: int
    words: tuple[str, ...]
    marked: bool
    literal: bool = False


def holding_mentions(
    index: Index, prepared: Prepared, known: Catalog, named: Sequence[tuple[Span, str]]
) -> Iterator[Mention]:
    """The mentions of such words; `named` are the columns and the fields, as mentions mean them, with their
    stretches.
    """
    places = _alone(prepared, [_place(known, span, meaning) for span, meaning in named])
    if prepared.language is Language.ENGLISH:
        yield from _english(index, prepared, known, places)
    tokens = prepared.tokens
    for at, token in enumerate(tokens):
        if not _is_verb(token.term):
            continue
        joint = _TO_VERB.search(prepared.folded[: token.start])
        if joint is not None:
            yield from _before_verb(index, prepared, known, places, at, joint)
        yield from _behind_place(index, prepared, known, places, at)


def _alone(prepared: Prepared, places: Sequence[Place]) -> list[Place]:
    """The places, without their texts where two of them are named together: 「実績と課題に」."""
    text = prepared.folded

    def is_second(place: Place) -> bool:
        ends = (one.span.end for one in places if one.span.end < place.span.start)
        return any(text[end : place.span.start].strip() in grammar.words("joints_of_places") for end in ends)

    seconds = {place.span.start for place in places if is_second(place)}
    return [replace(place, column="") if place.span.start in seconds else place for place in places]


def _place(known: Catalog, span: Span, meaning: str) -> Place:
    """The texts that a column or a field stands for; of a column of short entries its details, if any."""
    kind, _, what = meaning.partition(":")
    if kind == "field":
        role = _role(known, what)
        return Place(span, Facet.ROLE_HOLDS, role.value if role is not None else "")
    column = next((one for _, one in known.columns if one.key == what), None)
    if column is None or column.role in _NO_TEXTS:
        return Place(span, entries=what)
    if column.role is Role.RATING:
        longer = _details(known, column)
        return Place(span, column=longer.key if longer is not None else "", entries=what)
    return Place(span, column=what, entries=what)


_NO_TEXTS = (Role.NAME, Role.NUMBER, Role.DEPARTMENT, Role.COST, Role.YEAR)


def _role(known: Catalog, field: str) -> Role | None:
    roles = {column.role for _, column in known.columns} & (_TEXTS | {Role.TARGET, Role.KPI})
    wanted = (Role.ACTUAL, Role.RESULT) if field in (Field.ACTUAL, Field.RESULT) else ()
    if field in (Field.TARGET, Field.KPI) and known.has_kpis and not roles & {Role.TARGET, Role.KPI}:
        # Targets may be printed behind the names of indicators, within another column.
        return Role.KPI
    others = tuple(role for role in roles if role.value == field)
    return next((role for role in (*others, *wanted) if role in roles), None)


def _details(known: Catalog, column: Column) -> Column | None:
    """The column whose header goes on from that of a rating: 「所見の詳細」 for 「所見」."""
    header = compact(column.header)
    longer = (one for _, one in known.columns if one.role in (Role.OTHER, *_TEXTS))
    return next((one for one in longer if compact(one.header).startswith(header)), None)


def _is_verb(term: str) -> bool:
    return any(term in terms for terms in _VERBS.values())


def _before_verb(
    index: Index,
    prepared: Prepared,
    known: Catalog,
    places: Sequence[Place],
    at: int,
    joint: re.Match[str],
) -> Iterator[Mention]:
    """Words right before their verb: 「課題に『周知』とある」, 「所見が一者応札に触れていない」."""
    held = _held(prepared, joint.start(), places)
    if held is None or not _fits(prepared.tokens, at, joint, held):
        return
    place = _place_before(prepared, places, held.start)
    alone = not held.start or prepared.folded[: held.start].endswith(grammar.words("before_held"))
    spoken = held.marked or joint["called"] or joint["of"]
    if place is None and not (spoken and alone):
        return
    literal = joint["of"] or joint["with"] in grammar.words("held_joints_quoting")
    yield from _mention(index, prepared, known, place, replace(held, literal=bool(literal and place)), at)


def _fits(tokens: Sequence[Token], at: int, joint: re.Match[str], held: _Held) -> bool:
    """Whether a verb says of the words, as they are joined to it, that they stand in a text."""
    term = tokens[at].term
    if joint["of"]:
        return term in _VERBS["of"] or (bool(joint["called"]) and term in _VERBS["quoted"])
    quoting = joint["with"] in grammar.words("held_joints_quoting")
    if quoting and term in grammar.words("there_or_not") and tokens[at].start == joint.end():
        return held.marked
    if quoting:
        return term in _VERBS["quoting"]
    marked = held.marked or bool(joint["called"])
    if term == grammar.word("come_out") and not marked:
        return at + 2 < len(tokens) and tokens[at + 2].term in grammar.words("comes")
    return term in _VERBS["with"] or (marked and term in _VERBS["quoted"])


def _behind_place(
    index: Index, prepared: Prepared, known: Catalog, places: Sequence[Place], at: int
) -> Iterator[Mention]:
    """Words before the column that stands before their verb: 「『周知』という語が課題に入っている」."""
    text, verb = prepared.folded, prepared.tokens[at]
    for place in places:
        if place.span.end > verb.start or not _BEHIND_PLACE.fullmatch(text, place.span.end, verb.start):
            continue
        joint = _BEHIND_HELD.search(text[: place.span.start])
        held = _held(prepared, joint.start(), places) if joint is not None else None
        if joint is None or held is None:
            continue
        marked = held.marked or bool(joint["called"])
        known_verb = verb.term in (*_VERBS["with"], *_VERBS["quoting"])
        if known_verb or (marked and verb.term in _VERBS["quoted"]):
            yield from _mention(index, prepared, known, place, held, at, place.span)


def _held(prepared: Prepared, end: int, places: Sequence[Place]) -> _Held | None:
    """The words that end at a position."""
    text = prepared.folded[:end]
    marked = _MARKED.search(text)
    if marked is not None:
        inside = _QUOTED.finditer(prepared.cased, marked.start("words"), marked.end("words"))
        words = tuple(match.group(1) for match in inside)
        return _Held(marked.start(), (*words, *_spelt(marked["aside"])), True)
    aside = _BRACKETED.search(text)
    if aside is not None:
        end = aside.start()
    said = next((word for word in grammar.words("held_denials") if text.endswith(word, 0, end)), "")
    start = _run(prepared.tokens, end - len(said), [place.span for place in places])
    if said and start < end - len(said):
        return _Held(start, (prepared.cased[start:end],), True)
    words = (prepared.cased[start:end],)
    if start == end or prepared.folded[start:end] in _GENERAL:
        return None
    return _Held(start, (*words, *(_spelt(aside["aside"]) if aside is not None else ())), False)


def _spelt(aside: str | None) -> tuple[str, ...]:
    """How words are spelt besides, as it stands in brackets behind them: 「一社応札も」."""
    match = _SPELT.match(aside) if aside else None
    return (match.group(1) or match["bare"],) if match is not None else ()


def _run(tokens: Sequence[Token], end: int, taken: Sequence[Span]) -> int:
    """Where the nouns begin that end at a position."""
    start = end
    genitive = grammar.word("genitive")
    for token in reversed([token for token in tokens if token.end <= end]):
        if token.end != start or any(span.holds(token.start, token.end) for span in taken):
            break
        if token.surface in _HELD_BEHIND and start != end:
            break
        noun = token.pos in CONTENT and token.pos not in (Pos.VERB, Pos.ADJECTIVE)
        if not noun and not (token.surface == genitive and start != end):
            break
        start = token.start
    first = next((token for token in tokens if token.start == start), None)
    return start + len(genitive) if first is not None and first.surface == genitive else start


def _place_before(prepared: Prepared, places: Sequence[Place], start: int) -> Place | None:
    found = [
        place
        for place in places
        if place.span.end < start and _TO_HELD.fullmatch(prepared.folded, place.span.end, start)
    ]
    return max(found, key=lambda place: (bool(place.column), place.span.end - place.span.start), default=None)


def _mention(
    index: Index,
    prepared: Prepared,
    known: Catalog,
    place: Place | None,
    held: _Held,
    at: int,
    place_span: Span | None = None,
) -> Iterator[Mention]:
    """The mention from the column, or the words, to the end of the verb at a token."""
    tokens, end = prepared.tokens, at + 1
    while end < len(tokens) and tokens[end].start == tokens[end - 1].end and _goes_on(tokens[end]):
        end += 1
    denied = any(token.term in _DENYING for token in tokens[at:end])
    starts = [held.start, *(one.start for one in (place_span, place.span if place else None) if one)]
    span = Span(min(starts), tokens[end - 1].end)
    yield from _made(index, prepared, known, place, held, span, denied)


def _goes_on(token: Token) -> bool:
    return token.pos is Pos.AUXILIARY or token.term in _ENDINGS


def _made(
    index: Index,
    prepared: Prepared,
    known: Catalog,
    place: Place | None,
    held: _Held,
    span: Span,
    denied: bool,
) -> Iterator[Mention]:
    if place is not None and len(held.words) > 1 and not held.marked:
        held = _with_its_brackets(index, place, held)
    entered = place is not None and (
        not place.column
        or (_is_entry(known, place.entries, held.words) and not _is_shared(index, place, held))
    )
    if entered or not _is_whole(held.words):
        return
    facet, column = (place.facet, place.column) if place is not None else (Facet.HOLDS, "")
    if not (held.marked or held.literal) and not index.select([Filter(facet, held.words, column=column)]):
        # Of words that no such text holds there is no telling whether they are meant as they are.
        return
    made = Filter(facet, held.words, denied, column)
    yield Mention(span, prepared.slice(span), (f"value:{facet.value}",), made, cost=COST)


def _with_its_brackets(index: Index, place: Place, held: _Held) -> _Held:
    """Words whose brackets entries of the column have too, as one: 「県（土木部）」, no other spelling."""
    whole = f"{held.words[0]}({held.words[1]})"
    return replace(held, words=(whole,)) if entries_holding(index, place.entries, whole, _LONGEST) else held


def _is_shared(index: Index, place: Place, held: _Held) -> bool:
    """Whether other entries hold an entry too, so that it is said of them: 「所有者に県が含まれる」."""
    return any(len(entries_holding(index, place.entries, word, _LONGEST)) > 1 for word in held.words)


_LONGEST = 60


def _is_whole(words: Sequence[str]) -> bool:
    """Whether words have no bracket or quotation mark that belongs to another part of the question."""
    return all(one.count(a) == one.count(b) for one in words for a, b in ("「」", "()", "（）", "『』"))


def _is_entry(known: Catalog, column: str, words: Sequence[str]) -> bool:
    """Whether words are a whole entry of a column, which another condition is on."""
    folded = {compact(one) for one in words}
    rated = any(column in known.ratings.get(one, ()) for one in folded)
    return rated or any(n.ref == column and n.folded in folded for n in known.names[NameKind.VALUE])


_WORDS = (
    rf"(?:{_P('english_held_as')} )?(?:[「『“\"](?P<quoted>[^「」『』“”\"]{{1,40}})[」』”\"]"
    r"|(?<![a-z])['‘](?P<single>[^'‘’]{1,40})['’](?![a-z])|(?P<bare>[ぁ-ヿ㐀-鿿ー]{2,30}))"
)
_NOT = rf"(?:(?P<not>{_P('english_held_not')}) )?"
_THEIR = rf"(?:{_P('possessives')} )?"
_LEAD = rf"(?<![a-z])(?:{_P('english_relative', 'whose_alone')} )?"
_FROM_COLUMN = expression(rf" (?:{_P('english_relative')} )?{_NOT}{_P('english_hold')} {_WORDS}")
_TO_COLUMN = expression(
    rf"{_LEAD}{_NOT}(?:{_P('english_hold', 'english_titled')} )?{_WORDS} (?:{_P('english_copulas')} )?"
    rf"(?P<no>{_P('english_denial')} )?{_P('english_held_in')} {_THEIR}$"
)
_SPEAK = expression(rf"{_LEAD}{_NOT}{_P('english_speak')} {_WORDS}")


def _english(index: Index, prepared: Prepared, known: Catalog, places: Sequence[Place]) -> Iterator[Mention]:
    text = prepared.folded
    for place in places:
        behind = _FROM_COLUMN.match(text, place.span.end)
        if behind is not None:
            span = Span(place.span.start, behind.end())
            yield from _made(
                index, prepared, known, place, _told(prepared, behind), span, bool(behind["not"])
            )
        ahead = _TO_COLUMN.search(text[: place.span.start])
        if ahead is not None:
            span = Span(ahead.start(), place.span.end)
            denied = bool(ahead["not"]) != bool(ahead["no"])
            yield from _made(index, prepared, known, place, _told(prepared, ahead), span, denied)
    for match in _SPEAK.finditer(text):
        span = Span(*match.span())
        yield from _made(index, prepared, known, None, _told(prepared, match), span, bool(match["not"]))


def _told(prepared: Prepared, match: re.Match[str]) -> _Held:
    kind = next(one for one in ("quoted", "single", "bare") if match[one])
    return _Held(match.start(), (prepared.cased[slice(*match.span(kind))],), kind != "bare")
