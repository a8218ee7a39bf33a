"""The pictures of the pages in `docs/images/`, made anew; `make pictures` makes those of the guides as well.

    python -m tests.pictures

Look at each one before you keep it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from corpus.folder import library
from corpus.frozen import dataclass
from index.build.build import build
from tests.conftest import BROWSER_OPTIONS, BROWSERS
from tests.web.support import DOCUMENT, settings_for, start
from web import create_app

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is shown: address, size of the window, theme, language.

    `clicked` is what is clicked first, `opened` what is there then.
    """

    name: str
    path: str
    width: int = 1280
    height: int = 800
    dark: bool = False
    language: str = "ja-JP"
    clicked: str = ""
    opened: str = ""


PICTURES = (
    Picture("begin", "/"),
    Picture("figure", "/?q=RPAの目標と実績は", clicked=".card a", opened=".beside .cited"),
    Picture("list", "/?q=情報政策課の遅れている施策の課題を一覧で", dark=True),
    Picture("groups", "/?q=担当課ごとの件数は", language="en-US"),
    Picture("phone-list", "/?q=B評価の施策の課題を一覧で", 360, 740),
    Picture("phone-figure", "/?q=RPAの目標と実績は", 360, 740, dark=True, language="en-US"),
    Picture("table", f"/documents/{DOCUMENT}?around=9-3&cell=issues#row-9-3"),
    Picture("record", "/record?q=B評価の施策は", 1000, 1100),
)


@contextmanager
def shown(browser: Browser, address: str, picture: Picture) -> Iterator[Page]:
    """The page of a picture, when it is still."""
    context = browser.new_context(
        base_url=address,
        locale=picture.language,
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(picture.path, wait_until="networkidle")
    if picture.clicked:
        page.locator(picture.clicked).first.click()
        page.locator(picture.opened).wait_for()
    yield page
    context.close()


def main() -> None:
    """Write every picture over the one that is there."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        index = Path(folder) / "index.sqlite"
        build([library.read_document(path) for path in library.shipped()], index)
        address = start(create_app(settings_for(index)))
        browser = playwright.chromium.launch(executable_path=executable, args=list(BROWSER_OPTIONS))
        for picture in PICTURES:
            with shown(browser, address, picture) as page:
                page.screenshot(path=IMAGES / f"{picture.name}.png")
        browser.close()


if __name__ == "__main__":
    main()
