"""A question ready to be read: in one spelling, its slips mended, the language of its answer known."""

from __future__ import annotations

from assistant.model.answer import Language
from assistant.model.question import Correction
from assistant.understanding.prepared import Prepared, prepare
from assistant.understanding.preparing.cue_slips import mend_cues
from assistant.understanding.preparing.divisions import with_sections_named
from assistant.understanding.preparing.preamble import lead
from assistant.understanding.preparing.story import without_story
from assistant.understanding.preparing.talk import without_greeting
from assistant.understanding.subjects.respelling import respell
from assistant.words.language import frame
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from index.store import Index


@dataclass(frozen=True, slots=True)
class Ready:
    """A question in one spelling, the language of the answer's frame, and the corrections to be said."""

    prepared: Prepared
    language: Language
    corrections: tuple[Correction, ...]


def make_ready(index: Index, text: str, lexicon: Lexicon, hint: Language | None = None) -> Ready:
    """The question made ready; `hint` is the language of whoever asks, for one that is of none itself."""
    typed = prepare(text)
    language = frame(text, typed.language, hint, lexicon)
    prepared, respelt = respell(index, typed, lexicon)
    prepared, mended = mend_cues(index, prepared, lexicon)
    return Ready(prepared, language, (*respelt, *mended))


def readings(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The text without greetings: first without what leads up to the question too, then with it."""
    asked = with_sections_named(without_story(without_greeting(text, lexicon)))
    before, rest = lead(asked, lexicon)
    return (rest, asked) if before else (asked,)
