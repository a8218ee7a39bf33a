"""Whether a question asks for something computed of the figures that were just told, and nothing else."""

from __future__ import annotations

from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.sentence import SILENT

_BESIDE = frozenset(
    {
        "both_before", "figure", "difference", "ratio", "which", "degree", "most", "superlative", "wanted",
        "ask", "follow", "pronoun", "all", "together", "more_than",
    }
)  # fmt: skip


def reckons(compiled: Compiled) -> str:
    """What is computed: "sum", "mean", "difference", "ratio", "max" or "min"; empty for nothing.

    A question that names anything else is no such one: 「AとBの差は」 says for itself what it is of.
    """
    telling = [m for m in compiled.mentions if not all(meaning in SILENT for meaning in m.meanings)]
    named = any(m.filter or m.rows or m.column or m.quantity for m in telling)
    left = [word for word in compiled.unused if not any(word in m.words for m in telling)]
    if not telling or named or left:
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
    return "sum" if {"both_before", "figure:sum", "ask:sum"} & said else ""
