"""What is found of some words in all documents, cells as well as texts."""

from __future__ import annotations

from assistant.render.words import field_label
from web.api.passages import search_passages
from web.library import Library
from web.messages import Messages
from web.pages.frames import document_name
from web.views.given.source_contexts import FoundView
from web.views.marks import segments

MOST_FOUND = 50


def found_everywhere(shelf: Library, words: str, text: Messages) -> tuple[FoundView, ...]:
    """At most fifty cells and passages that hold the words, the best first; empty without words."""
    if not words.strip():
        return ()
    return tuple(
        FoundView(
            title=" ".join(filter(None, (one["row"], one["title"]))),
            quote=segments(one["text"], [(start, end) for start, end in one["marks"]]),
            place=" · ".join(
                filter(
                    None,
                    (
                        field_label(one["field"], text.language) if one["row"] else "",
                        one["locator"],
                        document_name(shelf.info(one["document"])) if one["row"] else "",
                    ),
                )
            ),
            url=one["url"],
        )
        for one in search_passages(shelf.index(), words, MOST_FOUND, text.language)
    )
