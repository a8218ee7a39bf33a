"""Several figures of one row, each called by its label: 「開館日数と利用者数は」.

Each label is looked for among the row's indicators. All are told, in the order in which they were asked for;
one that the row does not state is named, and where it states only one of them nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates
from assistant.answering.kinds.figures.labelled_figure import Meant, is_printed_apart, tell_figures
from assistant.model.question import Field, Word
from assistant.model.span import Span
from assistant.words import grammar
from corpus.document import Kpi
from corpus.text.folding import compact
from index.language.tokenizer import NOMINAL, Token, tokenize

_ROWS = 6
# What is asked of an indicator other than what it came to.
_OTHERS = frozenset({Field.TARGET, Field.RATE, Field.GAP, Field.BASELINE, Field.PROGRESS})
_JOINTS = grammar.word_set("joints_of_labels")


def answer_several_figures(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """The figure of each label that a question joins, of the one row that states them; None for others."""
    question = desk.question
    if any(field in _OTHERS for field in question.fields):
        return None
    said = [cue.span for cue in question.cues if cue.means("field") == Field.ACTUAL]
    tokens = [t for t in tokenize(question.folded) if not any(span.holds(t.start, t.end) for span in said)]
    labels = _labels(tokens)
    if len(labels) < 2:
        return None
    ranked = candidates(desk.index, question.subject, ids, limit=_ROWS) if question.weight > 0 else ()
    for row_id in question.rows or [one.row_id for one in ranked] or ids or ():
        found = [one for label in labels if (one := _meant(desk, row_id, label)) is not None]
        if len(found) < len(labels) or len({kpi.name for kpi, _ in found}) < len(labels):
            continue
        spans = [_end_of(label, number) for label, (_, number) in zip(labels, found, strict=True)]
        beside = [word for word in question.subject if not any(span.overlaps(word.span) for span in spans)]
        if question.rows or _is_called(desk.row(row_id).title, beside):
            return tell_figures(desk, [Meant(row_id, kpi, 1.0, 0) for kpi, _ in found])
    return None


def _labels(tokens: Sequence[Token]) -> list[list[Token]]:
    """The runs of nouns that are joined, with the の within the first of them; the runs alone else."""
    groups: list[list[Token]] = [[]]
    joined = False
    for token in (one for one in tokens if one.surface.strip()):
        if token.surface in _JOINTS and groups[-1] and (len(groups) > 1 or _ends_in_number(groups[-1])):
            groups.append([])
            joined = True
        elif (token.pos in NOMINAL and not _is_english(token)) or (
            token.surface in grammar.words("genitive") and groups[-1]
        ):
            groups[-1].append(token)
        elif joined and groups[-1]:
            break
        elif not joined:
            groups = [[]]
    if groups[-1] and groups[-1][-1].surface in grammar.words("genitive"):
        # 「…数の実績は」
        groups[-1].pop()
    found = [group for group in groups if group and group[-1].pos in NOMINAL]
    return found if joined and all(_ends_in_number(group) for group in found) else []


def _is_english(token: Token) -> bool:
    return token.surface.isascii() and token.surface.isalpha() and token.surface.islower()


def _ends_in_number(group: Sequence[Token]) -> bool:
    """Whether a run ends as what figures are called by: 利用者数, 延長."""
    return group[-1].surface.endswith(grammar.words("ends_of_figures"))


def _end_of(label: Sequence[Token], number: int) -> Span:
    """The stretch of so many nouns at the end of a label."""
    nouns = [token for token in label if token.pos in NOMINAL]
    return Span(nouns[-number].start, nouns[-1].end)


def _meant(desk: Desk, row_id: int, label: Sequence[Token]) -> tuple[Kpi, int] | None:
    """The one indicator of a row whose name holds most words from the end of a label, and how many."""
    row = desk.row(row_id)
    words = [token.surface for token in label if token.pos in NOMINAL]
    held = {
        kpi: next((n for n in range(len(words), 0, -1) if all(w in compact(kpi.name) for w in words[-n:])), 0)
        for kpi in row.kpis
        if kpi.actual is not None and not is_printed_apart(row, kpi)
    }
    most = max(held.values(), default=0)
    fits = [kpi for kpi, number in held.items() if number == most]
    return (fits[0], most) if most and len(fits) == 1 else None


def _is_called(title: str, beside: Sequence[Word]) -> bool:
    """Whether the name of a row holds all words beside the labels, or what they are short for."""
    name = compact(title)
    return all(
        compact(word.surface) in name or any(compact(term) in name for term in word.terms)
        for word in beside
        if word.weight > 0
    )
