"""Spoken and dialect forms of small words, and what only looks like one."""

from __future__ import annotations

import pytest

from assistant.understanding.preparing.spoken import as_written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("木育の研修がひろがらんかったのはなんでなん", "木育の研修がひろがらなかったのはなんで"),
        ("講座に人が集まらんかったち聞いた", "講座に人が集まらなかったと聞いた"),
        ("使えんのはなして", "使えないのはなんで"),
        ("配食サービスはどこがやっとるん？", "配食サービスはどこがやっているん？"),
        ("どげな講座を開いちょるの", "どんな講座を開いているの"),
        ("職員てなん人おるん", "職員って何人いるの"),
        ("去年なん件あった", "去年何件あった"),
        ("予算はなんぼ", "予算はいくら"),
        ("郷土のもんが見たいんやけど", "郷土のものが見たいんだけど"),
    ],
)
def test_a_spoken_form_is_read_as_it_is_written(typed: str, written: str) -> None:
    """Denials, what goes on, joints and words that ask."""
    assert as_written(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "むせんらんの目標は",
        "ほいくえんの先生",
        "みなさんの意見",
        "このうち書面点検だったもの",
        "お世話になっております",
        "課題はなんですか",
        "ことんと落ちた評価",
    ],
)
def test_what_only_looks_like_a_spoken_form_stays(typed: str) -> None:
    """A word in kana that ends like one, a polite form, a plain question word."""
    assert as_written(typed) == typed
