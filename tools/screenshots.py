"""Pictures of the sample register's public pages, for the READMEs and docs/site.md.

The register is the one that ``socialreg demo`` makes, so that everybody can see the same pages.
They are taken from a web server, because the page for wrong addresses is made for one.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright
from serving import served
from small_png import small

PICTURES = Path(__file__).parents[1] / "docs/img"
# All of them together, in bytes: a clone brings every version of them.
LARGEST = 1_000_000


class Picture(NamedTuple):
    """A *page* of the site, and how much of it is shown, to whom."""

    page: str
    height: int
    width: int = 1120
    scheme: Literal["light", "dark"] = "light"


CLOSED = "konto/simhallen-instagram.html"
TAKEN = {
    "register.png": Picture("en/index.html", 1240),
    "register.sv.png": Picture("index.html", 1240),
    "register-phone.png": Picture("index.html", 1400, width=390),
    "register-dark.png": Picture("index.html", 1000, scheme="dark"),
    "status.png": Picture("en/status.html", 1000),
    "account.png": Picture(f"en/{CLOSED}", 720),
    "account.sv.png": Picture(CLOSED, 720),
    "account-active.png": Picture("en/konto/museet-facebook.html", 1500),
    "guidelines.png": Picture("en/riktlinjer.html", 1200),
    "statistics.png": Picture("en/statistik.html", 1180),
    "about.png": Picture("en/om.html", 1240),
    "missing.png": Picture("404.html", 760),
}


def main() -> int:
    """Make the sample register in a folder of its own, and a picture of each of the pages."""
    with tempfile.TemporaryDirectory(prefix="socialreg-") as folder:
        demo = [sys.executable, "-m", "socialreg", "demo", "demo"]
        subprocess.run(demo, cwd=folder, check=True)
        with served(Path(folder, "demo/public")) as address, sync_playwright() as playwright:
            # Chromium's sandbox does not start for root; these pages are our own.
            browser = playwright.chromium.launch(
                executable_path=which("chromium"), args=["--no-sandbox"]
            )
            for name, picture in TAKEN.items():
                _take(browser, address, picture, PICTURES / name)
    size = sum(file.stat().st_size for file in PICTURES.glob("*.png"))
    print(f"{size} bytes")
    return 0 if size <= LARGEST else 1


def _take(browser: Browser, address: str, picture: Picture, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme
    )
    page.goto(address + picture.page)
    file.write_bytes(small(page.screenshot()))
    page.close()
    print(file)


if __name__ == "__main__":
    sys.exit(main())
