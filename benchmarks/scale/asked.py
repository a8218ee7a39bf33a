"""What is asked of a permuted table: the kinds of question, each in several wordings, about values it has.

A wording stands with the names of what is put in, each drawn anew, so that no question is asked twice.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from corpus.document import Role, Row
from index.store import Index

WORDINGS: dict[str, tuple[str, ...]] = {
    "look-up by number": (
        "{number}の担当課は",
        "整理番号{number}の課題は？",
        "{number}について教えて",
        "What is the rating of {number}?",
    ),
    "look-up by name": (
        "{name}の担当課は",
        "{name}の決算額はいくら？",
        "「{name}」について教えて",
        "{name}はどこが担当していますか",
    ),
    "list by rating": (
        "総合評価が{rating}で{department}の事業は？",
        "{department}の{rating}評価の事業を一覧で",
        "{rating}評価の事業は？",
        "Which projects of {department} are rated {rating}?",
    ),
    "count by rating": (
        "{department}の{rating}評価の事業は何件？",
        "{department}で総合評価が{rating}の事業の数は",
        "総合評価が{rating}の事業は何件？",
        "How many projects of {department} are rated {rating}?",
    ),
    "group by department": (
        "{rating}評価の事業の数を担当課ごとに",
        "{rating}評価の事業が最も多い課は？",
        "部局別の{rating}評価の件数を教えて",
        "How many projects rated {rating} does each department have?",
    ),
    "sum of a column": (
        "{department}の決算額の合計は",
        "{rating}評価で{department}の事業の決算額の合計はいくら？",
        "{department}の決算額の平均は",
        "What is the total 決算額 of {department}?",
    ),
    "superlative of indicators": (
        "{department}で達成率が最も高い指標は？",
        "{department}の事業を達成率が低い順に5つ",
        "{rating}評価の事業で達成率が最も低いものは？",
        "達成率が{percent}%以上の{department}の事業は？",
    ),
    "free search": (
        "{said}",
        "{said}に関する事業は？",
        "{first}と{second}の両方に触れている事業はある？",
        "{slip}について",
    ),
}
"""By kind its wordings. Those with few values to put in come to less than was asked for."""


def questions(index: Index, kind: str, count: int, seed: int) -> tuple[str, ...]:
    """Up to so many different questions of a kind, each wording as often as it can be."""
    chance = random.Random(f"{kind} {seed}")
    wordings = WORDINGS[kind]
    drawn = _drawn(index, chance)
    found: dict[str, None] = {}
    for _ in range(20 * count):
        found[wordings[len(found) % len(wordings)].format(**next(drawn))] = None
        if len(found) == count:
            break
    return tuple(found)


def _drawn(index: Index, chance: random.Random) -> Iterator[dict[str, object]]:
    """What may be put into a wording, of rows drawn by chance."""
    ids = index.all_ids()
    while True:
        row, other = (index.rows([chance.choice(ids)])[0].row for _ in range(2))
        said, also = (_word(one, chance) for one in (row, other))
        yield {
            "number": row.number,
            "name": row.title,
            "rating": chance.choice(row.ratings).value if not row.ratings else row.ratings[0].value,
            "department": row.departments[-1],
            "percent": chance.randint(50, 150),
            "said": _sentence(row, chance),
            "first": said,
            "second": also,
            "slip": said[:-2] + said[-1:] if len(said) > 4 else said,
        }


def _sentence(row: Row, chance: random.Random) -> str:
    return chance.choice([cell.text for role in (Role.SUMMARY, Role.ISSUES) for cell in row.of(role)])[:30]


def _word(row: Row, chance: random.Random) -> str:
    """One of the projects that a row is named after."""
    return chance.choice(row.title.partition("地区")[2].split("・"))
