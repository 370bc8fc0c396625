"""Takes the pictures of the README again, from a demo that it builds and serves: docs/screenshots/*.png.

python -m scripts.make_screenshots
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from scripts.served import Demo
from scripts.stages import ROOT
from scripts.visitor import PHONE, WIDE, Visitor, launch

FOLDER = ROOT / "docs" / "screenshots"


@dataclass(frozen=True)
class Picture:
    """One page as somebody sees it. `path` comes after the programme's address; `who` signs in first."""

    name: str
    path: str
    width: int = WIDE
    who: str = ""
    lang: str = "fi"
    dark: bool = False


PICTURES = (
    Picture("front", ""),
    Picture("front-phone", "", PHONE),
    Picture("matter-phone", "MM-0002/", PHONE, lang="fi-simple"),
    Picture("tell-phone", "tell/", PHONE),
    Picture("application", "MM-0002/application/", who="Niilo Nimenkirjoittaja"),
    Picture("meeting", "meetings/1/", who="Pertti Puheenjohtaja", lang="en"),
    Picture("inbox", "inbox/", who="Heikki Hallinto", lang="en"),
    Picture("claim", "claims/2/", who="Tapani Tarkastaja", lang="en"),
    Picture("claim-dark-phone", "claims/2/", PHONE, who="Tapani Tarkastaja", lang="en", dark=True),
)


def main() -> int:
    """Every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="talkoot-pictures-") as folder, sync_playwright() as playwright:
        demo = Demo(Path(folder, "built"), "")
        browser = launch(playwright)
        with demo.served(Path(folder, "served"), 0) as site:
            for picture in PICTURES:
                visitor = Visitor(browser, site, width=picture.width, dark=picture.dark)
                if picture.who:
                    visitor.sign_in(picture.who)
                visitor.open(picture.path, picture.lang)
                visitor.page.screenshot(path=FOLDER / f"{picture.name}.png")
                print(picture.name, flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
