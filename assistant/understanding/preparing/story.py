"""The story around a question: who asked it and what it is wanted for, taken off by its form.

「…広がったんですか、お客さんから聞かれてて」, 「…のかという電話です」, "My boss asked me whether …": whatever
a story speaks of is no subject. What leads up to a question in a clause of its own is told by `preamble`.
"""

from __future__ import annotations

import re

from assistant.words import grammar
from corpus.text.expressions import expression

_TAIL = expression(
    rf"(?P<asked>.*(?:{grammar.pattern('story_question_ends')}|？))[、,。?？ \n]+"
    rf"(?P<story>[^?？]*{grammar.pattern('story_ends')})[。!！\s]*",
    re.DOTALL,
    needs="、,。?？ \n",
)
_REPORTED = expression(
    rf"(?P<asked>.+?{grammar.pattern('reported_question_ends')})(?:{grammar.pattern('story_quotes')}){grammar.pattern('story_reports')}"
    rf"{grammar.pattern('story_report_ends')}?[、,。\s]*(?P<rest>.*)",
    re.DOTALL,
)
_ASKERS = expression(
    rf"(?:{grammar.pattern('english_story_whose')} )?(?:[a-z]+ )?{grammar.pattern('english_askers')}"
    rf"(?: {grammar.pattern('english_story_helpers')})? {grammar.pattern('english_reports')}"
    rf"(?: {grammar.pattern('english_story_joints')})?:?,? (?P<asked>.{{4,}})",
    re.IGNORECASE | re.DOTALL,
    needs=" ",
)
_BEHIND = expression(
    rf"(?P<asked>.{{4,}}\?) (?:{grammar.pattern('english_story_starts')})\b[^?]*",
    re.IGNORECASE | re.DOTALL,
    needs="?",
)
# Behind a question that is reported, so much asks it once more.
_AGAIN = 14


def without_story(text: str) -> str:
    """The question alone.

    >>> without_story("地図の範囲は広がったんですか、お客さんから聞かれてて")
    '地図の範囲は広がったんですか'
    >>> without_story("申請の手伝いに来てもらえるのかという電話です。やってますか？")
    '申請の手伝いに来てもらえるのか'
    >>> without_story("My boss asked me whether we have self-driving cars")
    'we have self-driving cars'
    >>> without_story("Was the map extended? A resident asked me this morning.")
    'Was the map extended?'
    """
    for pattern in (_TAIL, _BEHIND, _ASKERS):
        match = pattern.fullmatch(text.strip())
        if match is not None and match["asked"].strip():
            text = match["asked"].strip()
    reported = _REPORTED.fullmatch(text)
    if reported is not None and len(reported["rest"]) <= _AGAIN:
        return reported["asked"]
    return text
