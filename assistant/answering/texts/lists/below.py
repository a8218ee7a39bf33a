"""What stands below a sentence and belongs to it: the items it leads up to, or the sentence behind it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from assistant.answering.desk import Desk
from assistant.answering.texts.lists.marks import is_item
from assistant.answering.texts.sentences.finding import Statement, may_head
from assistant.answering.texts.sought import Form, Sought
from assistant.words import text_words
from corpus.text.expressions import expression
from index.find.entries import neighbours, passage_sentences, passages_by_id
from index.records import StoredPassage

Placed = tuple[StoredPassage, str]

_ITEMS = 12
# A longer sentence needs none behind it.
_LONGEST_SHOWN = 400
_LEADS = expression(rf"(?:{text_words.pattern('leads')})[^。]{{0,12}}[。：:]?\s*$|[：:、]\s*$")
# A sentence may say so anywhere where items follow: 「次のいずれかに該当する方が…家庭のこと。」.
_ANNOUNCES = expression(text_words.pattern("announcing"))


def below(desk: Desk, looked_for: Sought, best: Statement) -> list[Placed]:
    """The texts to show behind a sentence, in printed order; empty behind a figure or date."""
    if looked_for.form in (Form.DATE, Form.QUANTITY):
        return []
    if best.row_id is not None:
        return [(best.passage, line) for line in _lines_below(looked_for, best)]
    sentences = passage_sentences(desk.index, (), [best.passage.id])[best.passage.id]
    rest = [(best.passage, hit.text.strip()) for hit in sentences if hit.start > best.start]
    last = best.text if not rest else rest[-1][1]
    leads = _LEADS.search(last) is not None
    if not leads and _ANNOUNCES.search(last) is not None:
        following = [*_following(desk, best, leads=True)]
        items = [line for line in following if is_item(line[1])]
        return [*rest, *(following if items else following[:1])][:_ITEMS]
    listed = looked_for.form is Form.LIST or _LEADS.search(best.text) is not None
    if not (leads or listed):
        return rest[:1] if len(best.text) < _LONGEST_SHOWN else []
    # Other sentences may stand between one that says that items follow, and these.
    announced = _ANNOUNCES.search(best.text) is not None
    return [*rest, *_following(desk, best, leads or announced or is_item(best.text))][:_ITEMS]


def _lines_below(looked_for: Sought, best: Statement) -> list[str]:
    """The lines of a cell below a sentence that are the items it leads up to, or of a list asked for."""
    lines = [line.strip() for line in best.passage.passage.text[best.start + len(best.text) :].split("\n")]
    if _LEADS.search(best.text.strip()) is not None:
        return [line for line in lines if line][:_ITEMS]
    if looked_for.form is not Form.LIST:
        return []
    return list(takewhile(is_item, filter(None, lines)))[:_ITEMS]


def _following(desk: Desk, best: Statement, leads: bool) -> Iterator[Placed]:
    """The passages behind that one, as far as they are items, or stand below what leads up to them.

    A sentence ends the items, if it is none itself.
    """
    items = False
    after = neighbours(desk.index, [best.passage.id], 0, _ITEMS)[best.passage.id][1]
    passages = passages_by_id(desk.index, after)
    for key in after:
        stored = passages[key]
        text = stored.passage.text.strip()
        item = is_item(text) or may_head(text)
        if stored.passage.headings != best.passage.passage.headings or (items and not item):
            return
        if not is_item(text) and not leads:
            return
        items = items or item
        yield stored, text
