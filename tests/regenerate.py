"""Write anew what the golden tests compare with: python -m tests.regenerate.

Read the difference (git diff tests/golden) before it is committed: it is what readers will see.
"""

import shutil
from pathlib import Path

from socialreg.publish.output import write_files
from socialreg.publish.site import pages
from tests.samples import sample_publication

GOLDEN_SITE = Path(__file__).parent / "golden" / "site"


def main() -> None:
    shutil.rmtree(GOLDEN_SITE, ignore_errors=True)
    GOLDEN_SITE.mkdir(parents=True)
    write_files(GOLDEN_SITE, pages(sample_publication()))


if __name__ == "__main__":
    main()
