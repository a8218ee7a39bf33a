"""What the optional encoder adds: how often the right row comes first for questions in English, found by
meaning alone, by words alone and by both, and what a question about nothing in the document looks like.

    python -m benchmarks.semantic [DOCUMENT QUESTIONS...]

asks the shipped document, or another, English questions of one turn: those about one row that they do not
call by its number or name, and those that the document can't answer. The last table weighs rules for taking a
row where the assistant, by words alone, finds nothing in the documents: how many of these questions each
rule would answer with the right row, with a wrong one, and though no row is right.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.answering.evidence import candidates
from assistant.model.answer import Reason, Status
from assistant.service import ask
from assistant.understanding.reading import understand
from assistant.words.lexicon import load
from corpus.folder import library
from index.build.build import build
from index.find.semantic import available, similar
from index.store import Index

_ROOT = Path(__file__).resolve().parent.parent
_QUESTIONS = (
    _ROOT / "tests" / "questions" / "oita-open.jsonl",
    _ROOT / "tests" / "questions" / "oita-paraphrases.jsonl",
    _ROOT / "benchmarks" / "english-plan.jsonl",
)
# Reciprocal rank fusion as Cormack, Clarke and Büttcher (2009) have it.
_RANK_CONSTANT = 60
_SIMILARITIES = (0.0, 0.15, 0.2, 0.25, 0.3, 0.35)
_MARGINS = (0.0, 0.03, 0.06, 0.1)

Ranking = Callable[["Asked"], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the row it is about (empty if none is), and what each way of finding rows made of it.

    `by_words` are row numbers with their coverage of the subject and `by_meaning` with their similarity, best
    first. `cited` is the row that the assistant, by words alone, cites first, empty where it does not answer;
    `refused` says that it finds nothing in the documents.
    """

    text: str
    row: str
    by_words: tuple[tuple[str, float], ...]
    by_meaning: tuple[tuple[str, float], ...]
    cited: str
    refused: bool

    @property
    def similarity(self) -> float:
        """Of the row most similar."""
        return self.by_meaning[0][1]

    @property
    def margin(self) -> float:
        """Its lead over the next."""
        return self.similarity - self.by_meaning[1][1]


def asked(index: Index, files: Sequence[Path]) -> Iterator[Asked]:
    """The questions of the files that count here, each asked in every way."""
    lexicon = load()
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        case = json.loads(line)
        text = case["turns"][0]
        if case.get("lang") != "en" or len(case["turns"]) > 1 or len(case["rows"]) > 1:
            continue
        if not case["rows"] and case["status"] != "not_found":
            continue
        read = understand(index, text, lexicon)
        if read.rows:
            continue
        words = candidates(index, read.subject)
        meaning = similar(index, text, limit=index.row_total())
        numbers = {stored.id: stored.row.number for stored in index.rows(index.all_ids())}
        answer = ask(index, text)
        yield Asked(
            text,
            "".join(case["rows"]),
            tuple((numbers[one.row_id], one.coverage) for one in words),
            tuple((numbers[one.row_id], one.similarity) for one in meaning),
            answer.citations[0].row if answer.status is Status.ANSWERED and answer.citations else "",
            answer.reason is Reason.NOT_IN_DOCUMENTS,
        )


def words_alone(one: Asked) -> Sequence[str]:
    """Rows as `assistant.answering.evidence` ranks them."""
    return [number for number, _ in one.by_words]


def meaning_alone(one: Asked) -> Sequence[str]:
    """Rows as `index.find.semantic` ranks them."""
    return [number for number, _ in one.by_meaning]


def ranks_fused(one: Asked) -> Sequence[str]:
    """Rows by the sum of their reciprocal ranks in both."""
    scores: dict[str, float] = {}
    for ranking in (words_alone(one), meaning_alone(one)[: len(one.by_words) or 10]):
        for rank, number in enumerate(ranking):
            scores[number] = scores.get(number, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return sorted(scores, key=lambda number: -scores[number])


def scores_fused(one: Asked) -> Sequence[str]:
    """Rows by the sum of similarity and half the coverage."""
    scores = dict(one.by_meaning)
    for number, coverage in one.by_words:
        scores[number] += coverage / 2
    return sorted(scores, key=lambda number: -scores[number])


RANKINGS: dict[str, Ranking] = {
    "words": words_alone,
    "meaning": meaning_alone,
    "both, by rank": ranks_fused,
    "both, by score": scores_fused,
}


def ranking_table(title: str, cases: Sequence[Asked]) -> Table:
    """How often the right row is first, and among the first three."""
    about = [one for one in cases if one.row]
    table = Table("found by", "first", "of first 3", "questions", title=title)
    for name, ranking in RANKINGS.items():
        places = [list(ranking(one)[:3]) for one in about]
        first = sum(found[:1] == [one.row] for found, one in zip(places, about, strict=True))
        third = sum(one.row in found for found, one in zip(places, about, strict=True))
        table.add_row(name, str(first), str(third), str(len(about)))
    return table


def spread_table(cases: Sequence[Asked]) -> Table:
    """Similarity of the best row and its lead over the next: where it is right, wrong, and none is right."""
    table = Table("best row", "questions", *(f"{p} %" for p in (10, 50, 90, 100)), title="Similarity (lead)")
    kinds = {
        "right": [one for one in cases if one.row and one.by_meaning[0][0] == one.row],
        "wrong": [one for one in cases if one.row and one.by_meaning[0][0] != one.row],
        "none is": [one for one in cases if not one.row],
    }
    for name, some in kinds.items():
        if some:
            alike, lead = sorted(one.similarity for one in some), sorted(one.margin for one in some)
            places = [max(0, -(-len(some) * p // 100) - 1) for p in (10, 50, 90, 100)]
            table.add_row(name, str(len(some)), *(f"{alike[p]:.2f} ({lead[p]:.2f})" for p in places))
    return table


def accepted(one: Asked, similarity: float, margin: float, rank: int) -> str:
    """The row most similar, if it is similar enough, leads enough, and is among the first `rank` by words.

    A `rank` of 0 asks nothing of the words. Empty where it is not accepted.
    """
    number = one.by_meaning[0][0]
    if one.similarity < similarity or one.margin < margin:
        return ""
    return number if not rank or number in words_alone(one)[:rank] else ""


def rule_table(cases: Sequence[Asked]) -> Table:
    """Right and wrong answers that each rule adds among the questions refused."""
    refused = [one for one in cases if one.refused]
    about = sum(bool(one.row) for one in refused)
    title = (
        f"{len(refused)} refused, {about} of them about a row: answered right / wrong / though none is right"
    )
    table = Table("similarity", "lead", "first by words", "of first 3", "alone", title=title)
    for similarity in _SIMILARITIES:
        for margin in _MARGINS:
            cells = []
            for rank in (1, 3, 0):
                taken = [(one, accepted(one, similarity, margin, rank)) for one in refused]
                right = sum(bool(row) and row == one.row for one, row in taken)
                wrong = sum(bool(row and one.row) and row != one.row for one, row in taken)
                none = sum(bool(row) and not one.row for one, row in taken)
                cells.append(f"{right} / {wrong} / {none}")
            table.add_row(f"{similarity:.2f}", f"{margin:.2f}", *cells)
    return table


def main(arguments: Sequence[str]) -> None:
    """Build, ask, and print the tables."""
    console = Console()
    documents = [Path(arguments[0])] if arguments else list(library.shipped())
    files = [Path(name) for name in arguments[1:]] or _QUESTIONS
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "index.sqlite"
        build([library.read_document(document) for document in documents], path)
        with Index.open(path) as index:
            if not available(index):
                console.print("Install the extra first: pip install 'keikaku[semantic]'", markup=False)
                return
            cases = list(asked(index, files))
    open_ones = [one for one in cases if one.row != one.cited]
    tables = (
        ranking_table("The right row", cases),
        ranking_table("The right row, where the assistant does not cite it", open_ones),
        spread_table(cases),
        rule_table(cases),
    )
    for table in tables:
        console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
