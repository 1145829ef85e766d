"""Data sets that `yusuan dataset` made, as frames."""

from __future__ import annotations

import contextlib
import csv
import importlib.util
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast, overload

from ._errors import DatasetError
from ._frames import Kind, Values, to_pandas, to_polars

if TYPE_CHECKING:
    import os

    import pandas as pd
    import polars as pl

Format = Literal["parquet", "csv", "sqlite"]
Library = Literal["pandas", "polars"]
Frame = TypeVar("Frame")
Fields = dict[str, Kind]

_FORMATS: tuple[Format, ...] = ("parquet", "csv", "sqlite")
_DICTIONARY = "dictionary.md"
_DATABASE = "dataset.sqlite"
_SETTINGS = "dataset.json"
_MONEY = (18, 2)  # its digits, and how many of them are decimals

# The dictionary tells the types of all fields, whatever the formats: a table's heading, and a row for each field.
_TABLE = re.compile(r"### (\w+)")
_FIELD = re.compile(r"\| `(\w+)` \| ([^|]+) \|")
_KINDS: dict[str, Kind] = {
    "string": "text",
    "JSON": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "decimal(18,2)": "decimal",
    "list of string": "texts",
    "list of integer": "integers",
}


@overload
def dataset(
    path: str | os.PathLike[str], *, library: Literal["pandas"] = "pandas", format: Format | None = None
) -> Dataset[pd.DataFrame]: ...


@overload
def dataset(
    path: str | os.PathLike[str], *, library: Literal["polars"], format: Format | None = None
) -> Dataset[pl.DataFrame]: ...


def dataset(
    path: str | os.PathLike[str],
    *,
    library: Library = "pandas",
    format: Format | None = None,  # noqa: A002
) -> Dataset[Any]:
    """Open a data set that `yusuan dataset` made: frames by the names of its tables.

    Types are the same from every format: integers and booleans that may be absent, exact `Decimal`s for money, lists
    for lists, text for all else, codes included. `dictionary.md` in the data set explains every field.

    Args:
        path: the folder.
        library: what makes the frames: "pandas" or "polars".
        format: what is read: "parquet", "csv" or "sqlite" (default: the first that is there; pandas reads Parquet where
            pyarrow is).

    Raises:
        DatasetError: the folder has no data set, or none in that format.

    >>> import yusuan
    >>> data = yusuan.dataset(sample)
    >>> list(data)[:5]
    ['documents', 'publishers', 'tables', 'cells', 'facts']
    >>> facts = data["facts"]
    >>> money = facts[facts["table_kind"].eq("basic-expenditure") & facts["addend"]]
    >>> money.groupby("use")["amount_yuan"].sum().to_dict()
    {'operating': Decimal('12087500.00'), 'personnel': Decimal('9793600.00')}
    """
    folder = Path(path)
    try:
        tables = _tables((folder / _DICTIONARY).read_text(encoding="utf-8"))
    except OSError as error:
        message = f"no data set in {folder}: {_DICTIONARY}: {error.strerror}"
        raise DatasetError(message) from error
    return Dataset(folder, tables, _chosen(folder, library, format), library)


class Dataset(Mapping[str, Frame], Generic[Frame]):
    """Frames by the names of tables. A frame is read each time that it is asked for."""

    def __init__(self, folder: Path, tables: dict[str, Fields], form: Format, library: Library) -> None:
        """Take what `dataset` found."""
        self.folder = folder
        self.format = form
        self._tables = tables
        self._library = library

    def __getitem__(self, name: str) -> Frame:
        """Read a table."""
        fields = self._tables[name]
        if self.format == "parquet":
            return cast("Frame", _read_parquet(self.folder, name, self._library))
        columns = (_read_csv if self.format == "csv" else _read_sqlite)(self.folder, name, fields)
        return cast("Frame", to_pandas(columns) if self._library == "pandas" else to_polars(columns))

    def __iter__(self) -> Iterator[str]:
        """Tell the names of the tables."""
        return iter(self._tables)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._tables)

    def __repr__(self) -> str:
        """Tell where it is, and which tables there are."""
        return f"<Dataset {self.folder}, {self.format}: {', '.join(self._tables)}>"


def _tables(dictionary: str) -> dict[str, Fields]:
    """Return the fields of each table, with their kinds."""
    tables: dict[str, Fields] = {}
    fields: Fields = {}
    for line in dictionary.splitlines():
        if heading := _TABLE.fullmatch(line):
            fields = tables.setdefault(heading[1], {})
        elif (found := _FIELD.match(line)) and found[2] in _KINDS:
            fields[found[1]] = _KINDS[found[2]]
    return {name: fields for name, fields in tables.items() if fields}


def _chosen(folder: Path, library: Library, asked: Format | None) -> Format:
    """Return the format that is read."""
    there: list[Format] = [form for form in _FORMATS if _has(folder, form)]
    if asked:
        if asked not in there:
            message = f"{folder} has no {asked}; it has {', '.join(there) or 'none of ' + ', '.join(_FORMATS)}"
            raise DatasetError(message)
        return asked
    if library == "pandas" and importlib.util.find_spec("pyarrow") is None:
        there.sort(key="parquet".__eq__)
    if not there:
        message = f"{folder} has none of {', '.join(_FORMATS)}"
        raise DatasetError(message)
    return there[0]


def _has(folder: Path, form: Format) -> bool:
    name = {"parquet": "documents.parquet", "csv": "documents.csv", "sqlite": _DATABASE}[form]
    return (folder / name).is_file()


def _read_parquet(folder: Path, name: str, library: Library) -> Any:
    """Read a table's file, or those of its years where it has grown large."""
    whole = folder / f"{name}.parquet"
    files = [whole] if whole.is_file() else sorted((folder / name).glob("*.parquet"))
    if not files:
        message = f"{whole} is missing"
        raise DatasetError(message)
    if library == "polars":
        import polars as pl

        return pl.read_parquet(files)
    import pandas as pd

    return pd.concat([pd.read_parquet(file, dtype_backend="numpy_nullable") for file in files], ignore_index=True)


def _read_csv(folder: Path, name: str, fields: Fields) -> dict[str, Values]:
    """Read a table of texts. What was written for Excel has an apostrophe before text that it would calculate."""
    excel = json.loads((folder / _SETTINGS).read_text(encoding="utf-8"))["excel"]
    converters = [_from_csv(kind, excel) for kind in fields.values()]
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file, _long_fields():
        rows = csv.reader(file)
        header = next(rows)
        if header != list(fields):
            message = f"the columns of {name}.csv are not those of {_DICTIONARY}"
            raise DatasetError(message)
        return _columns(fields, converters, rows)


def _read_sqlite(folder: Path, name: str, fields: Fields) -> dict[str, Values]:
    """Read a table of the database, which has money in 分, and lists as JSON."""
    names = [field.removesuffix("_yuan") + "_fen" if kind == "decimal" else field for field, kind in fields.items()]
    query = f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(name)} ORDER BY rowid"  # noqa: S608
    converters = [_from_sqlite(kind) for kind in fields.values()]
    address = f"{(folder / _DATABASE).resolve().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
        return _columns(fields, converters, database.execute(query))


def _columns(
    fields: Fields, converters: list[Callable[[Any], Any]], rows: Iterator[Any] | sqlite3.Cursor
) -> dict[str, Values]:
    """Turn rows into columns of Python's values."""
    columns: list[list[Any]] = [[] for _ in fields]
    for row in rows:
        for column, convert, value in zip(columns, converters, row, strict=True):
            column.append(None if value is None or value == "" else convert(value))
    return {name: Values(kind, values, _MONEY) for (name, kind), values in zip(fields.items(), columns, strict=True)}


def _from_csv(kind: Kind, excel: bool) -> Callable[[str], Any]:
    """Return what makes a value of a text."""
    if kind == "text":
        return (lambda text: text.removeprefix("'")) if excel else str
    converters: dict[Kind, Callable[[str], Any]] = {
        "integer": int,
        "number": float,
        "boolean": "true".__eq__,
        "decimal": Decimal,
        "texts": json.loads,
        "integers": json.loads,
    }
    return converters[kind]


def _from_sqlite(kind: Kind) -> Callable[[Any], Any]:
    """Return what makes a value of the database's."""
    converters: dict[Kind, Callable[[Any], Any]] = {
        "boolean": bool,
        "decimal": lambda cents: Decimal(cents).scaleb(-_MONEY[1]),
        "texts": json.loads,
        "integers": json.loads,
    }
    return converters.get(kind, lambda value: value)


def _quoted(name: str) -> str:
    return f'"{name}"'


@contextlib.contextmanager
def _long_fields() -> Iterator[None]:
    """Let fields be as long as they are: a cell's text may be longer than csv's limit."""
    limit = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
