"""Write anew what tests compare with: the golden site, and the schemas of our own register.

    python -m tests.regenerate

Read the difference (git diff tests/golden schemas) before it is committed: it is what readers,
and their editors, will see.
"""

import shutil
from pathlib import Path

from socialreg import founding
from socialreg.publish.output import write_files
from tests.samples import made, sample_publication

GOLDEN_SITE = Path(__file__).parent / "golden" / "site"
ROOT = Path(__file__).parents[1]


def main() -> None:
    shutil.rmtree(GOLDEN_SITE, ignore_errors=True)
    GOLDEN_SITE.mkdir(parents=True)
    write_files(GOLDEN_SITE, made(sample_publication()).items())
    for path, text in founding.schema_files("en").items():
        (ROOT / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
