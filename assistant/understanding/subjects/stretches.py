"""The stretches of a question that may name something: those between borders of words that could be a name.

Their number is bounded by what the index calls things, not by the square of the question's length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.name_pieces import NamePieces, with_names_of_rows
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from index.language.tokenizer import Pos, Token, content
from index.store import Index
from index.work import spend

# Longer names are titles; nobody types more of one.
_LONGEST = 90
# What may stand between the words of a header as people say it: 「外部有識者による点検の所見」.
JOINTS = grammar.word_set("header_joints")
_OF = grammar.word("genitive")
_STRETCHES = 40


def stretches(index: Index, known: Catalog, prepared: Prepared) -> dict[str, list[Span]]:
    """Every stretch that may be a name, a part of one or a header by its words, with the places it stands at.

    The keys are folded without white space, in the order of the question.
    """
    places = sorted(prepared.borders)
    particles = {token.start for token in prepared.tokens if token.pos is Pos.PARTICLE}
    spoken = _by_words(known, prepared)
    whole = prepared.folded.replace(" ", "")
    pieces = with_names_of_rows(index, known.pieces, (whole, whole.replace(_OF, "")))
    found: dict[str, list[Span]] = {}
    for first, start in enumerate(places):
        if start in particles or prepared.folded[start : start + 1] == " ":
            continue
        for end in _ends(pieces, prepared.folded, places, first, spoken.get(start, ())):
            text = prepared.folded[start:end].replace(" ", "")
            found.setdefault(text, []).append(Span(start, end))
    spend(1 + len(found) // _STRETCHES)
    return found


def _ends(
    pieces: NamePieces, folded: str, places: Sequence[int], first: int, spoken: Sequence[int]
) -> Iterator[int]:
    """Where the stretches that begin at a border end.

    One may leave out the 「の」 that people put between the words of a name.
    """
    start = places[first]
    whole = loose = ""
    as_whole = as_loose = True
    for end in places[first + 1 :]:
        if end - start > _LONGEST:
            break
        if folded[end - 1] == " ":
            continue
        text = folded[start:end].replace(" ", "")
        bare = text.replace(_OF, "")
        as_whole = as_whole and pieces.may_hold(text, len(whole))
        as_loose = as_loose and pieces.may_hold(bare, len(loose))
        if as_whole or as_loose or end in spoken:
            yield end
        elif not spoken or end > spoken[-1]:
            break
        whole, loose = text, bare


def _by_words(known: Catalog, prepared: Prepared) -> Mapping[int, list[int]]:
    """The ends of the stretches whose content words stand in a header in this order, by their beginnings."""
    found: dict[int, list[int]] = defaultdict(list)
    words = set(content(prepared.tokens))
    for place, token in enumerate(prepared.tokens):
        if token in words and token.pos is not Pos.VERB and token.term in known.header_texts.ended:
            for start in _back(known, prepared.tokens[:place], words, token):
                found[start].append(token.end)
    return found


def _back(known: Catalog, before: Sequence[Token], words: set[Token], last: Token) -> Iterator[int]:
    """The beginnings of the stretches that end with a word and are the words of a header, some left out."""
    headers = [known.headers[place].terms[:-1] for place in known.header_texts.ended[last.term]]
    for token in reversed(before):
        if token not in words:
            if token.surface not in JOINTS:
                break
            continue
        headers = [rest for terms in headers if (rest := _up_to(terms, token.term)) is not None]
        if not headers or token.pos is Pos.VERB or last.end - token.start > _LONGEST:
            break
        yield token.start


def _up_to(terms: tuple[str, ...], term: str) -> tuple[str, ...] | None:
    """The terms before the last place of one; None where it is not among them."""
    for place in range(len(terms) - 1, -1, -1):
        if terms[place] == term:
            return terms[:place]
    return None
