"""The amounts of a document or a table."""

from __future__ import annotations

import dataclasses
import functools
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_type_hints

from ._frames import Values, to_pandas, to_polars
from ._records import Box, Fact, Term

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import polars as pl

    from ._frames import Kind


class Facts(tuple[Fact, ...]):
    """A tuple of `Fact`s that can be made a frame.

    >>> import yusuan
    >>> facts = yusuan.read("testdata/made/central1-wkhtml.pdf").facts
    >>> sum(fact.amount for fact in facts if fact.table == "t5" and fact.use == "personnel" and fact.addend)
    Decimal('9793600')
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Tell how many there are: they would fill pages."""
        return f"<Facts: {len(self)}>"

    def pandas(self) -> pd.DataFrame:
        """Return a frame of pandas: a row for each fact, a column for each field.

        A `Term` has two columns, such as `functional_code` and `functional_name`. Amounts are `Decimal`s.

        Needs `pip install yusuan[pandas]`.

        >>> import yusuan
        >>> facts = yusuan.read("testdata/made/central1-wkhtml.pdf").facts.pandas()
        >>> money = facts[facts["table"].eq("t5") & facts["addend"]]
        >>> money.groupby("use")["amount"].sum().to_dict()
        {'operating': Decimal('12087500'), 'personnel': Decimal('9793600')}
        """
        return to_pandas(self._columns())

    def polars(self) -> pl.DataFrame:
        """Return the same frame of polars. Amounts are of type `Decimal`. Needs `pip install yusuan[polars]`.

        >>> import yusuan
        >>> facts = yusuan.read("testdata/made/central1-wkhtml.pdf").facts.polars()
        >>> facts["amount"].dtype, facts.shape
        (Decimal(precision=38, scale=2), (321, 47))
        """
        return to_polars(self._columns())

    def _columns(self) -> dict[str, Values]:
        return {name: Values(kind, [value(fact) for fact in self]) for name, kind, value in _layout()}


@functools.cache
def _layout() -> list[tuple[str, Kind, Callable[[Fact], Any]]]:
    """Return the frame's columns in the order of a fact's fields: their names, kinds and values."""
    hints = get_type_hints(Fact)
    return [column for field in dataclasses.fields(Fact) for column in _columns_of(field.name, hints[field.name])]


def _columns_of(name: str, hint: Any) -> list[tuple[str, Kind, Callable[[Fact], Any]]]:
    whole = functools.partial(_value, name)
    if hint == Box:
        return [(side, "number", functools.partial(_part, name, side)) for side in Box._fields]
    if hint == Term | None:
        return [(f"{name}_{part}", "text", functools.partial(_part, name, part)) for part in ("code", "name")]
    if hint == tuple[str, ...] or name in ("confirmed_by", "contradicted_by"):
        return [(name, "texts", lambda fact: list(whole(fact)))]
    kinds: dict[Any, Kind] = {int: "integer", bool: "boolean", Decimal | None: "decimal"}
    return [(name, kinds.get(hint, "text"), whole)]


def _value(name: str, fact: Fact) -> Any:
    return getattr(fact, name)


def _part(name: str, part: str, fact: Fact) -> Any:
    return getattr(getattr(fact, name), part, None)
