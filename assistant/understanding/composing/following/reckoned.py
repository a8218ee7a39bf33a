"""Whether a question asks for something computed of the figures that were just told, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.mention import Mention
from assistant.model.told import Told
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.hanging import choice_alone, words_left
from assistant.understanding.composing.sentence import SILENT
from assistant.words import grammar
from corpus.text.folding import fold

_BESIDE = frozenset(
    {
        "both_before", "figure", "difference", "ratio", "which", "degree", "most", "superlative", "wanted",
        "ask", "follow", "also", "pronoun", "all", "together", "more_than",
    }
)  # fmt: skip


def reckons(compiled: Compiled, told: Sequence[Told]) -> str:
    """What is computed of figures: "sum", "mean", "difference", "ratio", "max" or "min"; empty for nothing.

    A question that names anything else than the column of the figures, and how many there are, is no such
    one: 「AとBの差は」 says for itself what it is of.
    """
    if choice := choice_alone(compiled):
        return choice
    telling = [
        m
        for m in compiled.mentions
        if not all(meaning in SILENT for meaning in m.meanings) and not _is_of(m, told)
    ]
    named = any(m.filter or m.rows or m.column or m.quantity for m in telling)
    if not telling or named or words_left(compiled):
        return ""
    said = {meaning for m in telling for meaning in m.meanings}
    kinds = {meaning.partition(":")[0] for meaning in said}
    if any(all(meaning.partition(":")[0] not in _BESIDE for meaning in m.meanings) for m in telling):
        return ""
    if "ratio" in kinds:
        return "ratio"
    if "difference" in kinds:
        return "difference"
    if "which" in kinds:
        return "min" if {"degree:min", "most:min"} & said else "max"
    if "figure:mean" in said:
        return "mean"
    return "sum" if _SUMS & said else ""


# 「予算を足すと」 has a word that else widens a list.
_SUMS = {"both_before", "figure:sum", "ask:sum", "also"}


def _is_of(mention: Mention, told: Sequence[Told]) -> bool:
    """Whether a mention names the column that all the figures stand in, or how many figures there are."""
    if mention.quantity is not None:
        counts = mention.quantity.unit in grammar.words("bare_counters")
        return counts and mention.quantity.value == len(told)
    names = mention.column or mention.means("field")
    return bool(names) and all(mention.words in fold(one.column) for one in told)
