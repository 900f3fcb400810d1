"""Pictures of the sample register's public pages, for the READMEs (make screenshots).

The register is the one that ``socialreg demo`` makes, so that everybody can see the same pages.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parents[1] / "docs/img"
WIDTH = 1120
# picture -> (page of the site, how far down the picture goes)
PAGES = {
    "register.png": ("en/index.html", 1240),
    "register.sv.png": ("index.html", 1240),
    "account.png": ("en/konto/simhallen-instagram.html", 720),
    "account.sv.png": ("konto/simhallen-instagram.html", 720),
}


def main() -> None:
    """Make the sample register in a folder of its own, and a picture of each of the pages."""
    with tempfile.TemporaryDirectory(prefix="socialreg-") as folder:
        demo = [sys.executable, "-m", "socialreg", "demo", "demo"]
        subprocess.run(demo, cwd=folder, check=True)
        with sync_playwright() as playwright:
            # Chromium's sandbox does not start for root; these pages are our own.
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(color_scheme="light")
            for name, (path, height) in PAGES.items():
                page.set_viewport_size({"width": WIDTH, "height": height})
                _take(page, Path(folder, "demo/public", path), PICTURES / name)


def _take(page: Page, file: Path, picture: Path) -> None:
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.goto(file.as_uri())
    page.screenshot(path=picture)
    print(picture)


if __name__ == "__main__":
    main()
