"""Which language the interface speaks to this request: the switch first, then the browser's own list.

The language of an answer is that of its question and is no concern of this module.
"""

from __future__ import annotations

import re

from flask import g, request

from web.messages import LANGUAGES, Messages

COOKIE = "keikaku_language"

_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff66-\uff9f]")


def messages() -> Messages:
    """The texts in the language of this request; Japanese where the browser asks for neither language."""
    if "messages" not in g:
        g.messages = Messages(_language())
    found: Messages = g.messages
    return found


def _language() -> str:
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES, default="ja")


def language_of(text: str) -> str:
    """The language that a screen reader should speak a text of a document in, for its `lang` attribute.

    >>> language_of("RPAの目標は"), language_of("AI-OCR")
    ('ja', 'en')
    """
    return "ja" if _JAPANESE.search(text) else "en"
