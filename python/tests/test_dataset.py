from __future__ import annotations

import math
import shutil
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest

import yusuan

from .conftest import MADE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("parquet", "csv", "sqlite")


@pytest.mark.parametrize("form", FORMATS)
def test_all_formats_are_one_frame(sample: Path, form: Any) -> None:
    pandas = yusuan.dataset(sample, format=form)
    polars = yusuan.dataset(sample, format=form, library="polars")
    assert list(pandas) == list(polars)
    assert len(pandas) == 13
    for name in pandas:
        want = yusuan.dataset(sample, library="polars")[name]
        assert polars[name].schema == want.schema, name
        assert polars[name].equals(want), name
        frame = pandas[name]
        assert list(frame.columns) == want.columns
        assert [[plain(value) for value in frame[column]] for column in want.columns] == [
            want[column].to_list() for column in want.columns
        ], name


def plain(value: Any) -> Any:
    """Return what pandas holds as Python has it."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value


@pytest.mark.parametrize("form", FORMATS)
def test_types_are_right(sample: Path, form: Any) -> None:
    facts = yusuan.dataset(sample, format=form)["facts"]
    assert isinstance(facts["amount_yuan"][0], Decimal)
    assert [str(facts[name].dtype) for name in ("year", "addend", "x0")] == ["Int64", "boolean", "Float64"]
    assert facts["functional_code"].dtype == "string"
    assert yusuan.dataset(sample, library="polars", format=form)["facts"].schema["amount_yuan"] == pl.Decimal(18, 2)


def test_csv_for_excel_is_put_back(program: str, tmp_path: Path, sample: Path) -> None:
    evil = ROOT / "testdata" / "hostile" / "evil-texts.pdf"
    command = [program, "dataset", "--quiet", "--ocr", "never", "--excel", "--format", "csv"]
    pdfs = [str(MADE / "central1-wkhtml.pdf"), str(evil)]
    subprocess.run([*command, *pdfs, "--output", str(tmp_path / "data")], check=True)
    written = (tmp_path / "data" / "cells.csv").read_text(encoding="utf-8-sig")
    assert "\n''; DROP TABLE" in written
    cells = yusuan.dataset(tmp_path / "data", library="polars")["cells"]
    assert cells.equals(yusuan.dataset(sample, library="polars")["cells"])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_parts_by_year_are_one_frame(program: str, tmp_path: Path, library: Any) -> None:
    pdfs = [str(MADE / "central1-wkhtml.pdf"), str(MADE / "final1-cairo.pdf")]
    command = [program, "dataset", "--quiet", *pdfs, "--partition", "always", "--format", "parquet"]
    subprocess.run([*command, "--output", str(tmp_path / "data")], check=True)
    data = yusuan.dataset(tmp_path / "data", library=library)
    assert len(list((tmp_path / "data" / "facts").glob("*.parquet"))) == 2
    assert len(data["facts"]) == 321 + 125


def test_what_is_there_is_taken(sample: Path, tmp_path: Path) -> None:
    assert yusuan.dataset(sample).format == "parquet"
    data = tmp_path / "data"
    data.mkdir()
    for name in ("dictionary.md", "dataset.sqlite"):
        shutil.copy(sample / name, data)
    assert yusuan.dataset(data).format == "sqlite"
    assert len(yusuan.dataset(data)["facts"]) > 321


def test_what_is_not_there_is_told(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(yusuan.DatasetError, match="no data set in"):
        yusuan.dataset(tmp_path)
    shutil.copy(sample / "dictionary.md", tmp_path)
    with pytest.raises(yusuan.DatasetError, match="has none of parquet, csv, sqlite"):
        yusuan.dataset(tmp_path)
    with pytest.raises(yusuan.DatasetError, match="has no csv"):
        yusuan.dataset(tmp_path, format="csv")
    with pytest.raises(KeyError):
        yusuan.dataset(sample)["absent"]
