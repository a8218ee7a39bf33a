"""A question made ready to be read: folded, in words, with the borders between them."""

from __future__ import annotations

import unicodedata

from assistant.model.answer import Language
from assistant.model.errors import QuestionError
from assistant.model.span import Span
from assistant.words.glosses import without_glosses
from assistant.words.language import detect
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import fold_with_offsets
from index.language.tokenizer import Token, tokenize

LONGEST = 500

_INVISIBLE = expression(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question in one spelling. `cased` is `folded` with capitals kept, character for character.

    `borders` are the positions at which a word of either language starts or ends.
    """

    text: str
    folded: str
    cased: str
    language: Language
    tokens: tuple[Token, ...]
    borders: frozenset[int]

    def slice(self, span: Span) -> str:
        """The words at a span, as typed but for width."""
        return self.cased[span.start : span.end]


def clean(question: str, lexicon: Lexicon) -> str:
    """The question without control characters; QuestionError for one that is empty, too long or not text."""
    if any("\ud800" <= character <= "\udfff" for character in question):
        raise QuestionError("not_text", lexicon.message("error.not_text", "en"))
    text = _INVISIBLE.sub(" ", question).strip()
    if not text:
        raise QuestionError("empty_question", _both(lexicon, "error.empty"))
    if len(text) > LONGEST:
        message = _both(lexicon, "error.too_long", limit=LONGEST, length=len(text))
        raise QuestionError("question_too_long", message)
    return text


def _both(lexicon: Lexicon, key: str, **values: object) -> str:
    return f"{lexicon.message(key, 'ja', **values)} / {lexicon.message(key, 'en', **values)}"


def prepare(text: str, language: Language | None = None) -> Prepared:
    """The question folded and cut into words; see `Prepared`."""
    language = language or detect(text)
    if language is Language.ENGLISH:
        text = without_glosses(text)
    folded, offsets = fold_with_offsets(text)
    stripped = folded.strip()
    start = folded.find(stripped)
    offsets = offsets[start : start + len(stripped) + 1]
    folded = stripped
    cased = "".join(
        _cased(text[offset], character) for offset, character in zip(offsets, folded, strict=False)
    )
    # Capitals tell Sudachi a name from letters: Wi-Fi, AI.
    tokens = _hyphenated(cased, tokenize(cased))
    borders = {0, len(folded)} | {token.start for token in tokens} | {token.end for token in tokens}
    borders |= {place for place in range(1, len(folded)) if _latin_border(folded, place)}
    return Prepared(text, folded, cased, language, tokens, frozenset(borders))


_HYPHENATED = expression(r"[A-Za-z]+-[A-Za-z]+")


def _hyphenated(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens, Latin words that the dictionary has with their hyphen whole: 「フリーWi-Fiスポット」."""
    for match in _HYPHENATED.finditer(text):
        inside = [token for token in tokens if match.start() <= token.start and token.end <= match.end()]
        whole = tokenize(match.group()) if len(inside) > 1 else ()
        if len(whole) == 1:
            moved = whole[0]._replace(start=match.start(), end=match.end())
            tokens = tuple(
                sorted(
                    (moved, *(token for token in tokens if token not in inside)), key=lambda one: one.start
                )
            )
    return tokens


def _cased(printed: str, folded: str) -> str:
    upper = unicodedata.normalize("NFKC", printed)
    return folded.upper() if len(upper) == 1 and upper.isupper() and upper.lower() == folded else folded


def _latin_border(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    return (before.isascii() and before.isalnum()) != (after.isascii() and after.isalnum())
