"""The shipped vocabulary is general: it asks, counts and translates, and knows no document's names."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.model.question import Field
from assistant.words import grammar
from assistant.words.lexicon import load
from corpus.document import KpiState
from corpus.text.folding import compact, fold
from index.language.tokenizer import tokenize
from index.records import NameKind
from index.store import Index

ROOT = Path(__file__).parents[3]
FILES = [
    ROOT / "assistant/words/vocabulary/cues.toml",
    ROOT / "assistant/words/vocabulary/generic.toml",
    ROOT / "assistant/words/vocabulary/glossary.toml",
    ROOT / "assistant/words/vocabulary/grammar.toml",
    ROOT / "index/find/thesaurus.toml",
    ROOT / "index/language/stopwords.toml",
]
NAMED = (NameKind.DEPARTMENT, NameKind.ROW, NameKind.KPI, NameKind.SECTION, NameKind.GROUP)
# What a meaning of cues.toml may be; those with a colon say what of.
MEANINGS = {
    "field": {field.value for field in Field},
    "state": {state.value for state in KpiState},
    "than": {"ge", "gt", "le", "lt"},
    "follow": {"narrow", "pointer", "switch"},
}
# Tables of grammar.toml that are looked up whole.
TABLES = ("units", "what_counted", "english_levels", "target_units_ja", "target_units_en", "held_by")
# Where lists of grammar.toml are looked up, and by which names.
CODE = sorted((ROOT / "assistant").rglob("*.py"))
LOOKED_UP = re.compile(r"(?:grammar\.(?:word|words|word_set|characters|pattern|table)|\b_P)\(([^()]*)\)")
QUOTED = re.compile(r"[\"']([a-z_.]+)[\"']")


def grammar_lists() -> list[str]:
    """The names of the lists of grammar.toml; those of a table begin with its name."""
    found = []
    for name, value in tomllib.loads(FILES[3].read_text(encoding="utf-8")).items():
        found += [f"{name}.{inner}" for inner in value] if isinstance(value, dict) else [name]
    return found


def entries(value: object) -> Iterator[str]:
    """Every key and text of a parsed TOML file."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield key
            yield from entries(child)
    elif isinstance(value, list):
        for child in value:
            yield from entries(child)
    else:
        yield str(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_name_of_the_index_is_vocabulary(index: Index, path: Path) -> None:
    """No entry is a department, measure, KPI, section or group of the shipped document, in any of its forms.

    A name that is one word of the dictionary (研修) is an ordinary word and may stand there; one of several
    words could only have come from the document. `tests/test_rooms.py` looks for whole names inside entries;
    this compares the forms under which the index knows them: without the city, the number or the mark.
    """
    names = {name.folded: name.text for name in index.names(NAMED) if len(tokenize(name.text)) > 1}
    known = {compact(entry) for entry in entries(tomllib.loads(path.read_text(encoding="utf-8")))}
    assert {names[folded] for folded in known & names.keys()} == set()


def test_every_cue_means_something_that_is_known() -> None:
    """A field, a state, a comparison and a follow-up of a cue are those that the code tells apart."""
    lexicon = load()
    meant = {
        meaning for words in lexicon.cues.values() for meanings in words.values() for meaning in meanings
    }
    meant |= {meaning for pair in lexicon.verbs.values() for some in pair for meaning in some}
    parted = [meaning.partition(":") for meaning in meant]
    assert [(kind, what) for kind, _, what in parted if kind in MEANINGS and what not in MEANINGS[kind]] == []


def test_no_cue_is_listed_twice_under_a_meaning() -> None:
    """A word stands once in its list, in any width or case."""
    table = tomllib.loads(FILES[0].read_text(encoding="utf-8"))
    lists = [(cue["means"], language, cue[language]) for cue in table["cue"] for language in ("ja", "en")]
    twice = [
        (means, word)
        for means, _, words in lists
        for word, times in Counter(fold(word) for word in words).items()
        if times > 1
    ]
    assert twice == []


def test_cues_are_in_the_language_they_stand_under() -> None:
    """English cues are ASCII; Japanese ones are not, but for KPI and the like in capitals."""
    table = tomllib.loads(FILES[0].read_text(encoding="utf-8"))
    english = [word for cue in table["cue"] for word in cue["en"] if not word.isascii()]
    japanese = [w for cue in table["cue"] for w in cue["ja"] if w.isascii() and not w.isupper()]
    assert (english, japanese) == ([], [])


def test_every_list_of_grammar_is_looked_up() -> None:
    """No list is left over from a rule that is gone, and none is looked up that is not there."""
    asked = {name for path in CODE for name in LOOKED_UP.findall(path.read_text(encoding="utf-8"))}
    used = {name for call in asked for name in QUOTED.findall(call)}
    known = set(grammar_lists())
    assert {name for name in known if not used & {name, name.partition(".")[0]}} == set()
    assert used - known - set(TABLES) == set()


def test_every_list_of_facts_is_looked_up() -> None:
    """No list of words around figures is left over; tables are named by the code that reads them."""
    quoted = re.compile(r"[\"']([a-z_]+)[\"']")
    calls = re.compile(r"(?:\b|_)(?:words|pattern)\(([^()]*)\)")
    code = [path.read_text(encoding="utf-8") for path in CODE]
    used = {name for text in code for call in calls.findall(text) for name in quoted.findall(call)}
    used |= {f"{kind}_{what}" for kind in ("ends", "starts") for what in ("asked", "particles")}
    tables = {"counted", "remark", "ends", "starts"}
    facts = tomllib.loads((FILES[3].parent / "facts.toml").read_text(encoding="utf-8"))
    assert facts.keys() - used - tables == set()


@pytest.mark.parametrize("name", grammar_lists())
def test_a_list_of_grammar_holds_folded_words_once(name: str) -> None:
    """A list names texts as they are compared, that is folded, each once; one of readings stays as it is."""
    listed = grammar.words(name)
    assert listed
    assert [word for word, times in Counter(listed).items() if times > 1 or fold(word) != word] == []


def test_every_list_of_grammar_is_explained() -> None:
    """A comment stands above each list, or above the list that it goes with."""
    lines = FILES[3].read_text(encoding="utf-8").splitlines()
    bare = [line for before, line in pairwise(lines) if " = [" in line and not before]
    assert bare == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_message_is_in_both_languages(language: str) -> None:
    """No message lacks a language, and both have the same fields to fill in."""
    messages = load().messages
    assert [key for key, words in messages.items() if language not in words] == []


def test_messages_do_not_say_less_in_english() -> None:
    """What is filled into a Japanese message is filled into the English one too."""
    missing = {
        key: missing
        for key, words in load().messages.items()
        if (missing := fields(words["en"]) ^ fields(words["ja"]))
        - {"group", "column", "conditions", "by", "noun"}
    }
    assert missing == {}


def fields(message: str) -> set[str]:
    """The names in braces of a message."""
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(message) if name}
