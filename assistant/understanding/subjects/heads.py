"""The word of a subject that the question is after: the participants of 「参加者数」, the company of
"which company".

A sentence that does not have it, nor stands under it, answers another question, whatever figure it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.answer import Language
from assistant.model.question import Question, Word
from assistant.understanding.mentions.figures.expectation import Expectation
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.fact_words import counted_nouns
from corpus.text.expressions import expression

_NUMBER = expression(
    rf"{grammar.pattern('number_nouns')}(?={grammar.pattern('behind_number', 'genitive')}|[?？。 ]|$)"
)
_BEFORE_ASKING = expression(
    rf"{grammar.pattern('topic_particles')}"
    rf"(?={grammar.pattern('before_how_many')}?{grammar.pattern('how_many')})"
)
_WHICH = expression(rf"{grammar.pattern('english_which')} (?=[a-z])")
_DATED = expression(rf"[0-9]{{4}}{grammar.pattern('marks_of_years')}")


def with_heads(prepared: Prepared, words: Sequence[Word], expected: Expectation | None) -> tuple[Word, ...]:
    """The words with those marked that an answer must hold: what is counted, what is asked for, and dates."""
    if prepared.language is Language.ENGLISH:
        starts = {span.end for span in expected.spans} if expected is not None else set()
        starts |= {match.end() for match in _WHICH.finditer(prepared.folded)}
        marked = [word.span.start in starts for word in words]
    else:
        numbers = list(_NUMBER.finditer(prepared.folded))
        # 「コンビニ交付の件数」 counts what stands before the の.
        behind = [match.start() for match in numbers if len(match.group()) > 1]
        ends = {match.start() for match in numbers}
        ends |= {
            start - 1 for start in behind if prepared.folded[start - 1 : start] in grammar.words("genitive")
        }
        ends |= {match.start() for match in _BEFORE_ASKING.finditer(prepared.folded)}
        marked = _runs_before(words, ends if expected is not None else set())
        counted = set(counted_nouns(expected.counter)) if expected is not None else set()
        if counted and any(word.weight > 0 and word.surface not in counted for word in words):
            words = [_implied(word) if word.surface in counted else word for word in words]
            marked = [mark and word.surface not in counted for mark, word in zip(marked, words, strict=True)]
    return tuple(
        replace(word, head=True) if head or (word.terms and _DATED.match(word.terms[0])) else word
        for word, head in zip(words, marked, strict=True)
    )


def runs(words: Sequence[Word]) -> list[list[int]]:
    """The places of words that stand side by side in the question, as compounds do."""
    found: list[list[int]] = []
    for place, word in enumerate(words):
        if found and words[found[-1][-1]].span.end == word.span.start:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _implied(word: Word) -> Word:
    """A noun that its counter says by itself: 「紙は何枚」 is answered by 「92,186枚」."""
    return replace(word, weight=0.0)


def asked_things(folded: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of what a Japanese question asks for: 「…の満足度は」, 「最優秀賞はどの作品」, 「星の数は」.

    That is the last noun, where nothing but a particle follows, and each that a question word is asked of.
    """
    nouns = [run for run in runs(words) if any(words[place].noun for place in run)]
    found: list[Word] = []
    for run in nouns:
        behind = folded[words[run[-1]].span.end :]
        if _ASKED_OF.match(behind) or (run is nouns[-1] and _ASKED.match(behind)):
            found.extend(words[place] for place in run)
    return tuple(found)


_COUNTED = rf"(?:{grammar.pattern('genitive')}{grammar.pattern('number_nouns', 'name_nouns')})?"
_ASKED = expression(rf"{_COUNTED}(?:{grammar.pattern('behind_number')}|[?？。 ]|$)")
_ASKED_OF = expression(
    rf"{_COUNTED}{grammar.pattern('subject_particles')}、?(?={grammar.pattern('question_words')})"
)


def asked_words(question: Question) -> tuple[Word, ...]:
    """The words of what a question asks for, in either language: in English those behind "what is the"."""
    if question.language is not Language.ENGLISH:
        return asked_things(question.folded, question.subject)
    match = _WHAT.search(question.folded)
    found: list[Word] = []
    end = match.end() if match is not None else -1
    for word in question.subject:
        if word.span.start == end or (found and word.span.start == end + 1):
            found.append(word)
            end = word.span.end
    return tuple(found)


_WHAT = expression(
    rf"{grammar.pattern('english_whats', 'english_which_of_kind')}(?: {grammar.pattern('english_copulas')})?"
    rf" (?:{grammar.pattern('english_determiners')} )?(?=[a-z])"
)


def _runs_before(words: Sequence[Word], ends: set[int]) -> list[bool]:
    """For each word whether it belongs to a run of neighbours that ends at one of the places."""
    marked = [False] * len(words)
    reach: set[int] = set(ends)
    for place in range(len(words) - 1, -1, -1):
        if words[place].span.end in reach:
            marked[place] = True
            reach.add(words[place].span.start)
    return marked
