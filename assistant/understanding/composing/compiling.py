"""From the text of a question to a query over rows: prepare, propose, settle, compose, account.

None is returned for a question that asks nothing of rows, or of which a content word would go unused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.catalogue.catalog import catalog
from assistant.catalogue.office_paths import outer_offices
from assistant.model.mention import Mention
from assistant.model.query import Ask, Query, Range, Top, Topic, leaves
from assistant.model.question import Field, Word
from assistant.understanding.composing.asking.asks import ask_of
from assistant.understanding.composing.asking.given import Given, figure_lacked
from assistant.understanding.composing.asking.tallies import number_of_nothing
from assistant.understanding.composing.conditions.included import with_included
from assistant.understanding.composing.conditions.predicates import find_parts, without_figures
from assistant.understanding.composing.conditions.ranges import SHARES
from assistant.understanding.composing.conditions.targets import says_when_due
from assistant.understanding.composing.conditions.topics import (
    kept_to_column,
    topics_of,
    unspoken,
    with_topic,
)
from assistant.understanding.composing.following.all_told import expected_numbers
from assistant.understanding.composing.following.groups_before import (
    with_groups_before,
    with_offices_before,
)
from assistant.understanding.composing.sentence import SILENT, Sentence, counts, only_cost
from assistant.understanding.composing.settling import Settled, settle
from assistant.understanding.mentions.proposals import propose
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import bases
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.frozen import dataclass
from index.filters import Facet, Filter
from index.language.tokenizer import Pos, Token
from index.rows.tallies import entries
from index.store import Index


@dataclass(frozen=True, slots=True)
class Compiled:
    """A question with its mentions, and its query where it has one.

    `unused` are content words that no part of the query was made of; a query with any is none, but the `part`
    that was read. `expected` are numbers of rows that are thought to pass, `lacked` is a figure of no column.
    """

    prepared: Prepared
    mentions: tuple[Mention, ...]
    query: Query | None
    unused: tuple[str, ...] = ()
    references: tuple[Mention, ...] = ()
    words: tuple[Word, ...] = ()
    expected: tuple[Mention, ...] = ()
    part: Query | None = None
    lacked: str = ""

    @property
    def mentions_noun(self) -> bool:
        """Whether a noun for rows, indicators or names stands in the question."""
        return any(m.means("noun") or m.means("field") == Field.KPI for m in self.mentions)


_ORDERING = ("superlative", "most", "order", "rank", "first", "which", "than")
# What only another way of answering understands: reasons, meanings, dates, changes, texts.
_ELSEWHERE = ("reason", "meaning", "date", "what", "quantity")


def compile_question(
    index: Index,
    prepared: Prepared,
    lexicon: Lexicon,
    before: Query | None = None,
    meant: Callable[[tuple[Mention, ...]], tuple[Mention, ...]] | None = None,
) -> Compiled:
    """The question as a query, on its own; `assistant.understanding.composing.following` has follow-ups.

    The query `before` only lends the figure that an order or a mean is of, where none is named; `meant` puts
    what is named in the place of words that point at it.
    """
    proposals = propose(index, prepared, lexicon)
    settled = settle(prepared, proposals.mentions)
    telling = tuple(m for m in settled.mentions if not all(meaning in SILENT for meaning in m.meanings))
    if not any(m.means(kind) is not None for m in telling for kind in _ORDERING):
        # 「いくらかかった」: a degree only where something is in order (「一番かかった」).
        telling = tuple(m for m in telling if m.words not in grammar.words("degrees_of_orders"))
    telling = with_groups_before(telling, before) if before is not None else with_included(telling)
    telling = with_offices_before(telling, before, outer_offices(index))
    telling = meant(telling) if meant is not None else telling
    if proposals.unknown:
        return Compiled(prepared, settled.mentions, None)
    return replace(
        _composed(index, prepared, lexicon, telling, settled, before),
        references=tuple(m for m in telling if m.means("follow") or m.means("also") or m.means("only")),
    )


def _composed(
    index: Index,
    prepared: Prepared,
    lexicon: Lexicon,
    telling: tuple[Mention, ...],
    settled: Settled,
    before: Query | None,
) -> Compiled:
    """The question of the settled mentions, with the words that its query does not use."""

    def made(query: Query | None, *unused: str) -> Compiled:
        return Compiled(prepared, settled.mentions, query, unused)

    sentence = Sentence(prepared, catalog(index), lexicon, telling, left=settled.left)
    left = _said(settled.left)
    if (
        any(m.means("ask") in _ELSEWHERE and not _is_condition(m, telling) for m in telling)
        or sentence.first("changed") is not None
    ):
        return made(None, *left)
    if any(m.means("due") for m in telling) and not says_when_due(telling):
        shares = (m.words for m in telling if m.quantity is not None and m.quantity.unit in SHARES)
        return made(None, *left, *shares, *_operators_in(sentence))
    topics = topics_of(index, prepared, lexicon, settled, telling)
    if topics.topic is not None or topics.sides or topics.explained:
        left = unspoken(index, lexicon, settled, topics.topic) if topics.topic is not None else ()
    if topics.column:
        sentence = replace(sentence, mentions=kept_to_column(telling, topics.column))
    parts, having = find_parts(sentence)
    unclear = number_of_nothing(sentence, parts)
    if unclear is not None:
        return made(None, *left, sentence[unclear].words)
    unstated = without_figures(sentence, parts, lambda key: _is_numeric(index, key))
    if unstated and not isinstance(topics.topic, Topic):
        # Of a topic the text may state the figure.
        return made(None, *left, *unstated)
    given = Given(
        sentence,
        parts,
        having,
        lambda key: _is_numeric(index, key),
        _lent(before, lambda key: _is_numeric(index, key)) or _money_shown(sentence, before),
        before is not None,
        topics.sides,
        topics.topic,
    )
    query = ask_of(given)
    if query is None:
        return replace(made(None, *left, *_operators_in(sentence)), lacked=figure_lacked(sentence))
    if Field.COST in query.shown and not _has_costs(sentence):
        # Money that no column holds is said of rows, if at all, in their text.
        costs = (m.words for m in telling if m.means("field") == Field.COST)
        return made(None, *left, *costs)
    query = _with_amounts(sentence, with_topic(sentence, query, topics.topic))
    return _accounted(index, settled, sentence, query, left)


def _accounted(
    index: Index, settled: Settled, sentence: Sentence, query: Query, left: tuple[str, ...]
) -> Compiled:
    """The question with its query where every word is accounted for; `left` are words that nothing covers."""
    made = Compiled(sentence.prepared, settled.mentions, query)
    expected = expected_numbers(index, sentence, query)
    blank = any(sentence[p].means("blank") or sentence[p].means("lacks") for p in sentence.used)
    loose = tuple(
        sentence[p].words
        for p in sentence.unused()
        if not _may_stand(sentence[p]) and not (blank and sentence[p].means("blank"))
    )
    if (
        left
        and not any(isinstance(leaf, Topic) for leaf, _ in leaves(query.where))
        and not loose
        and expected is not None
        and query.where is not None
        and all(_says_little(token, sentence.lexicon) for token in settled.left)
    ):
        return replace(made, unused=left, expected=expected)
    unheld = (m.words for m in sentence.mentions if m.means("all_told")) if expected is None else ()
    unused = (*left, *loose, *(words for words in unheld if words not in loose))
    if unused:
        return replace(made, query=None, unused=unused, part=query, lacked=figure_lacked(sentence))
    return replace(
        made, query=None if _leaves_out_how_much(sentence, query) else query, expected=expected or ()
    )


def _with_amounts(sentence: Sentence, query: Query) -> Query:
    """The query with the amounts of its rows shown, where 「いくら」 asks for them and names none."""
    if query.ask is not Ask.ROWS or query.shown or query.measure or not _has_costs(sentence):
        return query
    return replace(query, shown=(Field.COST,)) if _asks_how_much(sentence) else query


def _leaves_out_how_much(sentence: Sentence, query: Query) -> bool:
    """Whether rows would be listed where 「いくら」 asks for money, of which they say nothing."""
    return query.ask is Ask.ROWS and not (query.shown or query.measure) and _asks_how_much(sentence)


def _asks_how_much(sentence: Sentence) -> bool:
    return any(m.means("wanted") and m.words in grammar.words("how_much") for m in sentence.mentions)


def _has_costs(sentence: Sentence) -> bool:
    return any(column.role is Role.COST for _, column in sentence.known.columns)


# A verb that no condition was made of is named in the answer; it does not stop it, unless it denies
# something.
_LITTLE = frozenset({Pos.VERB, Pos.ADVERB, Pos.SUFFIX, Pos.PREFIX, Pos.COUNTER})


def _is_condition(mention: Mention, telling: Sequence[Mention]) -> bool:
    """Whether a word that asks for another kind of answer says which share, which rows
    (「施策は何ですか」), or when targets are due.
    """
    due = bool(mention.means("due")) and says_when_due(telling)
    listed = mention.means("ask") == "what" and any(
        other.means("noun") == "row" and 0 <= mention.span.start - other.span.end <= 1 for other in telling
    )
    return due or listed or _is_of_rows(mention, telling) or "ask:share" in mention.meanings


def _is_of_rows(mention: Mention, telling: Sequence[Mention]) -> bool:
    """Whether it is asked what rows there are of an entry, and not what a word means:
    「B評価の施策って、どんなものがありますか」.
    """
    rows = [m.span.end for m in telling if m.means("noun") == "row" and not m.means("pronoun")]
    beside = any(0 <= mention.span.start - end <= _TOPIC for end in rows)
    return mention.means("field") == Field.SUMMARY and beside and any(m.filter for m in telling)


# The longest particle behind a topic, with its comma: 「って、」.
_TOPIC = 3


def _says_little(token: Token, lexicon: Lexicon) -> bool:
    if token.surface in grammar.words("percents"):
        return False
    if token.surface.isascii():
        return any(base in lexicon.light or base in lexicon.stop for base in bases(token.surface, lexicon))
    return token.pos in _LITTLE


_MAY_STAND = (
    "follow",
    "only",
    "all",
    "ask",
    "share_of",
    "wanted",
    "or",
    "from_top",
    "pronoun",
    "noun",
    "also",
    "each",
    "together",
    "format",
    "rest",
    "both_before",
    "back",
    "again",
    "instead",
)


def _may_stand(mention: Mention) -> bool:
    """Whether a mention says nothing by itself where nothing was made of it; a share that is asked does."""
    if "ask:share" in mention.meanings and mention.means("together") is None:
        return False
    silent = mention.means("hush") or any(mention.means(kind) is not None for kind in _MAY_STAND)
    return bool(silent) and mention.means("field") is None


_STRONG = (
    "begins",
    "ends",
    "amount",
    "dated",
    "than",
    "beyond",
    "more_than",
    "every_group",
    "trend",
    "points",
    "opposite",
    "not",
    "or",
    "order",
    "figure",
    "rank",
    "first",
    "which",
    "difference",
    "most",
    "superlative",
    "several",
    "alone",
    "lacks",
    "unsaid",
    "people",
)


def _operators_in(sentence: Sentence) -> tuple[str, ...]:
    """The words of figures and operators that nothing was made of."""
    return tuple(
        sentence[place].words
        for place in sentence.unused()
        if any(sentence[place].means(kind) is not None for kind in _STRONG)
        and not sentence[place].means("all")
    )


def unused_operators(compiled: Compiled) -> tuple[str, ...]:
    """The figures and operators of a question that has no query: what an answer must not pass over."""
    strong = {
        m.words
        for m in compiled.mentions
        if any(m.means(kind) is not None for kind in _STRONG) and not m.means("all")
    }
    if compiled.query is not None:
        return ()
    joining = [
        m.words
        for m in compiled.mentions
        if compiled.unused and (m.means("or") or m.words in ("neither", "nor"))
    ]
    joining += [m.words for m in compiled.mentions if counts(m) and m.words in compiled.unused]
    if any(m.means("degree") is not None and m.words in compiled.unused for m in compiled.mentions):
        # 「どちらが多い」, of two that were not read.
        joining += [m.words for m in compiled.mentions if m.means("which") is not None]
    return tuple(dict.fromkeys((*(word for word in compiled.unused if word in strong), *joining)))


def _said(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(token.surface for token in tokens)


def _is_numeric(index: Index, key: str) -> bool:
    return entries(index, key).mostly_figures and key not in catalog(index).date_parts


def over_rows(compiled: Compiled) -> bool:
    """Whether a query stands by itself and says more than that rows are meant: any condition, figure, order
    or group.
    """
    query = compiled.query
    if query is None or (query.ask is Ask.COMPARISON and not query.sides):
        return False
    placed = query.nth or any(isinstance(leaf, Top) and leaf.nth for leaf, _ in leaves(query.where))
    if any(m.means("rank") for m in compiled.mentions) and query.ask is not Ask.RANKING and not placed:
        return False
    if query.ask not in (Ask.ROWS, Ask.COUNT) or query.thing not in ("row", "kpi"):
        return True
    facets = {leaf.facet for leaf, _ in leaves(query.where) if isinstance(leaf, Filter)}
    others = any(not isinstance(leaf, (Filter, Topic)) for leaf, _ in leaves(query.where))
    named = compiled.mentions_noun or any(m.means("ask") == "list" for m in compiled.mentions)
    searched = any(m.means("ask") in _OF_TEXT for m in compiled.mentions)
    topics = [leaf for leaf, _ in leaves(query.where) if isinstance(leaf, Topic)]
    within = any(topic.within for topic in topics)
    about = within or (named and not searched and not query.shown and bool(topics))
    return (
        bool(facets - _LIMITS) or others or about or (named and bool(facets - {Facet.DOCUMENT, Facet.YEAR}))
    )


# A topic is looked for in the text where it is asked how far it came, or for what speaks of it.
_OF_TEXT = ("progress", "search")
# What limits rows but does not say by itself that rows are meant: 「令和5年度は？」, 「達成できたの？」.
_LIMITS = frozenset({Facet.YEAR, Facet.DOCUMENT, Facet.KPI_STATE})


def _lent(before: Query | None, numeric: Callable[[str], bool]) -> str:
    """The figure that the query before was about, or was bound by; empty for none."""
    if before is None:
        return ""
    shown = (one.value for one in before.shown if isinstance(one, Field) and one in _FIGURES)
    bound = (leaf.dimension for leaf, _ in leaves(before.where) if isinstance(leaf, Range))
    figures = (one for one in bound if one not in _NUMBERS)
    columns = [one for one in before.shown if not isinstance(one, Field) and numeric(one)]
    column = columns[0] if len(columns) == 1 else ""
    return before.measure or next(shown, "") or column or next(figures, "")


def _money_shown(sentence: Sentence, before: Query | None) -> str:
    """The column of the money that rows were told with; empty where they were told without."""
    return only_cost(sentence) if before is not None and Field.COST in before.shown else ""


# Bounds on these are on how many there are of something, and not on a figure.
_NUMBERS = frozenset({"department_count", "kpi_count", "row_count"})
_FIGURES = frozenset({Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL})
