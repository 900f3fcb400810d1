"""Write anew what tests compare with: the golden site, our register's schemas, the rules' pages.

    python -m tests.regenerate

Read the difference (git diff tests/golden schemas docs) before it is committed: it is what readers,
and their editors, will see.
"""

import shutil
from pathlib import Path

from socialreg import founding
from socialreg.publish import catalogue
from socialreg.publish.output import write_files
from socialreg.rules import RULES
from tests.samples import made, sample_publication

GOLDEN_SITE = Path(__file__).parent / "golden" / "site"
ROOT = Path(__file__).parents[1]


def main() -> None:
    shutil.rmtree(GOLDEN_SITE, ignore_errors=True)
    GOLDEN_SITE.mkdir(parents=True)
    write_files(GOLDEN_SITE, made(sample_publication()).items())
    for path, text in founding.schema_files("en").items():
        (ROOT / path).write_text(text, "utf-8")
    for language, page in catalogue.PAGES.items():
        (ROOT / page).write_text(catalogue.as_page(RULES, language), "utf-8")


if __name__ == "__main__":
    main()
