"""An answer for the clipboard: prose and rich text that stand in a letter as they are, with their source.

No line is broken but where the document breaks it, nothing is offered to be asked next, and a list has all
of its rows, whatever the page shows of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.model.answer import Answer
from assistant.render.words import single
from corpus.frozen import dataclass
from web.messages import Messages
from web.views.given.contexts import CitationView, TurnView
from web.views.turns import lines_of


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source: its `name` leads to `url`, `place` tells field and place, `quote` is verbatim."""

    name: str
    url: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Clip:
    """An answer to be pasted. `rows` are those of its table, the first two cells of each its number and name
    where `named`; `numeric` says which columns hold figures.

    `documents` name with their years what the answer is from, and `cited` the places in them; `left_out`
    says that there are more. `address` asks the `question` again.
    """

    lines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    named: bool
    notes: tuple[str, ...]
    documents: tuple[str, ...]
    cited: tuple[Cited, ...]
    left_out: str
    question: str
    address: str


def clip_of(answer: Answer, turn: TurnView, documents: Sequence[str], text: Messages) -> Clip:
    """The clip of an answer that is whole, from its turn with whole addresses."""
    table = answer.table
    return Clip(
        lines=tuple(lines_of(answer)),
        columns=table.columns if table else (),
        rows=tuple(tuple(map(single, row)) for row in table.rows) if table else (),
        numeric=turn.table.numeric if turn.table else (),
        named=bool(turn.table and turn.table.named),
        notes=answer.notes,
        documents=tuple(documents),
        cited=tuple(_cited(one, text) for one in (*turn.shown, *turn.folded)),
        left_out=text("turn.left_out", count=turn.left_out) if turn.left_out else "",
        question=answer.question,
        address=turn.address,
    )


def plain(clip: Clip, text: Messages) -> str:
    """The clip as lines of text; a row of its table is one line, its cells named."""
    parts = (clip.lines, tuple(_rows(clip, text)), clip.notes, tuple(_sources(clip, text)))
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _cited(one: CitationView, text: Messages) -> Cited:
    quote = "".join(piece.text for piece in one.quote)
    where = text("copy.between").join(part for part in (one.field, one.place) if part)
    name = " ".join(part for part in (one.row, one.title) if part) or one.document
    return Cited(single(name), one.url, where, single(quote))


def _rows(clip: Clip, text: Messages) -> Iterator[str]:
    for row in clip.rows:
        first = 2 if clip.named else 1
        cells = [
            text("copy.cell", label=label, text=cell)
            for label, cell in zip(clip.columns[first:], row[first:], strict=True)
            if cell
        ]
        name = " ".join(row[:first])
        told = text("copy.row", name=name, cells=text("copy.between").join(cells)) if cells else name
        yield text("copy.item", row=told)


def _sources(clip: Clip, text: Messages) -> Iterator[str]:
    if clip.documents:
        yield text("copy.source", documents=text("copy.between").join(clip.documents))
    for one in clip.cited:
        yield text("copy.cited", name=one.name, place=one.place, quote=one.quote)
    if clip.left_out:
        yield clip.left_out
    yield clip.address
