"""How the corpus spells a sound: names first, then compounds and words, the most frequent first."""

from __future__ import annotations

from collections.abc import Collection

from corpus.text.expressions import expression
from index.language.tokenizer import Pos, spoken_of
from index.store import Index
from index.work import spend

_CHUNK = 500
_KATAKANA = expression("[ァ-ヺー]{3,}")
_KANJI = expression("[㐀-鿿々ぁ-ゖ]+")
# A kanji sounds as one to three kana.
_MOST_SOUND = 3


def spellings(index: Index, readings: Collection[str]) -> dict[str, str]:
    """For each `index.language.kana.reading_key` that something in the corpus has, its printed form.

    Names of departments, rows and sections come before compounds, compounds before words; readings that
    nothing has are left out.
    """
    wanted = [reading for reading in readings if reading]
    spend(1 + len(wanted) // 25)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(some))
        lines = index.read(
            f"SELECT reading, text, 0, 0 FROM names WHERE reading IN ({marks})"
            # By their readings: a kind has as many names as there are rows.
            " AND +kind IN ('department', 'row', 'section', 'group', 'kpi')"
            " UNION ALL SELECT sound, printed, CASE kind WHEN 'compound' THEN 1 ELSE 2 END, -sum(rows)"
            f" FROM terms WHERE sound IN ({marks}) GROUP BY sound, printed, kind ORDER BY 3, 4, 2",
            [*some, *some],
        )
        for reading, printed, _, _ in lines:
            found.setdefault(reading, printed)
    spoken = _spoken(index)
    found.update(
        (reading, spoken[reading]) for reading in wanted if reading in spoken and reading not in found
    )
    return found


def _spoken(index: Index) -> dict[str, str]:
    """Words with Latin letters by the sound they are spoken with: 「ムセンラン」 for 無線LAN; made once an
    index.
    """
    known: dict[str, str] | None = index.derived.get("spoken")
    if known is None:
        known = {}
        lines = index.read(
            "SELECT printed, sum(rows) FROM terms WHERE printed GLOB '*[A-Za-zＡ-Ｚａ-ｚ]*'"
            " AND length(printed) < 20 GROUP BY printed ORDER BY 2 DESC"
        )
        for printed, _ in lines:
            known.setdefault(spoken_of(printed), printed)
        index.derived["spoken"] = known
    return known


def listed_loans(index: Index) -> dict[str, str]:
    """The katakana words of the lists of words, by themselves; made once an index."""
    known: dict[str, str] | None = index.derived.get("listed loan words")
    if known is None:
        lines = index.read("SELECT term, printed FROM thesaurus")
        known = {word: word for line in lines for word in line if _KATAKANA.fullmatch(word)}
        index.derived["listed loan words"] = known
    return known


def printed_with(index: Index, sound: str, kanji: str, first: bool) -> str:
    """The one noun of the corpus that has some kanji at one end and sounds so at the other; empty for none or
    several. `first` is whether the sound is that of its start.
    """
    spend()
    # The end that is given decides by which index is looked.
    column, start = ("sound", sound) if first else ("term", kanji)
    lines = index.read(
        f"SELECT DISTINCT printed, sound FROM terms WHERE {column} GLOB ? AND kind != ?",
        (f"{start}*", Pos.VERB.value),
    )
    words = {
        printed
        for printed, spoken in lines
        if (printed.endswith(kanji) if first else spoken.endswith(sound) and printed.startswith(kanji))
        and _KANJI.fullmatch(printed)
        and len(kanji) < len(printed) <= len(kanji) + max(1, len(sound))
        and len(kanji) <= len(spoken) - len(sound) <= _MOST_SOUND * len(kanji)
    }
    return next(iter(words)) if len(words) == 1 else ""
