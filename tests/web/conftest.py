"""What the tests of the web room use: the application, a client, a running server, a small document of
their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.editions import EARLIER, LATER, edition
from tests.web.paper import paper_document
from tests.web.sample import sample_document
from tests.web.support import settings_for, start
from web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def app(index_path: Path) -> Flask:
    """The application over the shipped document."""
    return create_app(settings_for(index_path))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client without cookies that asks in Japanese."""
    return app.test_client()


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the small made-up document: hostile text, many rows, repairs."""
    from index.build.build import build

    path = tmp_path_factory.mktemp("sample") / "index.sqlite"
    build([sample_document()], path)
    return path


@pytest.fixture(scope="session")
def sample_app(sample_path: Path) -> Flask:
    """The application over the small made-up document."""
    return create_app(settings_for(sample_path))


@pytest.fixture(scope="session")
def paper_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over a document that is text alone."""
    from index.build.build import build

    path = tmp_path_factory.mktemp("paper") / "index.sqlite"
    build([paper_document()], path)
    return create_app(settings_for(path))


@pytest.fixture(scope="session")
def editions_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application over one plan in two years."""
    from index.build.build import build

    folder = tmp_path_factory.mktemp("editions")
    build([edition(folder, 2022, EARLIER), edition(folder, 2023, LATER)], folder / "index.sqlite")
    return create_app(settings_for(folder / "index.sqlite"))


@pytest.fixture(scope="session")
def address(app: Flask) -> str:
    """The address of a real server over the shipped document."""
    return start(app)


@pytest.fixture(scope="session")
def sample_address(sample_app: Flask) -> str:
    """The address of a real server over the made-up document."""
    return start(sample_app)


@pytest.fixture(scope="session")
def paper_address(paper_app: Flask) -> str:
    """The address of a real server over the document that is text alone."""
    return start(paper_app)


@pytest.fixture(scope="session")
def editions_address(editions_app: Flask) -> str:
    """The address of a real server over one plan in two years."""
    return start(editions_app)


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh Japanese browser at the server's address."""
    opened = browser.new_context(base_url=address, locale="ja-JP", reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page on which any script error fails the test at its end."""
    return context.new_page()
