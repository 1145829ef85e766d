"""From the values of JSON to records, by the types of their fields."""

from __future__ import annotations

import dataclasses
import functools
import types
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ._facts import Facts
from ._records import Box, Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Record = TypeVar("Record")


def record(kind: type[Record], members: dict[str, Any]) -> Record:
    """Make a record of an object's members. Those that newer programs may have added are passed over."""
    decoders = _decoders(cast("Hashable", kind))
    return kind(**{decoders[name][0]: decoders[name][1](value) for name, value in members.items() if name in decoders})


def json_name(name: str) -> str:
    """Return what JSON calls a field.

    >>> json_name("text_sha256")
    'textSha256'
    """
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


@functools.cache
def _decoders(kind: Any) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """Return, by the names of JSON, a record's fields and what makes their values."""
    hints = get_type_hints(kind)
    fields = [field.name for field in dataclasses.fields(kind) if field.compare]  # others are no members
    return {json_name(name): (name, _decoder(hints[name])) for name in fields}


def _decoder(hint: Any) -> Callable[[Any], Any]:
    """Return what makes a value of a type."""
    if get_origin(hint) in (Union, types.UnionType):  # with None, for what may be absent
        hint = next(kind for kind in get_args(hint) if kind is not types.NoneType)
    if get_origin(hint) is tuple:
        item = _decoder(get_args(hint)[0])
        return lambda values: tuple(map(item, values))
    if hint is Decimal:
        return lambda text: Decimal(text) if text else None
    if hint is Facts:
        return lambda facts: Facts(record(Fact, fact) for fact in facts)
    if hint is Box:
        return lambda sides: Box(*map(float, sides))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return functools.partial(record, hint)
    if hint is float:
        return float
    if hint in (str, int, bool) or get_origin(hint) is Literal:
        return _same
    message = f"no decoder for {hint}"
    raise TypeError(message)


def _same(value: Any) -> Any:
    return value
