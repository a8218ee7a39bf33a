"""What is claimed of all rows of a group: 「すべての施策にKPIがある分野」, "sections with only A ratings".

Such a group has none of the rows of which the claim is denied, which is how it is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.query import joined
from assistant.understanding.composing.asking.given import Given
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.sentence import Sentence
from assistant.words import grammar
from index.filters import Facet


def claimed_of_all(given: Given, head: int) -> tuple[Part, ...]:
    """The conditions that all rows of a group have to pass; empty where none is claimed of all of them.

    `head` is the place of the groups. The words that say so are taken.
    """
    sentence = given.sentence
    ordered = any(sentence.places(kind) for kind in ("most", "superlative", "degree", "order"))
    if ordered or not given.parts or sentence.first("follow", "narrow") is not None:
        return ()
    rule = _claimed_in_japanese if sentence.japanese else _claimed_in_english
    return rule(given, head)


def _claimed_in_japanese(given: Given, head: int) -> tuple[Part, ...]:
    sentence = given.sentence
    every = _every(given)
    if every is not None:
        behind = tuple(part for part in given.parts if part.first > every)
        sentence.take(*(every, *sentence.places("has"), *sentence.places("present")) if behind else ())
        return behind
    for place in range(len(sentence)):
        part = _right_before(given, place)
        if part is not None and _says_only(sentence, place, head):
            sentence.take(place, *sentence.places("lacks"))
            return (part,)
    return ()


def _every(given: Given) -> int | None:
    """The place of what says that every row is meant: 「すべての施策」, 「どの施策も」, 「全施策」."""
    sentence = given.sentence
    for place in range(len(sentence)):
        mention = sentence[place]
        ahead = sentence.between(0, mention.span.start)
        behind = sentence.between(mention.span.end, len(sentence.prepared.folded))
        rows = mention.means("noun") == "row" and not mention.means("pronoun")
        if rows and ahead.endswith(grammar.words("all_before_rows")):
            return place
        asked = mention.words.startswith(grammar.words("every_before"))
        if asked and mention.means("ask") == "list" and behind.startswith(grammar.words("every_behind")):
            return place
        if mention.means("all") and (
            _is_beside_rows(sentence, place)
            or _is_of_a_header(sentence, place)
            or _is_of_a_claim(given, place)
        ):
            return place
    return None


def _is_beside_rows(sentence: Sentence, place: int) -> bool:
    """Whether rows stand right before or behind a word for all."""
    for near in (place - 1, place + 1):
        inside = 0 <= near < len(sentence)
        if inside and sentence[near].means("noun") == "row" and sentence.near(*sorted((near, place))):
            return True
    return False


def _is_of_a_header(sentence: Sentence, place: int) -> bool:
    """Whether a column of the rows is named by them behind a word for all: 「すべての事業の所見が」."""
    behind = place + 1
    rows = {label for _, label in sentence.known.row_labels} | set(grammar.words("row_nouns"))
    named = behind < len(sentence) and sentence[behind].column and sentence.near(place, behind)
    return bool(named) and sentence[behind].words.startswith(tuple(rows))


def _is_of_a_claim(given: Given, place: int) -> bool:
    """Whether a word for all stands right before what is claimed, without rows: 「全部A評価の課」."""
    if any(_is_proper(given.sentence, p) for p in range(len(given.sentence))):
        return False
    claimed = any(part.first == place + 1 for part in given.parts)
    return claimed and given.sentence.gap(place, place + 1) == ""


def _right_before(given: Given, place: int) -> Part | None:
    """The condition on rows right before a place, with no more than their noun between."""
    sentence = given.sentence
    for part in given.parts:
        start = sentence[place].span.start
        if part.end > start or (part.facet is not None and part.facet[0] is Facet.DEPARTMENT):
            continue
        gap = sentence.between(part.end, start)
        for noun in (m for m in sentence.mentions if m.means("noun") == "row" or m.means("field")):
            if part.end <= noun.span.start and noun.span.end <= start:
                gap = gap.replace(noun.words, "", 1)
        if gap.removesuffix(grammar.words("but_only")[0]) in grammar.words("joints"):
            return part
    return None


def _is_rows(sentence: Sentence, place: int) -> bool:
    return 0 <= place < len(sentence) and sentence[place].means("noun") == "row"


def _says_only(sentence: Sentence, place: int, head: int) -> bool:
    """Whether a word says that groups have no other rows: 「…しかない分野」, 「…だけの分野」."""
    before = sentence.between(0, sentence[place].span.start)
    if sentence[place].means("lacks") and place < head:
        return before.endswith(grammar.words("but_only"))
    beside = place + 1 == head and sentence.gap(place, head) in grammar.words("genitive")
    return bool(sentence[place].means("only")) and beside


def _claimed_in_english(given: Given, head: int) -> tuple[Part, ...]:
    sentence = given.sentence
    every = next((p for p in range(len(sentence)) if _is_every(given, p)), None)
    if every is not None and every > head:
        ahead = tuple(part for part in given.parts if head < part.first < every)
        claimed = ahead or tuple(part for part in given.parts if part.first > every)
        sentence.take(every, *sentence.places("each"), *sentence.places("all"))
        return claimed
    only = next((p for p in sentence.places("only") if p > head), None)
    if only is None:
        return ()
    rows = next((p for p in range(only + 1, len(sentence)) if _is_rows(sentence, p)), None)
    inside = tuple(part for part in given.parts if rows is not None and only < part.first < rows)
    # "only projects with the finding A"
    behind = tuple(part for part in given.parts if rows == only + 1 and part.first > rows)
    claimed = inside or behind
    sentence.take(only if claimed else None)
    return claimed


def _is_every(given: Given, place: int) -> bool:
    """Whether a word says that every row is meant: "all of their measures", "whose measures are all"."""
    sentence = given.sentence
    if not (sentence[place].means("all") or sentence[place].means("each")):
        return False
    behind = next((p for p in range(place + 1, len(sentence)) if _is_proper(sentence, p)), None)
    ahead = next((p for p in range(place - 1, -1, -1) if _is_proper(sentence, p)), None)
    return _are_beside(given.parts, place, behind) or _are_beside(given.parts, ahead, place)


def _is_proper(sentence: Sentence, place: int) -> bool:
    return _is_rows(sentence, place) and not sentence[place].means("pronoun")


# Between a word for all and the rows there may stand "one of their".
_NEAR = 3


def _are_beside(parts: Sequence[Part], first: int | None, second: int | None) -> bool:
    """Whether no condition stands between two places that are near to each other."""
    if first is None or second is None or second - first > _NEAR:
        return False
    return not any(first <= part.first <= second for part in parts)


def together(claimed: Sequence[Part]) -> Part:
    """Several claims as one."""
    condition = joined(*(part.condition for part in claimed))
    assert condition is not None
    first, last = claimed[0], claimed[-1]
    return Part(condition, first.first, last.last, first.start, last.end)
