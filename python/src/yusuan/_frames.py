"""Frames of pandas and polars, both optional, of typed columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    import pandas as pd
    import polars as pl

Kind = Literal["text", "integer", "number", "boolean", "decimal", "texts", "integers"]


@dataclass(frozen=True)
class Values:
    """A column: its values, None where one is absent, their kind, and of decimals the precision and scale, if fixed."""

    kind: Kind
    values: Sequence[Any]
    digits: tuple[int, int] | None = None


def to_pandas(columns: Mapping[str, Values]) -> pd.DataFrame:
    """Make a frame of pandas: types that know absent values; Decimals and lists are objects."""
    import pandas as pd

    dtypes = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
    series = {
        name: pd.Series(list(column.values), dtype=dtypes.get(column.kind, "object"))
        for name, column in columns.items()
    }
    return pd.DataFrame(series)


def to_polars(columns: Mapping[str, Values]) -> pl.DataFrame:
    """Make a frame of polars, with Decimals as such."""
    import polars as pl

    return pl.DataFrame(
        [pl.Series(name, column.values, dtype=_polars_type(column)) for name, column in columns.items()]
    )


def _polars_type(column: Values) -> Any:
    import polars as pl

    if column.kind == "decimal":
        precision, scale = column.digits or (38, _scale(column.values))
        return pl.Decimal(precision, scale)
    return {
        "text": pl.String,
        "integer": pl.Int64,
        "number": pl.Float64,
        "boolean": pl.Boolean,
        "texts": pl.List(pl.String),
        "integers": pl.List(pl.Int64),
    }[column.kind]


def _scale(values: Sequence[Decimal | None]) -> int:
    """Return how many decimals hold all values: two at least, since amounts have 分."""
    return max(2, *(-int(value.as_tuple().exponent) for value in values if value is not None), 0)
