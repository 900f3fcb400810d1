"""A real browser, and what a page in it asked for and complained about."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

NARROW, WIDE = 320, 1200

# Text colour against the nearest painted ground, for every piece of text that is shown.
CONTRAST = """() => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = css => css.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([walker.currentNode.data.trim(), ratio]);
  }
  return poor;
}"""


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser that asks for nothing on its own."""
    program = os.environ.get("SOCIALREG_CHROMIUM") or shutil.which("chromium")
    assert program, "these tests need chromium: tools/setup.sh test installs it"
    quiet = ("quic", "background-networking", "component-update", "sync")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


class Watched:
    """A page, and everything that it asked for, complained about or let pop up."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("popup", lambda popup: self.complaints.append(popup.url))

    def open(self, folder: Path, path: str) -> Page:
        self.requests.clear()
        self.page.goto((folder / path).as_uri())
        return self.page


def watched(browser: Browser, width: int = WIDE, **options: Any) -> Watched:
    return Watched(browser.new_page(viewport={"width": width, "height": 800}, **options))
