"""Frozen dataclasses that cost nothing before they are used.

The standard library writes and compiles six methods for each class when its module is imported,
a fifth of a short command's time, and hardly any is ever called. Here five of them need no
compiling, and ``__init__`` is compiled when it is first called: the model is there in a fifth
of the time. Everything in ``dataclasses`` works with these classes, and so do type checkers.
"""

import dataclasses
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - exported to type checkers
else:

    def dataclass(*, frozen, slots=False, kw_only=False):  # noqa: ANN001, ANN201 - see the line above
        """As ``dataclasses.dataclass``; TypeError unless *frozen*."""
        if not frozen:
            raise TypeError("only frozen dataclasses are made here")
        return lambda cls: _frozen(cls, slots=slots, kw_only=kw_only)


def _frozen(cls: type, *, slots: bool, kw_only: bool) -> type:
    decorate = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
    made: type = decorate(cls)
    for name, method in _methods(made).items():
        if name not in vars(cls):
            setattr(made, name, method)
    return made


def _methods(cls: type) -> dict[str, Callable[..., Any]]:
    """The methods of *cls*, by name."""
    names = [field.name for field in dataclasses.fields(cls)]
    contents = attrgetter(*names)

    def init(self: object, *arguments: object, **named: object) -> None:
        cls.__init__ = _init(cls)  # type: ignore[misc]  # the real one, from now on
        cls.__init__(self, *arguments, **named)  # type: ignore[misc]

    def represent(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return contents(self) == contents(other)

    def restore(self: object, state: list[object]) -> None:
        for name, content in zip(names, state, strict=True):
            object.__setattr__(self, name, content)

    return {
        "__init__": init,
        "__repr__": represent,
        "__eq__": equal,
        "__hash__": lambda self: hash(contents(self)),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": lambda self: [getattr(self, name) for name in names],
        "__setstate__": restore,
    }


def _init(cls: type) -> Callable[..., None]:
    """``__init__`` for the fields of *cls*, as the standard library makes it."""
    fields = sorted(dataclasses.fields(cls), key=lambda field: bool(field.kw_only))
    known: dict[str, Any] = {"_set": object.__setattr__, "_none": dataclasses.MISSING}
    known |= {f"_{field.name}": field.default for field in fields}
    known |= {f"_make_{field.name}": field.default_factory for field in fields}
    head = ", ".join(["self", *_parameters(fields)])
    body = "".join(f"\n    _set(self, {field.name!r}, {_content(field)})" for field in fields)
    exec(f"def __init__({head}):{body}", known)  # noqa: S102 - of nothing but the fields' names
    made: Callable[..., None] = known["__init__"]
    return made


def _parameters(fields: list[dataclasses.Field[Any]]) -> Iterator[str]:
    for number, field in enumerate(fields):
        if field.kw_only and not (number and fields[number - 1].kw_only):
            yield "*"
        if field.default is not dataclasses.MISSING:
            yield f"{field.name}=_{field.name}"
        elif field.default_factory is not dataclasses.MISSING:
            yield f"{field.name}=_none"
        else:
            yield field.name


def _content(field: dataclasses.Field[Any]) -> str:
    if field.default_factory is dataclasses.MISSING:
        return field.name
    return f"_make_{field.name}() if {field.name} is _none else {field.name}"


def _refuse_to_set(_self: object, name: str, _content: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
