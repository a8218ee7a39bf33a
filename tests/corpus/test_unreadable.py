"""Why a file is not read is said in Japanese and in English, from one message file."""

from __future__ import annotations

import ast
import errno
from pathlib import Path
from string import Formatter

import pytest

import corpus
from corpus.readers.opening import Kind
from corpus.unreadable import Term, UnreadableFile, reason_of, spoken
from corpus.words import vocabulary

MESSAGES = vocabulary("unreadable")["messages"]


def fields(text: str) -> set[str]:
    return {name.partition("!")[0] for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_say_the_same(code: str) -> None:
    """They have the same fields; whole messages end as sentences and name a next step."""
    entry = MESSAGES[code]
    assert entry.keys() == {"ja", "en"}
    assert fields(entry["ja"]) == fields(entry["en"])
    if not code.startswith(("kind.", "advice.", "reason.", "place.")) and code not in SMALL_KINDS:
        assert (entry["ja"][-1], entry["en"][-1]) == ("。", ".")


SMALL_KINDS = {"small.str", "small.int", "small.dict"}


def test_every_code_has_its_words() -> None:
    """Each code that the readers name stands in the message file, and each entry there is used."""
    used = set()
    for path in Path(corpus.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in MESSAGES:
                used.add(node.value)
    used |= {f"kind.{kind.entry}" for kind in Kind if kind is not Kind.ENCRYPTED}
    used |= {f"advice.{kind.entry}" for kind in Kind if not kind.suffix and kind is not Kind.ENCRYPTED}
    used |= SMALL_KINDS | {code for code in MESSAGES if code.startswith("reason.")}
    assert used == MESSAGES.keys()


def test_a_reason_without_words_is_the_system_s_own() -> None:
    """The commonest are in the message file; a reason that nobody gave is said to be unknown."""
    assert spoken(reason_of(OSError(errno.EACCES, "denied")), "ja") == "権限がありません"
    assert spoken(reason_of(OSError(errno.EXDEV, "Invalid cross-device link")), "ja").startswith("Invalid")
    assert spoken(reason_of(OSError("odd")), "en") == "unknown reason"


def test_a_message_takes_its_details_in_its_language() -> None:
    """What a detail names is put into the same language; figures keep their format."""
    error = UnreadableFile("damaged.at", place=Term("place.line"), line=12)
    assert error.words("ja").startswith("ファイルが壊れているか、途中で切れています（12行目）")
    assert "(line 12)" in error.message
    assert "1,500,001 セル" in UnreadableFile("wide_table", cells=1_500_001, most=1_500_000).words("ja")
