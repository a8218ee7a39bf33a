"""Turns what a reader found in a file into a document: which tables hold records, under which headings.

What is known of a document beside it (`Settings`) goes before what is found in it. Nothing is dropped: a
table that holds no records, and text outside tables, become passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import pairwise

from corpus.document import Document, Finding, FindingKind, Legend, Locator, Passage, Role, Row
from corpus.frozen import dataclass
from corpus.records.audit import check_numbering, check_pages, infer_ratings
from corpus.records.records import Recorder
from corpus.records.rows import read_rows
from corpus.records.years import (
    without_year,
    year_of_columns,
    year_of_name,
    year_of_rows,
    year_of_text,
    years_of_tables,
)
from corpus.settings import Settings
from corpus.source import Grid, Source, Text
from corpus.tables.cells.cell_texts import cell_texts, labelled
from corpus.tables.cells.filling import filled_down
from corpus.tables.cells.references import with_referred
from corpus.tables.headers.bands import header_band
from corpus.tables.headers.columns import Field, Layout, lay_out
from corpus.tables.headers.stubs import on_one_level
from corpus.tables.layouts.forms import find_forms
from corpus.tables.layouts.parents import parent_texts, without_parents
from corpus.tables.layouts.parted import rejoined
from corpus.tables.layouts.sections import with_sections
from corpus.tables.layouts.shape import by_shape, with_name
from corpus.tables.layouts.sideways import turned, unfolded
from corpus.tables.layouts.tables import GridRow, Table, find_tables
from corpus.tables.ratings.legend import legend_in_text, read_legend, texts_of_tables
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank, number_like, one_line, plain_heading, tidy
from corpus.unreadable import UnreadableFile

_LONGEST_TITLE = 80
# The headings that something stands under, outermost first.
_Path = tuple[str, ...]
# With so many columns of figures the first row heads them, and is no label with its value.
_SEVERAL = 2
_KEYS = frozenset({Role.NUMBER, Role.NAME, Role.GROUP, Role.KPI})
# Before a line that says something of a file of separated values.
_COMMENT = "#＃ \u3000"


@dataclass(frozen=True, slots=True)
class _Shaped:
    """A table whose columns are of no known records, and the headings it stands under."""

    table: Table
    path: _Path
    caption: _Path = ()

    @property
    def kind(self) -> tuple[object, ...]:
        """What it shares with other tables of its kind."""
        return tuple(heading.identity for heading in self.table.headings)


@dataclass(slots=True)
class _Found:
    """The parts of a file, in its order; tables by shape wait among the passages."""

    tables: list[tuple[Table, _Path]] = field(default_factory=list)
    legend: list[Legend] = field(default_factory=list)
    forms: list[tuple[Table, _Path]] = field(default_factory=list)
    headings: list[Text] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    titles: list[Text] = field(default_factory=list)
    passages: list[Passage | _Shaped] = field(default_factory=list)


def recognise(source: Source, settings: Settings) -> Document:
    """The document that a file holds; without a table of records it is all text, and has no rows.

    Raises `UnreadableFile` where the file holds no text.
    """
    found = _collect(source, settings.roles)
    texts = _settled(found)
    referred = [with_referred(table) for table, _ in found.tables]
    filled = [filled_down(table) for table, _ in referred]
    found.tables = [(table, path) for (table, _), (_, path) in zip(filled, found.tables, strict=True)]
    layout = lay_out([table for table, _ in found.tables], settings.roles)
    laid = [
        (table, [layout.fields[place] for place in places])
        for (table, _), places in zip(found.tables, layout.tables, strict=True)
    ]
    own = years_of_tables(laid, [path[-1] if path else "" for _, path in found.tables])
    title = settings.title or _title(found, texts, source.name)
    recorder = Recorder(settings.id)
    for (table, fields), (_, path), table_year in zip(laid, found.tables, own, strict=True):
        # A heading over all of it is its title, no section.
        recorder.read(table, fields, [heading for heading in path if heading != title], table_year)
    dated = settings.fiscal_year or max(filter(None, own), default=None)
    year = dated or _fiscal_year(laid, found, texts, source.name)
    rows, repairs = read_rows(recorder.records, settings.id, year)
    passages = [*texts, *(_passage(row, (within,)) for row, within in recorder.others)]
    if not rows and not passages:
        raise UnreadableFile("no_text")
    told = [*passages, *(Passage(heading.text, (), heading.locator) for heading in found.headings)]
    told += texts_of_tables([table for table, _ in found.tables])
    legend = tuple(found.legend) or legend_in_text(told, _scale(layout, rows))
    columns = tuple(item.column for item in layout.fields)
    rows, tallied = infer_ratings(rows, columns, legend, settings.id, year)
    return Document(
        id=settings.id,
        title=title if settings.title or not any(own) else without_year(title),
        publisher=settings.publisher,
        file=source.name,
        digest=source.digest,
        columns=columns,
        rows=rows,
        fiscal_year=year,
        place=settings.place,
        sections=tuple(dict.fromkeys(row.section for row in rows if row.section)),
        legend=legend,
        passages=tuple(passages),
        findings=(
            *(Finding(one.kind, settings.id, "", "", one.printed, "", one.locator) for one in source.remarks),
            *_of_columns(FindingKind.NAMED_REFERENCE, referred, settings.id),
            *_of_columns(FindingKind.FILLED_DOWN, filled, settings.id),
            *recorder.findings([row.number for row in rows]),
            *repairs,
            *tallied,
            *check_numbering(rows, settings.id),
            *check_pages(found.headings, settings.id),
            *_unrecognised(layout.fields, settings.id),
        ),
    )


def _of_columns(
    kind: FindingKind, tables: Sequence[tuple[Table, tuple[int, ...]]], document: str
) -> Iterator[Finding]:
    """A finding for each column of a table in which cells were filled or named."""
    for table, columns in tables:
        for place in columns:
            yield Finding(kind, document, "", table.headings[place].printed, "", "", table.locator)


def _collect(source: Source, roles: Mapping[str, str]) -> _Found:
    """Sorts the blocks of a file into tables of records, keys to ratings, headings and passages."""
    found = _Found()
    stack: list[tuple[int, str]] = []
    joined = rejoined(source.blocks)
    turned_blocks = [turned(unfolded(one)) if isinstance(one, Grid) else one for one in joined]
    blocks = with_sections(turned_blocks)
    # What is printed a heading at a time is a list, and no form.
    printed = set(map(id, turned_blocks))
    forms = find_forms([one if id(one) in printed else Text("", one.locator) for one in blocks], roles)
    for place, block in enumerate(blocks):
        if isinstance(block, Text) and block.labels:
            found.passages.append(Passage(block.text, _labelled(_path(stack), block.labels), block.locator))
            continue
        if isinstance(block, Text):
            if not found.tables and not found.forms:
                found.titles.append(block)
            if block.level:
                stack = [entry for entry in stack if entry[0] < block.level]
                stack.append((block.level, plain_heading(block.text)))
                found.headings.append(block)
            else:
                found.texts.append(block)
                found.passages.append(Passage(block.text, _path(stack), block.locator))
            continue
        for table in forms.tables.get(place, ()):
            found.forms.append((table, _path(stack)))
        if place in forms.rest:
            for table in forms.rest[place]:
                found.passages += _as_passages(table, _path(stack))
            continue
        for table in find_tables(block, roles):
            _sort(table, found, _path(stack), roles, _caption(blocks[place - 1] if place else None))
    return _with_sheets(found, source)


def _path(stack: Sequence[tuple[int, str]]) -> _Path:
    return tuple(text for _, text in stack if text)


def _labelled(path: _Path, labels: _Path) -> _Path:
    """The headings and labels that a figure of a drawing stands under; a title that is the heading once."""
    title, *others = labels
    titled = path and compact(title) in compact(path[-1])
    return (*path, *(() if titled else (title,)), *filter(None, others))


def _caption(block: Grid | Text | None) -> _Path:
    """The numbered caption that stands right above a table: 「表１ 更新の時期」; empty where none does."""
    text = block.text if isinstance(block, Text) and not block.level else ""
    return (one_line(text),) if len(text) <= _LONGEST_TITLE and _CAPTION.match(text) else ()


_CAPTION = expression(r"(?:図表|表|図)\s*[0-9０-９]+[-－.．0-9０-９]*\s*[^\s0-9０-９はがをにの、]")


def _sort(table: Table, found: _Found, path: _Path, roles: Mapping[str, str], caption: _Path = ()) -> None:
    """Puts one table where it belongs; the texts of its cells stand under its caption too."""
    table, parents = without_parents(on_one_level(_with_band(table)))
    found.passages += [_passage(row, path) for row in table.preamble]
    found.passages += parent_texts(table, parents, path)
    if lines := read_legend(table):
        found.legend += lines
    elif _holds_records(table, roles):
        found.tables.append((table, path))
    elif found.tables and _goes_on(table, found.tables[-1][0]):
        above, within = found.tables[-1]
        found.tables.append((replace(table, headings=above.headings), path or within))
    elif (shaped := _by_shape(table)) is not None:
        found.passages.append(_Shaped(shaped, path, caption))
    else:
        found.passages += _as_passages(replace(table, preamble=()), path)


def _with_band(table: Table) -> Table:
    """The table with the band of a section that stands above its header as its first row.

    It is one where others like it stand between the rows below; a single one is the title of the table.
    """
    if table.preamble and _is_band(table.preamble[-1]) and any(map(_is_band, table.rows)):
        return replace(table, preamble=table.preamble[:-1], rows=(table.preamble[-1], *table.rows))
    return table


def _is_band(row: GridRow) -> bool:
    """Whether one text is merged over all of a row."""
    return bool(row[0].text) and all(cell.filled and cell.text == row[0].text for cell in row[1:])


def _by_shape(table: Table) -> Table | None:
    """The table with a column that names its rows, where it has one; None for a grid that is no table."""
    table = replace(table, preamble=())
    band = header_band(table.rows)
    if (band is None or len(band.figures) < _SEVERAL) and (pairs := labelled(table)):
        return pairs
    if not table.headings:
        return by_shape(table)
    return with_name(table) if len(table.headings) > 1 and table.rows else None


def _settled(found: _Found) -> list[Passage]:
    """The texts in the order of the file, with the cells of tables by shape.

    Where no table has known records, those of the kind with most rows are the records.
    """
    sizes: Counter[tuple[object, ...]] = Counter()
    for one in found.passages:
        if isinstance(one, _Shaped) and any(h.roles[0] is Role.NAME for h in one.table.headings):
            sizes[one.kind] += len(one.table.rows)
    main = max(sizes, key=lambda kind: sizes[kind], default=None) if not found.tables else None
    texts: list[Passage] = []
    for one in found.passages:
        if isinstance(one, Passage):
            texts.append(one)
        elif main is not None and one.kind == main and sizes[main] > 1:
            found.tables.append((one.table, one.path))
            texts += [_passage(row, one.path) for row in one.table.preamble]
        else:
            texts += [_passage(row, one.path) for row in one.table.preamble]
            texts += cell_texts(one.table, (*one.path, *one.caption))
    return texts


def _as_passages(table: Table, path: _Path) -> list[Passage]:
    """The rows of a table that holds no records, under its header."""
    headed = (tidy(" ".join(heading.printed for heading in table.headings)),) if table.headings else ()
    return [
        *(_passage(row, path) for row in table.preamble),
        *(_passage(row, path + headed) for row in table.rows),
    ]


def _holds_records(table: Table, roles: Mapping[str, str]) -> bool:
    """Whether the columns of a table are those of records: something that names them, and something said."""
    stated = {tidy(header) for header in roles}
    allowed = [
        heading.roles[0]
        for heading in table.headings
        if heading.roles[0] is not Role.OTHER or heading.printed in stated
    ]
    named = _KEYS.intersection(allowed) or any(heading.printed in stated for heading in table.headings)
    return bool(named) and len(allowed) > 1 and bool(table.rows)


def _goes_on(table: Table, above: Table) -> bool:
    """Whether a table without a header is the rest of the one above, cut by a page."""
    if table.headings or len(table.rows[0]) != len(above.headings):
        return False
    numbered = [
        index
        for index in range(len(above.headings))
        if above.rows and all(is_blank(row[index].text) or number_like(row[index].text) for row in above.rows)
    ]
    fitting = sum(
        all(is_blank(row[index].text) or number_like(row[index].text) for index in numbered)
        for row in table.rows
    )
    return bool(numbered) and fitting * 2 > len(table.rows)


def _with_sheets(found: _Found, source: Source) -> _Found:
    """Without headings, the sheets of a workbook are the sections, where there are several."""
    sheets = {block.locator.sheet for block in source.blocks if isinstance(block, Grid)}
    if len(sheets - {None}) > 1:
        found.tables = [(table, path or _sheet(table)) for table, path in found.tables]
        found.passages = [
            replace(one, path=one.path or _sheet(one.table)) if isinstance(one, _Shaped) else one
            for one in found.passages
        ]
    # A sheet with one record is no section.
    found.tables += found.forms
    return found


def _sheet(table: Table) -> _Path:
    return (table.locator.sheet,) if table.locator.sheet else ()


def _passage(row: GridRow, headings: _Path) -> Passage:
    """A row that is no record, as text: its cells with a blank between, a merged one once."""
    cells = [cell for cell in row if cell.text]
    kept = cells[:1] + [
        cell for before, cell in pairwise(cells) if not (cell.filled and cell.text == before.text)
    ]
    locator = kept[0].locator if kept else Locator()
    return Passage(" ".join(cell.text for cell in kept), tuple(filter(None, headings)), locator)


def _scale(layout: Layout, rows: Sequence[Row]) -> frozenset[str]:
    """The folded ratings of all columns, and the signs and letters that stand alone in others."""
    rated = {value for item in layout.fields for value in item.scale}
    return frozenset(rated | {compact(c.text) for row in rows for c in row.cells if len(c.text.strip()) == 1})


def _fiscal_year(
    laid: Sequence[tuple[Table, Sequence[Field]]], found: _Found, passages: Sequence[Passage], name: str
) -> int | None:
    """The year of the results: that of their headers, of a column of years, of the title, or of the file."""
    if year := year_of_columns([item for _, fields in laid for item in fields]):
        return year
    for table, fields in laid:
        if any(item.role is Role.YEAR and not item.due for item in fields):
            return year_of_rows(table, fields)
    texts = [text.text for text in (*found.texts[:3], *found.headings[:1])]
    texts += [passage.text for passage in passages[:3]]
    year = next((year for text in texts if (year := year_of_text(text))), None)
    return year or year_of_name(name.rsplit(".", 1)[0])


def _title(found: _Found, passages: Sequence[Passage], name: str) -> str:
    """The first text of the file that stands before its tables and is no sentence; else the file's name."""
    first = found.tables[0][0].locator if found.tables else Locator()
    for text in found.titles:
        before = text.locator.line is None or first.line is None or text.locator.line < first.line
        if before and len(text.text) <= _LONGEST_TITLE and "。" not in text.text:
            return plain_heading(text.text) if text.level else one_line(text.text)
    for passage in passages[:1]:
        if len(passage.text) <= _LONGEST_TITLE and (title := passage.text.lstrip(_COMMENT)):
            return one_line(title)
    return name.rsplit(".", 1)[0]


def _unrecognised(fields: Sequence[Field], document: str) -> list[Finding]:
    return [
        Finding(FindingKind.UNRECOGNISED_COLUMN, document, column=item.column.header)
        for item in fields
        if item.role is Role.OTHER and not item.known and item.titled and item.filled
    ]
