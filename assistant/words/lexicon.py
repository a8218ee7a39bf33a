"""The vocabulary files as values: cue words, the English glossary, and the words of answers.

Words are data. The shipped files lie in `assistant/words/vocabulary/`; a site names files of its own, with
the same tables, in keikaku.toml, and its entries are added to ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from assistant.model.errors import VocabularyError
from corpus import word_files
from corpus.frozen import dataclass
from corpus.text.folding import fold
from index.language.kana import is_kana

_FOLDER = Path(__file__).parent / "vocabulary"
_FILES = (
    "cues.toml",
    "generic.toml",
    "talk.toml",
    "messages.toml",
    "messages-changes.toml",
    "messages-queries.toml",
    "messages-reading.toml",
)
_ENGLISH = "glossary.toml"


_BACK = {"year:latest": 0, "year:last": 1}


@dataclass(frozen=True, slots=True)
class English:
    """What is known of English words: see `Lexicon`."""

    glossary: Mapping[str, tuple[str, ...]]
    irregular: Mapping[str, str]
    stop: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered with to small talk whose words are of all the classes it `needs`.

    `opening` is whether it is given only where nothing was asked before.
    """

    kind: str
    needs: tuple[str, ...]
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Preamble:
    """What leads up to a question: see `talk.toml`."""

    endings: tuple[str, ...]
    topics: tuple[str, ...]
    openings: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All words the assistant knows apart from the names in the index; keys are folded.

    `cues` maps a cue word to its meanings, by language. `generic` words never decide what a question is
    about, `light` ones only where nothing else does; `nothing` is what cells say that have nothing to say.
    `counters` maps a counter that is asked for to those that answer it, `row_counters` count rows; `yes` and
    `no` are what a column of the two says. `closed` words keep their meaning whatever compounds the documents
    print, and like common `adverbs` are never taken for a misprint; `function_words` are those of English;
    the other sets tell what 何 asks of (see generic.toml).
    `ends` are words for places in a list by language, counted from 1, or from -1 at its end; `numbers` are
    English ones. `said` are the words of small talk by language, each with its classes, `replies` what is
    answered to which of these; `preamble` tells what leads up to a question.
    `verbs` maps the base form of a Japanese verb to its meanings and to those of its denial.
    The English part is read when it is first needed: `glossary` maps words and phrases to Japanese words, the
    most likely first, `irregular` forms to base forms, and `stop` words carry no subject.
    """

    cues: Mapping[str, Mapping[str, tuple[str, ...]]]
    longest: int
    generic: frozenset[str]
    light: frozenset[str]
    nothing: tuple[str, ...]
    yes: frozenset[str]
    no: frozenset[str]
    closed: frozenset[str]
    adverbs: frozenset[str]
    function_words: frozenset[str]
    row_counters: frozenset[str]
    verbal_nouns: frozenset[str]
    people: frozenset[str]
    not_counted: frozenset[str]
    date_counters: frozenset[str]
    counters: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    ends: Mapping[str, Mapping[str, int]]
    numbers: Mapping[str, int]
    said: Mapping[str, Mapping[str, tuple[str, ...]]]
    replies: tuple[Reply, ...]
    preamble: Preamble
    messages: Mapping[str, Mapping[str, str]]
    site: tuple[Path, ...] = ()

    def message(self, key: str, language: str, /, **values: object) -> str:
        """The message `key` in a language, with its fields filled in; KeyError if there is none."""
        return self.messages[key][language].format(**values)

    @property
    def glossary(self) -> Mapping[str, tuple[str, ...]]:
        """English words and phrases with their Japanese words."""
        return self._english.glossary

    @property
    def irregular(self) -> Mapping[str, str]:
        """English forms with their base forms."""
        return self._english.irregular

    @property
    def stop(self) -> frozenset[str]:
        """English words that carry no subject."""
        return self._english.stop

    @cached_property
    def relative_years(self) -> Mapping[str, Mapping[str, int]]:
        """By language, the words for a year that is told from the latest, and how many years before it."""
        told = {
            language: {word: set(meanings) & _BACK.keys() for word, meanings in cues.items()}
            for language, cues in self.cues.items()
        }
        return {
            language: {word: _BACK[meaning] for word, some in words.items() for meaning in some}
            for language, words in told.items()
        }

    @cached_property
    def schedules(self) -> tuple[str, ...]:
        """The words of both languages for when something is to be done."""
        cues = (one for words in self.cues.values() for one in words.items())
        return tuple(word for word, meanings in cues if "field:schedule" in meanings)

    @cached_property
    def kana_beginnings(self) -> frozenset[str]:
        """What the Japanese cue words in kana begin with, and these words."""
        words = (word for word in self.cues["ja"] if is_kana(word))
        return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))

    def english_like(self, word: str) -> tuple[str, ...]:
        """The known English words with the first letter of a word that are about as long as it."""
        lengths = (len(word) - 1, len(word), len(word) + 1)
        return tuple(one for length in lengths for one in self._by_look.get((word[:1], length), ()))

    @cached_property
    def _by_look(self) -> Mapping[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self.known_english):
            found[word[:1], len(word)].append(word)
        return found

    @cached_property
    def known_english(self) -> frozenset[str]:
        """Single English words of the vocabulary: what a misspelt word may have been meant to be."""
        words = {
            *self.glossary,
            *self.irregular,
            *self.stop,
            *self.cues["en"],
            *self.ends["en"],
            *self.numbers,
        }
        return frozenset(word for word in words if " " not in word)

    @cached_property
    def _english(self) -> English:
        tables = [word_files.read(_FOLDER / _ENGLISH), *map(_of_site, self.site)]
        return English(
            glossary=_lists(tables, "words"),
            irregular={k: v for t in tables for k, v in t.get("irregular", {}).items()},
            stop=frozenset(fold(w) for t in tables for w in _stop(t)),
        )


def load(site: tuple[Path, ...] = ()) -> Lexicon:
    """The shipped vocabulary with the files of a site added; VocabularyError names a file that is wrong."""
    # Read once, whether or not the argument is given.
    return _loaded(site)


@cache
def _loaded(site: tuple[Path, ...]) -> Lexicon:
    tables = [*(word_files.read(_FOLDER / name) for name in _FILES), *map(_of_site, site)]
    cues = _cues(tables)
    return Lexicon(
        cues=cues,
        longest=max(len(word) for words in cues.values() for word in words),
        generic=_set(tables, "generic"),
        light=_set(tables, "light"),
        yes=_set(tables, "yes"),
        no=_set(tables, "no"),
        closed=_set(tables, "closed"),
        adverbs=_set(tables, "adverbs"),
        function_words=_set(tables, "function_words"),
        row_counters=_set(tables, "row_counters"),
        verbal_nouns=_set(tables, "verbal_nouns"),
        people=_set(tables, "people"),
        not_counted=_set(tables, "not_counted"),
        date_counters=_set(tables, "date_counters"),
        nothing=tuple(w for t in tables for w in t.get("nothing", ())),
        counters=_lists(tables, "counters"),
        verbs={
            fold(word): (tuple(verb["yes"]), tuple(verb["no"]))
            for t in tables
            for verb in t.get("verb", ())
            for word in verb["words"]
        },
        ends={
            language: {fold(k): n for t in tables for k, n in t.get("ends", {}).get(language, {}).items()}
            for language in ("ja", "en")
        },
        numbers={fold(k): n for t in tables for k, n in t.get("numbers", {}).items()},
        said=_said(tables),
        replies=tuple(
            Reply(one["kind"], tuple(one["needs"]), one.get("opening", False))
            for t in tables
            for one in t.get("reply", ())
        ),
        preamble=Preamble(*(_preamble(tables, key) for key in ("endings", "topics", "openings", "asks"))),
        messages={k: v for t in tables for k, v in t.get("messages", {}).items()},
        site=site,
    )


def _cues(tables: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Cue words with their meanings, by language; a word under several meanings has them all."""
    cues: dict[str, dict[str, tuple[str, ...]]] = {"ja": {}, "en": {}}
    for table in tables:
        for cue in table.get("cue", ()):
            for language, words in cues.items():
                for word in cue.get(language, ()):
                    folded = fold(word)
                    words[folded] = tuple(dict.fromkeys((*words.get(folded, ()), cue["means"])))
    return cues


def _said(tables: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The words of small talk by language; one that stands under several classes has them all."""
    said: dict[str, dict[str, tuple[str, ...]]] = {"ja": {}, "en": {}}
    for one in (one for table in tables for one in table.get("said", ())):
        for language, words in said.items():
            for word in map(fold, one.get(language, ())):
                words[word] = tuple(dict.fromkeys((*words.get(word, ()), *one["is"].split())))
    return said


def _preamble(tables: Sequence[Mapping[str, Any]], key: str) -> tuple[str, ...]:
    words = {fold(word) for table in tables for word in table.get("preamble", {}).get(key, ())}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _set(tables: Sequence[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(fold(word) for table in tables for word in table.get(key, ()))


def _lists(tables: Sequence[Mapping[str, Any]], key: str) -> dict[str, tuple[str, ...]]:
    return {fold(k): tuple(v) for table in tables for k, v in table.get(key, {}).items()}


def _stop(table: Mapping[str, Any]) -> Sequence[str]:
    stop = table.get("stop", ())
    words: Sequence[str] = stop.get("words", ()) if isinstance(stop, dict) else stop
    return words


def _of_site(path: Path) -> Mapping[str, Any]:
    """The tables of a file that a site wrote, which may be wrong."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(
            f"{path.name}: {error}; correct the file or take it out of keikaku.toml"
        ) from error
    for cue in table.get("cue", ()):
        if not isinstance(cue.get("means"), str):
            raise VocabularyError(f'{path.name}: a [[cue]] lacks means = "kind:what"')
    return table
