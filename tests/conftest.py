"""What every test may use: the shipped document, an index of it, a browser; and how hypothesis runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from corpus.document import Document
    from index.store import Index

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# A browser's own calls home are of no use to a test, and a sandbox needs rights that CI's root has not.
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Speed is never asserted: a slow machine must not fail a property. In CI the examples are always the same.
hypothesis.settings.register_profile("keikaku", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("keikaku")


def pytest_configure() -> None:
    """Take away what a desk may have set: another index, settings, width, colour or language."""
    for name in list(os.environ):
        if name in {"COLUMNS", "FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE"} or (
            name.startswith("KEIKAKU_") and not name.startswith("KEIKAKU_REQUIRE_")
        ):
            del os.environ[name]
    os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture(scope="session")
def shipped() -> Document:
    """The document that comes with Keikaku."""
    from corpus.folder import library

    (path,) = library.shipped()
    return library.read_document(path)


@pytest.fixture(scope="session")
def index_path(shipped: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index file of the shipped document, to read only: a test that writes makes its own."""
    from index.build import build

    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    build.build([shipped], path)
    return path


@pytest.fixture(scope="session")
def index(index_path: Path) -> Iterator[Index]:
    """The open index of the shipped document."""
    from index.store import Index

    with Index.open(index_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window; a test that needs it is skipped where there is none.

    With KEIKAKU_REQUIRE_BROWSER set, as in CI, its absence is a failure.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        if os.environ.get("KEIKAKU_REQUIRE_BROWSER"):
            pytest.fail(f"no browser found: {', '.join(BROWSERS)}")
        pytest.skip("no browser on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(BROWSER_OPTIONS))
        yield launched
        launched.close()
