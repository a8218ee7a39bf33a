"""The page of a record: an answer with all that it stands on, and an address to check it by later.

The address names the answer and the files that it was made from by their digests. When it is opened, the
question is asked anew and both are compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from flask import url_for
from werkzeug.urls import uri_to_iri

from assistant.model.answer import Answer
from assistant.model.reading import Stage
from assistant.model.record import CitedCell, LeftOut, Record, RowName
from assistant.render.digest import LENGTH, digest
from assistant.render.findings import sentence
from assistant.render.words import field_label
from corpus.document import Finding
from corpus.frozen import dataclass
from index.records import DocumentInfo
from web.embedding.view import whole
from web.messages import Messages
from web.views.given.contexts import Link
from web.views.given.record_contexts import CellView, CheckView, LeftOutView, RecordPage, SourceFileView
from web.views.turns import lines_of, row_address

ROWS_MOST = 500
"""Rows of an answer's table that are printed; its files have all."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the address of a record says of it: the digests of the answer and of its files, and when it was
    made.
    """

    answer: str
    files: str
    at: datetime | None


def files_digest(documents: Sequence[DocumentInfo]) -> str:
    """A short name for the files that an answer was made from."""
    text = "\n".join(sorted(f"{one.id} {one.digest}" for one in documents))
    return sha256(text.encode()).hexdigest()[:LENGTH]


def record_page(record: Record, text: Messages, now: datetime, claimed: Claimed | None) -> RecordPage:
    """The page of a record, inside a request; `claimed` is what its address says, where it was printed."""
    answer, reading = record.answer, record.answer.reading
    titles = {one.id: one.title for one in record.documents}
    asked: dict[str, Any] = {"q": answer.question, "after": list(answer.history)}
    rows = answer.table.rows[:ROWS_MOST] if answer.table else ()
    address = whole(
        url_for(
            "record.record",
            **asked,
            language=text.language,
            answer=digest(answer),
            files=files_digest(record.documents),
            at=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        )
    )
    return RecordPage(
        question=answer.question,
        earlier=answer.history,
        language=answer.language.value,
        lines=tuple(lines_of(answer)),
        sentence=reading.sentence if reading else "",
        stages=_stages(reading.total, reading.stages, text) if reading and reading.stages else (),
        columns=answer.table.columns if answer.table else (),
        rows=rows,
        total=record.total,
        counted=tuple(_row(one, titles) for one in record.counted),
        more=record.total - len(record.counted),
        left_out=tuple(_left_out(one, titles, text) for one in record.left_out),
        cells=tuple(_cell(one, titles, text) for one in record.cells),
        left_off=record.left_off,
        arithmetic=record.arithmetic,
        marks=record.marks,
        repairs=tuple(dict.fromkeys(_repair(one, text) for one in record.findings)),
        files=tuple(_file(one, text) for one in record.documents),
        computed=local(now),
        address=Link(uri_to_iri(address), address),
        digest=digest(answer),
        conversation=url_for("chat.conversation", **asked),
        check=_check(answer, record, claimed, text) if claimed else None,
    )


def local(time: datetime) -> str:
    """A time of this place, to the minute: 2026-11-30 10:05 (JST)."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M (%Z)")


def _stages(total: int, stages: Sequence[Stage], text: Messages) -> tuple[str, ...]:
    told = [text("reading.all", count=total)]
    for stage in stages:
        words = text("record.taken", words=stage.words) if stage.words else ""
        rows = f" {text('count.rows', count=stage.rows)}" if stage.rows is not None else ""
        told.append(f"{stage.column}: {words}{stage.value}{rows}")
    return tuple(told)


def _row(one: RowName, titles: Mapping[str, str]) -> str:
    """A row by number and title, with its document where several are named."""
    name = f"{one.number} {one.title}".strip()
    return f"{name} ({titles.get(one.document, one.document)})" if len(titles) > 1 else name


def _left_out(one: LeftOut, titles: Mapping[str, str], text: Messages) -> LeftOutView:
    return LeftOutView(
        condition=text("record.not_so", column=one.column, value=one.value),
        count=one.count,
        rows=tuple(_row(row, titles) for row in one.rows),
        more=one.count - len(one.rows) if one.rows else 0,
    )


def _cell(one: CitedCell, titles: Mapping[str, str], text: Messages) -> CellView:
    place = f"{titles.get(one.row.document, one.row.document)}, {one.place}" if len(titles) > 1 else one.place
    return CellView(
        row=Link(
            f"{one.row.number} {one.row.title}".strip(),
            row_address(one.row.document, one.row.number, one.field),
        ),
        column=field_label(one.column, text.language),
        text=one.text,
        taken=one.taken,
        place=place,
    )


def _repair(one: Finding, text: Messages) -> str:
    """What was repaired in a row, or does not agree: with what is printed and what it was taken for."""
    said = f"{one.row} {one.column}".strip() + f": {sentence(one, text.language)}"
    if one.printed and one.taken:
        said += text("record.repaired", printed=_short(one.printed), taken=_short(one.taken))
    return said


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


_LONGEST = 80


def _file(one: DocumentInfo, text: Messages) -> SourceFileView:
    read = local(datetime.fromisoformat(one.built_at)) if one.built_at else ""
    year = text("documents.fiscal_year", year=one.fiscal_year) if one.fiscal_year else ""
    return SourceFileView(one.title, one.publisher, year, one.file, one.digest, read)


def _check(answer: Answer, record: Record, claimed: Claimed, text: Messages) -> CheckView:
    """Whether the answer, and the files it was made from, are those that an address was printed for."""
    at = local(claimed.at) if claimed.at else text("record.earlier_time")
    if claimed.answer != digest(answer):
        return CheckView("changed", text("record.changed", at=at))
    if claimed.files != files_digest(record.documents):
        return CheckView("replaced", text("record.replaced", at=at))
    return CheckView("same", text("record.same", at=at))
