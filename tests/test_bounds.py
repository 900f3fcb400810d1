"""A template of a register's own is a program: it ends, and it does not fill the memory."""

import dataclasses
import signal
import threading
import time

import pytest

from socialreg.errors import RegisterError
from socialreg.publish.bounds import TooMuchError, bounded, gathered
from socialreg.publish.environment import environment
from socialreg.publish.voice import Voice
from tests.samples import made, sample_publication

DOUBLING = (
    "{% set found = namespace(text='xxxxxxxx') %}{% for i in range(60) %}"
    "{% set found.text = found.text ~ found.text %}{% endfor %}"
)
COUNTING = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
CALLING = (
    "{% macro twice(n) %}{% if n %}{{ twice(n - 1) }}{{ twice(n - 1) }}{% endif %}{% endmacro %}"
    "{{ twice(90) }}"
)
SUMMING = "{% for i in range(99999) %}{{ range(99999)|sum }}{% endfor %}"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{{ 'x' * 10 ** 10 }}", "it needs too much memory"),
        ("{{ 'x'|center(10 ** 10) }}", "it needs too much memory"),
        ("{{ '%5000000000d' % 1 }}", "it needs too much memory"),
        (DOUBLING, "it needs too much memory"),
        ("{% for i in range(1000) %}{{ 'x' * 1000000 }}{% endfor %}", "it writes too much"),
    ],
)
def test_a_template_that_needs_too_much_is_told_of(template: str, why: str) -> None:
    own = {"account.html.j2": template.encode()}
    with pytest.raises(RegisterError) as caught:
        made(dataclasses.replace(sample_publication(), templates=own))
    assert "templates/account.html.j2" in caught.value.message
    assert caught.value.message.endswith(f"does not work: {why}")


@pytest.mark.parametrize("text", [COUNTING, CALLING, SUMMING], ids=["loops", "calls", "filters"])
def test_a_template_that_does_not_end_is_ended(text: str) -> None:
    templates = environment(Voice("sv", "sv"), {"x.j2": text.encode()})
    begun = time.monotonic()
    with pytest.raises(TooMuchError, match="it takes too long"), bounded(seconds=0.2):
        templates.get_template("x.j2").render()
    assert time.monotonic() - begun < 10


def test_afterwards_everything_is_as_before() -> None:
    import resource

    before = signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)
    with bounded(seconds=60):
        assert resource.getrlimit(resource.RLIMIT_AS) != before[1]
    assert (signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_where_there_is_no_way_to_end_it_a_template_runs_all_the_same() -> None:
    found: list[str] = []

    def other() -> None:
        with bounded():
            found.append(gathered(iter(["a", "b"])))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert found == ["ab"]
