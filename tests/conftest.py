"""What every test starts from: English messages, and no configuration of the machine's own git."""

from collections.abc import Iterator

import pytest

from socialreg import i18n


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use(i18n.DEFAULT_LANGUAGE)
