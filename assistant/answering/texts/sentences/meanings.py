"""Whether a sentence says what a thing is, by where the term stands in it or above it."""

from __future__ import annotations

from assistant.answering.texts.sought import Form, Sought
from assistant.words import text_words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

SAYS_MEANING = 0.35
"""What speaks for a sentence that says what the term is, beside the words that it holds."""
_UNDER_TERM = 0.1
# So many letters before a term in brackets, or behind it in a list of terms, may explain it.
_EXPLAINED = 12
_BEHIND = 4

_MEANT = expression(rf"(?:{text_words.pattern('meaning_ends')})[。．.」』）)]*\s*$")
_NUMBERED = expression(r"^[\W\d_]+")
_ASKING_WHAT = text_words.words("meaning_behind")
# 「◯◯は」 alone says something of it, not what it is.
_SURELY = (*_ASKING_WHAT, *text_words.words("marks_behind"))
_SAID = (*_SURELY, *text_words.words("said_behind"))
_BEFORE = text_words.words("meaning_before")
_CALLED = text_words.words("meaning_called")
_CLOSES = "」』"
_QUOTES = "「『"
_OPENS = "。、（(「『・●○◎■□◆▶➢⚫※"


def says_meaning(looked_for: Sought, text: str) -> bool:
    """Whether a text says what a thing is; something of it, 「◯◯は」, where its meaning is not asked."""
    folded = compact(fold(text))
    asked = looked_for.form is Form.MEANING
    for term in looked_for.terms:
        if asked and any(explains(term, folded) for explains in (_is_explained, _ends_so, _is_named_so)):
            return True
        if asked and _is_entry(term, text):
            return True
        at = folded.find(term)
        behind = folded[at + len(term) :].lstrip(_CLOSES) if at >= 0 else ""
        if behind.startswith(_SAID) and (at <= 2 or folded[at - 1] in _OPENS):
            return not asked or behind.startswith(_SURELY) or is_meaning(text)
    return False


def _is_entry(term: str, text: str) -> bool:
    """Whether a text is a line of a list of terms: the term, a space, and what it is."""
    before, _, behind = fold(text).partition(f"{term} ")
    return not before.strip() and len(behind.strip()) > _BEHIND


def _is_explained(term: str, folded: str) -> bool:
    """Whether a term stands in brackets behind what it is: 「…はじかれてしまう（フィルターバブル）」."""
    return folded.find(f"({term})") > _EXPLAINED


def _is_named_so(term: str, folded: str) -> bool:
    """Whether a term in quotes is the name of what stands right before it: 「…する電子システム「◯◯」」."""
    before, quoted, _ = folded.partition(f"「{term}」")
    said = _KIND_SAID.search(before)
    return bool(quoted) and said is not None and len(said[0]) > _EXPLAINED


# A noun that a clause stands before: 「市が運用する」電子申請システム.
_KIND_SAID = expression(r"[^、。,「」]*[ぁ-ん][^、。,「」ぁ-ん]{2,}$")


def _ends_so(term: str, folded: str) -> bool:
    """Whether a sentence ends with the term that it explains: 「…を示すのが「◯◯」です」, 「…を◯◯という」."""
    before, _, behind = folded.rpartition(term)
    return behind.lstrip(_CLOSES).startswith(_CALLED) and before.rstrip(_QUOTES).endswith(_BEFORE)


def is_meaning(text: str) -> bool:
    """Whether a sentence ends as one that says what something is."""
    return _MEANT.search(text) is not None


def is_called(looked_for: Sought, above: str) -> bool:
    """Whether a line above is the term that is asked for, and nothing else."""
    return any(under(term, above) == SAYS_MEANING for term in looked_for.terms)


def under(term: str, above: str) -> float:
    """What speaks for the first sentence under a line: that the line names the term, or is its name."""
    named = _NUMBERED.sub("", compact(fold(above)))
    if named.startswith(term):
        behind = named[len(term) :]
        return SAYS_MEANING if not behind or behind.startswith(_ASKING_WHAT) else _UNDER_TERM
    return _UNDER_TERM / 2 if term in named else 0.0
