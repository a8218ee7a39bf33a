"""Why a file is not read, in words, Japanese or English; the words are in `vocabulary/unreadable.toml`.

A reader names the trouble and its details. Whoever speaks with a person chooses the language.
"""

from __future__ import annotations

from errno import errorcode
from pathlib import Path

from corpus.words import vocabulary


class Term(str):
    """A detail that is an entry of the message file itself, such as `kind.pdf`."""

    __slots__ = ()


class UnreadableFile(Exception):
    """The file can't be read; the message says what is wrong and the next step, without naming the file.

    `code` is an entry of the message file, `details` fill its fields.

    >>> error = UnreadableFile("mismatch", kind=Term("kind.pdf"), advice=Term("advice.rename"), suffix=".pdf")
    >>> error.message
    'The file is a PDF; rename it to end in .pdf and add it again.'
    >>> error.words("ja")
    '中身は「PDF」です。名前の終わりを .pdf に変えて、もう一度加えてください。'
    """

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(self.words("en"))

    @property
    def message(self) -> str:
        """The message in English."""
        return self.words("en")

    def words(self, language: str) -> str:
        """The message in a language, `ja` or `en`. KeyError for a code that the message file lacks."""
        details = {name: spoken(value, language, **self.details) for name, value in self.details.items()}
        return spoken(Term(self.code), language, **details)


def spoken(value: object, language: str, /, **details: object) -> str:
    """A detail in a language: a Term by its entry with its fields filled in.

    >>> spoken(Term("reason.ENOSPC"), "ja"), spoken("page 3", "ja")
    ('ディスクに空きがありません', 'page 3')
    """
    if not isinstance(value, Term):
        return value  # type: ignore[return-value] # numbers stay numbers, for their format
    template: str = vocabulary("unreadable")["messages"][str(value)][language]
    return template.format(**details)


def name_of(path: Path) -> bytes:
    """The name of a file in UTF-8. Raises `UnreadableFile` for one of other bytes, which nothing can show."""
    try:
        return path.name.encode()
    except UnicodeEncodeError as error:
        raise UnreadableFile("name_not_utf8") from error


def reason_of(error: OSError) -> str:
    """The system's reason as a Term where the message file has it, else in the system's own words."""
    named = f"reason.{errorcode.get(error.errno or 0, 'unknown')}"
    if named in vocabulary("unreadable")["messages"] and (error.errno or not error.strerror):
        return Term(named)
    return error.strerror or Term("reason.unknown")
