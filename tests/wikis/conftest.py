"""What the tests in real wikis share: an index that can be changed, a server over it, and the two wikis.

They take a minute, and need Debian's packages: `make test-wikis` runs them, `make test` does not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.support import settings_for, start
from tests.wikis.plan import Plan
from tests.wikis.wiki import DokuWiki, MediaWiki, Renderer, Wiki, missing
from web import create_app

if not os.environ.get("WIKIS"):
    collect_ignore_glob = ["test_*.py"]

KINDS = {"mediawiki": MediaWiki, "dokuwiki": DokuWiki}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Keikaku and both wikis, installed and served; each may show and read Keikaku's answers."""
    lacking = missing()
    if lacking:
        pytest.fail(f"missing: {', '.join(lacking)}")
    folder = tmp_path_factory.mktemp("wikis")
    site = Site(folder)
    with site.wikis["mediawiki"].served(), site.wikis["dokuwiki"].served():
        yield site
    for renderer in site.renderers.values():
        renderer.close()


class Site:
    """A plan with its index, Keikaku's address, and the wikis by name."""

    def __init__(self, folder: Path) -> None:
        self.plan = Plan(folder / "plan")
        self.wikis: dict[str, Wiki] = {name: kind(folder / name) for name, kind in KINDS.items()}
        sites = tuple(wiki.url for wiki in self.wikis.values())
        settings = settings_for(self.plan.index, frame_ancestors=sites, cors_origins=sites)
        self.server = start(create_app(settings))
        for wiki in self.wikis.values():
            wiki.install(self.server)
        self.renderers: dict[str, Renderer] = {name: wiki.renderer() for name, wiki in self.wikis.items()}
