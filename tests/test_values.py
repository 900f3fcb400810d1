"""Values are the standard library's frozen dataclasses in everything but when they are made."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from socialreg.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slotted:
    """A value as the model has them."""

    name: str
    places: tuple[str, ...] = ()
    words: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """A value whose parts are given by position."""

    first: int
    second: int = 2


@dataclass(frozen=True, kw_only=True)
class Base:
    """A value that another one adds to."""

    name: str = "base"


@dataclass(frozen=True, kw_only=True)
class Derived(Base):
    """A value with one part more."""

    number: int

    def __hash__(self) -> int:
        return 7


def test_a_value_holds_what_it_was_given_and_defaults_for_the_rest() -> None:
    value = Slotted(name="a", places=("b",))
    assert (value.name, value.places, value.words) == ("a", ("b",), {})
    assert (Pair(1).first, Pair(1).second, Pair(3, 4).second) == (1, 2, 4)
    assert (Derived(number=1).name, Derived(name="x", number=1).number) == ("base", 1)


def test_each_value_has_a_default_of_its_own_from_a_factory() -> None:
    assert Slotted(name="a").words is not Slotted(name="a").words


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: Slotted(), "name"),  # type: ignore[call-arg]  # noqa: PLW0108 - what is wrong
        (lambda: Slotted("a"), "positional"),  # type: ignore[call-arg]
        (lambda: Pair(1, 2, 3), "positional"),  # type: ignore[call-arg]
        (lambda: Pair(1, third=3), "third"),  # type: ignore[call-arg]
    ],
)
def test_a_value_cannot_be_made_of_other_parts(make: Callable[[], object], named: str) -> None:
    for _again in range(2):  # the first time, the method is made
        with pytest.raises(TypeError, match=named):
            make()


def test_values_are_equal_when_all_their_parts_are_and_they_are_of_one_class() -> None:
    assert Pair(1, 2) == Pair(1)
    assert Pair(1, 2) != Pair(1, 3)
    assert Slotted(name="a") == Slotted(name="a", words={})
    assert Base(name="a") != Derived(name="a", number=1)
    assert Pair(1) != (1, 2)  # type: ignore[comparison-overlap]  # which is the point


def test_equal_values_have_the_same_hash_unless_the_class_has_its_own() -> None:
    assert {Pair(1), Pair(1, 2)} == {Pair(1)}
    assert hash(Derived(number=1)) == 7
    with pytest.raises(TypeError, match="unhashable"):
        hash(Slotted(name="a"))  # a dictionary is in it


@pytest.mark.parametrize("value", [Slotted(name="a"), Pair(1), Derived(number=1)])
def test_a_value_can_be_shown_copied_and_sent_to_another_process(value: Any) -> None:
    assert repr(value) == repr(_as_standard(value))
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own


@pytest.mark.parametrize("value", [Slotted(name="a"), Base()])
def test_a_value_cannot_be_changed(value: Any) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="name"):
        del value.name


def test_everything_in_dataclasses_works_on_a_value() -> None:
    value = Slotted(name="a")
    assert dataclasses.is_dataclass(value)
    assert dataclasses.replace(value, name="b") == Slotted(name="b")
    assert dataclasses.asdict(value) == {"name": "a", "places": (), "words": {}}
    assert [field.name for field in dataclasses.fields(Derived)] == ["name", "number"]
    assert not hasattr(value, "__dict__")


def test_the_parts_are_asked_for_as_the_standard_library_asks_for_them() -> None:
    for value in (Slotted(name="a"), Pair(1), Derived(number=1)):
        assert _parameters(value) == _parameters(_as_standard(value))


def _parameters(value: object) -> list[tuple[str, Any]]:
    found = inspect.signature(type(value).__init__).parameters.values()
    return [(each.name, each.kind) for each in found]


def _as_standard(value: Any) -> Any:
    """*value* as a dataclass of the standard library's own, of the same name."""
    fields = [(field.name, field.type, field) for field in dataclasses.fields(value)]
    kind = dataclasses.make_dataclass(type(value).__qualname__, fields, frozen=True)
    return kind(**{field.name: getattr(value, field.name) for field in dataclasses.fields(value)})


def test_only_frozen_ones_are_made() -> None:
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False)
