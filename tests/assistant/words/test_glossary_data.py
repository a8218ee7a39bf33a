"""The glossary and the thesaurus are sound data: folded keys, Japanese values, no word with two meanings."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.words.english import english_words
from assistant.words.lexicon import load
from corpus.text.folding import compact, fold
from index.language.tokenizer import index_terms

ROOT = Path(__file__).parents[3]
GLOSSARY = ROOT / "assistant" / "words" / "vocabulary" / "glossary.toml"
THESAURUS = ROOT / "index" / "find" / "thesaurus.toml"

JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々〇]")
# Japanese usage though in Latin letters: abbreviations and proper names (AI-OCR, Wi-Fi, Facebook, 5G).
LATIN_NAME = re.compile(r"(?=.*[A-Z])[A-Za-z0-9&.+/%-]+|%")
PROSE = re.compile(r"[a-z]{2,} [a-z]{2,}|^[a-z]{3,}$")


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


WORDS: dict[str, list[str]] = _load(GLOSSARY)["words"]
IRREGULAR: dict[str, str] = _load(GLOSSARY)["irregular"]
STOP: list[str] = _load(GLOSSARY)["stop"]["words"]


def _lists(kind: str) -> list[list[str]]:
    return [entry["words"] for entry in _load(THESAURUS)[kind]]


def test_the_glossary_has_its_three_tables() -> None:
    """The glossary holds words, irregular forms and stop words, and nothing else."""
    assert set(_load(GLOSSARY)) == {"words", "irregular", "stop"}


def test_keys_are_as_a_folded_question_has_them() -> None:
    """Every key and every stop word stands as folding leaves it: half width, lower case, single spaces."""
    keys = [*WORDS, *IRREGULAR, *IRREGULAR.values(), *STOP]

    assert [key for key in keys if fold(key).strip() != key] == []


def test_no_key_stands_twice_under_two_spellings() -> None:
    """Two keys never differ by white space or hyphen alone with different translations."""
    spellings: dict[str, set[tuple[str, ...]]] = {}
    for key, values in WORDS.items():
        spellings.setdefault(re.sub(r"[\s-]", "", key), set()).add(tuple(values))

    assert [key for key, translations in spellings.items() if len(translations) > 1] == []


def test_values_are_one_to_six_different_japanese_words() -> None:
    """A key has between one and six alternatives, none empty and none twice."""
    wrong = {
        key: values
        for key, values in WORDS.items()
        if not 1 <= len(values) <= 6 or len(set(values)) < len(values) or not all(map(str.strip, values))
    }

    assert wrong == {}


def test_values_are_written_as_japanese_plans_write() -> None:
    """A value holds Japanese script, or is an abbreviation or a proper name; never English prose."""
    values = {value for alternatives in WORDS.values() for value in alternatives}

    odd = {v for v in values if not (JAPANESE.search(v) or LATIN_NAME.fullmatch(v)) or PROSE.search(v)}

    assert odd == set()


def test_a_stop_word_is_never_a_subject() -> None:
    """No stop word is also translated: it would be dropped before it could be looked up."""
    assert sorted(set(STOP) & set(WORDS)) == []
    assert [word for word, times in Counter(STOP).items() if times > 1] == []


def test_every_key_is_found_in_a_question() -> None:
    """A key typed as it stands is taken as one word or phrase and gives its own translations."""
    lexicon = load()

    found = {key: [word.japanese for word in english_words(key, (), lexicon)] for key in WORDS}

    assert {key: words for key, words in found.items() if words != [tuple(WORDS[key])]} == {}


def test_every_value_has_something_to_search_for() -> None:
    """A value is more than words that no index holds (the, of, which)."""
    values = {value for alternatives in WORDS.values() for value in alternatives}

    assert {value for value in values if not index_terms(value)} == set()


def test_an_irregular_form_leads_to_a_known_word() -> None:
    """The base form of an irregular word is a stop word, or is translated alone or in a phrase."""
    known = {part for key in WORDS for part in re.split(r"[\s-]", key)} | set(STOP)

    assert sorted(set(IRREGULAR.values()) - known) == []


def test_an_irregular_form_leads_to_a_base_form_in_one_step() -> None:
    """The base form of an irregular word is not itself an irregular form of a third word."""
    chains = {form: base for form, base in IRREGULAR.items() if IRREGULAR.get(base, base) != base}

    assert chains == {}


@pytest.mark.parametrize(
    ("english", "first"),
    [
        ("translation", "翻訳"),
        ("agriculture", "農業"),
        ("e-approval", "電子決裁"),
        ("fire department", "消防"),
        ("remote work", "テレワーク"),
        ("barrier-free", "バリアフリー"),
        ("introduce", "導入"),
        ("population", "人口"),
        ("mayor", "市長"),
        ("opening hours", "開庁時間"),
        ("election", "選挙"),
        ("weather", "天気"),
        ("salary", "給与"),
        ("crime", "犯罪"),
    ],
)
def test_the_first_alternative_is_what_a_plan_would_print(english: str, first: str) -> None:
    """The most likely Japanese word comes first, for what is asked often and for what plans rarely hold."""
    assert WORDS[english][0] == first


@pytest.mark.parametrize(
    ("form", "base"),
    [("held", "hold"), ("children", "child"), ("taught", "teach"), ("centres", "center"), ("news", "news")],
)
def test_irregular_forms_have_their_base_form(form: str, base: str) -> None:
    """Forms that no rule for endings explains are listed."""
    assert IRREGULAR[form] == base


@pytest.mark.parametrize("kind", ["group", "related"])
def test_the_words_of_a_list_differ_as_the_index_sees_them(kind: str) -> None:
    """A list has two words that the tokenizer does not join by itself, and none that has no terms."""
    terms = {tuple(words): [" ".join(index_terms(word)) for word in words] for words in _lists(kind)}

    assert [words for words, found in terms.items() if len(set(found)) < 2 or not all(found)] == []


@pytest.mark.parametrize("kind", ["group", "related"])
def test_no_word_stands_in_two_lists_of_a_kind(kind: str) -> None:
    """A word belongs to one list of its kind, in any width, case or spacing, and as the index sees it."""
    typed = Counter(compact(word) for words in _lists(kind) for word in words)
    indexed = Counter(
        term for words in _lists(kind) for term in {" ".join(index_terms(word)) for word in words}
    )

    assert [word for times in (typed, indexed) for word, count in times.items() if count > 1] == []


def test_what_is_close_is_not_also_the_same() -> None:
    """No related list merely repeats a group: it must add a word."""
    groups = {frozenset(words) for words in _lists("group")}

    assert [words for words in _lists("related") if any(set(words) <= group for group in groups)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("テレワーク", "在宅勤務"),
        ("Wi-Fi", "無線LAN"),
        ("GIS", "地理情報システム"),
        ("担当課", "所管課"),
        ("ホームページ", "ウェブサイト"),
        ("マイナンバーカード", "個人番号カード"),
        ("情報漏えい", "情報流出"),
    ],
)
def test_words_for_the_same_thing_share_a_group(one: str, other: str) -> None:
    """What people say for one another in city offices stands in one group."""
    assert [words for words in _lists("group") if one in words and other in words]


def test_a_homophone_is_not_taken_for_the_word_it_sounds_like() -> None:
    """電子決済 (payment) is the usual slip for 電子決裁 (approval), so no list claims it for payment."""
    listed = {word for kind in ("group", "related") for words in _lists(kind) for word in words}

    assert "電子決済" not in listed


def test_no_department_of_one_office_is_listed() -> None:
    """Departments come from the index: the glossary names only what every office calls its departments."""
    general = {"課", "担当課", "所管課", "関係課"}
    values = {value for alternatives in WORDS.values() for value in alternatives}

    assert {value for value in values if value.endswith("課")} <= general
