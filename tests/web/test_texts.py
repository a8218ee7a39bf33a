"""The message file: every text is used, every text that is used is there, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import web
from assistant.sources import Parting
from corpus.document import FindingKind, KpiState
from index.records import NameKind
from web.messages import LANGUAGES, Messages, keys

FOLDER = Path(web.__file__).parent
TABLES = tomllib.loads((FOLDER / "messages.toml").read_text(encoding="utf-8"))
# Tables whose keys are values of the data, or are put together.
LOOKED_UP = {"kind", "meaning", "state", "suggestion", "error", "weight", "form", "about"}
KEY = re.compile(r"""["']([a-z]+\.[a-z_]+)["']""")


def used() -> set[str]:
    """The keys named in templates and modules, and those that are put together."""
    files = [*FOLDER.rglob("*.py"), *FOLDER.glob("templates/*.html")]
    named = {key for path in files for key in KEY.findall(path.read_text(encoding="utf-8"))}
    parted = {f"documents.{kind}" for kind in Parting}
    return (named & keys()) | parted | {"document.table", "document.overview", "document.findings"}


def test_every_text_is_used() -> None:
    """A text that nothing shows is not kept."""
    unused = {key for key in keys() - used() if key.split(".")[0] not in LOOKED_UP}
    assert unused == set()


def test_every_text_that_a_template_asks_for_is_there() -> None:
    """A template names no key that the file lacks."""
    calls = re.compile(r"""\bt\(\s*["']([a-z._]+)["']""")
    asked = {
        key
        for path in FOLDER.glob("templates/*.html")
        for key in calls.findall(path.read_text(encoding="utf-8"))
        if not key.endswith(".")
    }
    assert asked - keys() == set()


@pytest.mark.parametrize("key", sorted(keys()))
def test_both_languages_say_the_same_things(key: str) -> None:
    """Each text is there in Japanese and English, not blank, and fills in the same parts."""
    table, name = key.split(".")
    texts = TABLES[table][name]
    parts = {language: set(re.findall(r"{(\w+)}", texts[language])) for language in LANGUAGES}
    assert all(texts[language].strip() for language in LANGUAGES)
    assert parts["ja"] == parts["en"]
    assert set(texts) <= {"ja", "en", "en_one"}


def test_values_of_the_data_have_words() -> None:
    """Kinds of findings, states of KPIs and kinds of names are all in the file."""
    wanted = {f"kind.{kind.value}" for kind in FindingKind} | {
        f"meaning.{kind.value}" for kind in FindingKind
    }
    wanted |= {f"state.{state.value}" for state in KpiState}
    wanted |= {f"suggestion.{kind.value}" for kind in NameKind}
    assert wanted - keys() == set()


def test_codes_of_errors_have_words() -> None:
    """Every code that a request can be refused with has a text."""
    raised = re.compile(r"""RequestError\(\s*\d{3},\s*"([a-z_]+)\"""")
    codes = {
        code for path in FOLDER.rglob("*.py") for code in raised.findall(path.read_text(encoding="utf-8"))
    }
    assert codes
    assert {f"error.{code}" for code in codes} - keys() == set()


def test_an_unknown_text_is_an_error() -> None:
    """A slip in a key is met at once."""
    with pytest.raises(KeyError):
        Messages("ja")("ask.nothing")
