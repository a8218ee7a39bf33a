"""The names a document brings with it: what a question may call its rows, departments, ratings and values.

Nothing here knows a name beforehand; a new document brings its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from corpus.document import Document, Role, Row
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.build.analysis import spoken_and_cut
from index.records import PRINTED, SHORT, NameKind

# Distinct values up to which a column of figures is still one of categories (years, codes).
_FEW = 40
_LONGEST = 60
_WORD = 16
_FIGURES = expression(r"[-+△▲]?[0-9][0-9,.]*[%％]?")
# A bureau cut short before a department of it: 「政)計画部」, 「（政）計画部」, 「【政】計画部」.
_BUREAU = expression(r"^[(（【［\[〔]?[^()（）【】［］\[\]〔〕\s]{1,6}[)）】］\]〕:：][\s\u3000]*(?=\S{2})")
_TWO_LEVELS = expression(r"(\S{1,12})\s*[(（][^()（）]{1,20}[)）]")
_OWN_KIND = frozenset({Role.NUMBER, Role.NAME, Role.GROUP, Role.GROUP_NUMBER, Role.RATING, Role.KPI})


@dataclass(frozen=True, slots=True)
class NewName:
    """A name on its way into the index; `row` is the number of the row it names, empty if none."""

    kind: NameKind
    text: str
    folded: str
    reading: str
    tokens: str
    row: str
    ref: str
    form: str


def names_of(document: Document) -> Iterator[NewName]:
    """All names of a document in its order, each once a kind, row and reference; blank ones left out.

    They are not held: a long document has more names than rows.
    """
    known: set[tuple[str, ...]] = set()
    of_row: set[tuple[str, ...]] = set()
    last = ""
    for kind, text, row, ref, form in _names(document):
        folded = compact(text)
        # Numbers of rows are unique, and the names of a row stand together.
        if row and row != last:
            last = row
            of_row.clear()
        seen = of_row if row else known
        key = (kind, folded, row, ref, form)
        if folded and key not in seen:
            seen.add(key)
            reading, tokens = spoken_and_cut(text)
            yield NewName(kind, text, folded, reading, tokens, row, ref, form)


def categorical_columns(document: Document) -> dict[str, tuple[str, ...]]:
    """The columns whose values serve as names, each with its distinct values in order of appearance.

    Such a column has no value longer than 60 characters and repeats itself: it has at most half as many
    values as the document has rows, or three quarters where they are but words of 16 letters; of values of
    two levels (拡大（人員増）) the upper ones are counted. A column of over 40 values, most of them figures,
    is one of amounts, and left out.
    """
    between = _groups_between(document)
    values: dict[str, dict[str, str]] = {
        column.key: {} for column in document.columns if column.role not in _OWN_KIND or column.key in between
    }
    for row in document.rows:
        for cell in row.cells:
            known = values.get(cell.key)
            if known is None or not cell.text.strip():
                continue
            if len(cell.text) > _LONGEST:
                del values[cell.key]
            else:
                known.setdefault(cell.text, cell.text)
    others = {column.key for column in document.columns if column.role is Role.OTHER}
    return {
        key: tuple(known)
        for key, known in values.items()
        if 0 < _kinds(known) <= _most(key in others, known, len(document.rows)) and _varied(known)
    }


def _groups_between(document: Document) -> frozenset[str]:
    """The columns of groups that are neither the outermost nor the innermost: those have names already."""
    groups = {column.key for column in document.columns if column.role is Role.GROUP}
    for row in document.rows:
        ends = tuple(one for one in (compact(row.section), compact(row.group)) if one)
        groups -= {c.key for c in row.cells if c.key in groups and compact(c.text).endswith(ends)}
    return frozenset(groups)


def _most(without_role: bool, values: Collection[str], rows: int) -> int:
    """How many values a column may have that repeats itself: short words without a role may less often."""
    words = all(len(value) <= _WORD and not _FIGURES.search(value) for value in values)
    return rows * 3 // 4 if without_role and words else rows // 2


def _kinds(values: dict[str, str]) -> int:
    """How many values there are, those that differ by what stands in their last brackets taken as one."""
    levels = [_TWO_LEVELS.fullmatch(value) for value in values]
    two = sum(level is not None for level in levels)
    if two * 2 < len(values) or len(values) > _FEW:
        return len(values)
    return len({level[1] if level else value for level, value in zip(levels, values, strict=True)})


def _varied(values: dict[str, str]) -> bool:
    return len(values) <= _FEW or 2 * sum(_is_figure(value) for value in values) <= len(values)


def _is_figure(value: str) -> bool:
    return _FIGURES.fullmatch(value) is not None


def _names(document: Document) -> Iterator[tuple[NameKind, str, str, str, str]]:
    """Kind, text, row number, reference and form of each name; a name may come more than once."""
    yield NameKind.DOCUMENT, document.title, "", document.id, PRINTED
    for column in document.columns:
        for label in (column.header, *column.parts):
            yield NameKind.COLUMN, label, "", column.key, PRINTED
    for section in document.sections:
        yield NameKind.SECTION, section, "", "", PRINTED
        for part in outline_parts(section):
            yield NameKind.SECTION, part, "", section, SHORT
    for entry in document.legend:
        yield NameKind.RATING, entry.value, "", "", PRINTED
    for row in document.rows:
        yield from _row_names(row, document.place)
    for key, values in categorical_columns(document).items():
        for value in values:
            # Many figures among words name nothing, and would outnumber all else that does.
            if len(values) <= _FEW or not _is_figure(value):
                yield NameKind.VALUE, value, "", key, PRINTED


_NUMERAL = "[0-9０-９一二三四五六七八九十]{1,3}"
_MARKED = expression(
    rf"(?:(?P<chapter>第?{_NUMERAL}[章節編部])[\s:：.．]*|(?P<mark>\S{{0,8}}?{_NUMERAL})[\s:：.．]+)(?P<rest>\S.*)"
)


def outline_parts(heading: str) -> tuple[str, ...]:
    """What a heading is called for short: its mark, if that is more than a number, and the rest.

    >>> outline_parts("第1章くらし"), outline_parts("2 福祉"), outline_parts("くらし")
    (('第1章', 'くらし'), ('福祉',), ())
    """
    found = _MARKED.fullmatch(heading.strip())
    if found is None:
        return ()
    mark, rest = found["chapter"] or found["mark"], found["rest"].strip()
    return (rest,) if mark.isdecimal() else (mark, rest)


def _row_names(row: Row, place: str) -> Iterator[tuple[NameKind, str, str, str, str]]:
    yield NameKind.GROUP, row.group, "", row.group_number, PRINTED
    yield NameKind.ROW, row.title, row.number, row.number, PRINTED
    yield NameKind.NUMBER, row.number, row.number, row.number, PRINTED
    for kpi in row.kpis:
        yield NameKind.KPI, kpi.name, row.number, row.number, PRINTED
    for rating in row.ratings:
        yield NameKind.RATING, rating.value, "", rating.key, PRINTED
    for department in row.departments:
        yield NameKind.DEPARTMENT, department, "", department, PRINTED
        short = department.removeprefix(place) if place else department
        for form in (short, _BUREAU.sub("", short)):
            if form and form != department:
                yield NameKind.DEPARTMENT, form, "", department, SHORT
