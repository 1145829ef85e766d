from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest

import yusuan

if TYPE_CHECKING:
    from yusuan.vocabulary import Role


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1, *, bold: bool = False) -> yusuan.Cell:
    return yusuan.Cell(row=row, column=column, row_span=rows, column_span=columns, text=text, regions=(), bold=bold)


def a_table(*cells: yusuan.Cell, header_rows: int, columns: list[tuple[tuple[str, ...], Role]]) -> yusuan.Table:
    return yusuan.Table(
        id="t1",
        kind="other",
        number="表一",
        title="<支出>",
        unit="万元",
        pages=(3, 4),
        header_rows=header_rows,
        row_count=max(c.row + c.row_span for c in cells),
        column_count=len(columns),
        columns=tuple(yusuan.Column(path=path, role=role) for path, role in columns),
        cells=cells,
        notes=(),
        method="ruled",
        confidence=1.0,
        facts=yusuan.Facts(fact(c) for c in cells if c.text.replace(".", "").isdigit()),
    )


def fact(of: yusuan.Cell) -> yusuan.Fact:
    return yusuan.Fact(
        table="t1", row=of.row, column=of.column, path=(), label="", direction="", list="other", measure="amount",
        fund="", use="", item="", period="current", year=2026, stage="budget", scope="",
        printed=of.text, printed_unit="万元", amount=Decimal(of.text) * 10000,
        total_row=False, total_column=False, addend=True, level=0, confirmed_by=(),
        contradicted_by=(), page=1, box=yusuan.Box(0, 0, 1, 1),
    )  # fmt: skip


MERGED = a_table(
    cell(0, 0, "科目", rows=2),
    cell(0, 1, "2026年", columns=2),
    cell(1, 1, "小计"),
    cell(1, 2, "其中：<基本>"),
    cell(2, 0, "教育\n支出", rows=2),
    cell(2, 1, "1.50", rows=2),
    cell(2, 2, "—"),
    cell(3, 2, "待定", bold=True),
    header_rows=2,
    columns=[(("科目",), "label"), (("2026年", "小计"), "amount"), (("2026年", "其中：<基本>"), "amount")],
)


def test_heads_have_levels_and_merged_amounts_count_once() -> None:
    df = MERGED.df
    heads: list[Any] = df.columns.tolist()
    assert heads == [("科目", ""), ("2026年", "小计"), ("2026年", "其中：<基本>")]
    assert df.to_numpy().tolist() == [["教育\n支出", Decimal("1.50"), None], ["教育\n支出", None, "待定"]]
    assert str(df["2026年", "小计"].sum()) == "1.50"


def test_one_row_of_heads_is_a_plain_index() -> None:
    table = a_table(cell(0, 0, "项目"), cell(1, 0, "甲"), header_rows=1, columns=[(("项目",), "label")])
    assert not isinstance(table.df.columns, pd.MultiIndex)
    assert table.df["项目"].tolist() == ["甲"]


def test_a_form_has_numbers_for_heads() -> None:
    table = a_table(cell(0, 0, "名称"), cell(0, 1, "12"), header_rows=0, columns=[((), "text"), ((), "text")])
    heads: list[Any] = table.df.columns.tolist()
    assert heads == [0, 1]
    assert table.df.iloc[0].tolist() == ["名称", Decimal(12)]


def test_html_shows_spans_and_escapes_texts() -> None:
    html = MERGED._repr_html_()
    assert "表一 · &lt;支出&gt; · 单位：万元 · p. 3, 4" in html
    assert '<th rowspan="2" style="text-align: center">科目</th>' in html
    assert '<th colspan="2" style="text-align: center">2026年</th>' in html
    assert "其中：&lt;基本&gt;" in html
    assert '<td rowspan="2" style="text-align: left">教育<br>支出</td>' in html
    assert '<td rowspan="2" style="text-align: right">1.50</td>' in html
    assert "font-weight: bold" in html
    assert html.count("<tr>") == html.count("</tr>") == 4


def test_html_of_all_tables_covers_their_grids(made: list[yusuan.Document]) -> None:
    tables = [table for document in made for table in document.tables]
    assert len(tables) > 100
    for table in tables:
        html = table._repr_html_()
        assert html.count("<td") + html.count("<th ") == len(table.cells)
        assert html.count("<tr>") == table.row_count


def test_frames_have_all_amounts(made: list[yusuan.Document]) -> None:
    for table in (table for document in made for table in document.tables):
        df = table.df
        assert df.shape == (table.row_count - table.header_rows, table.column_count)
        amounts = [value for value in df.to_numpy().ravel() if isinstance(value, Decimal)]
        assert amounts == [fact.printed_amount for fact in table.facts if fact.amount is not None]


def test_printed_amounts_have_the_printed_digits(made: list[yusuan.Document]) -> None:
    facts = [fact for document in made for fact in document.facts if fact.amount is not None]
    assert len(facts) > 3000
    with localcontext() as context:
        context.prec = 3  # whatever the caller's context is
        printed = [str(fact.printed_amount) for fact in facts]
    assert printed == [fact.printed.replace(",", "") for fact in facts]


@pytest.mark.parametrize(
    ("printed", "unit", "amount", "want"),
    [
        ("1,200.50", "万元", "12005000", "1200.50"),
        ("3", "亿元", "300000000", "3"),
        ("△0.10", "千元", "-100", "-0.10"),
        ("12", "元", "12", "12"),
        ("1.5", "", None, "None"),
    ],
)
def test_printed_amount(printed: str, unit: str, amount: str | None, want: str) -> None:
    made = fact(cell(0, 0, "1"))
    values = {name: getattr(made, name) for name in made.__slots__}
    values |= {"printed": printed, "printed_unit": unit, "amount": amount and Decimal(amount)}
    assert str(yusuan.Fact(**values).printed_amount) == want


def test_frames_of_facts_agree(made: list[yusuan.Document]) -> None:
    facts = made[0].facts
    pandas, polars = facts.pandas(), facts.polars()
    assert list(pandas.columns) == polars.columns
    assert pandas["amount"].tolist() == [fact.amount for fact in facts] == polars["amount"].to_list()
    assert polars.schema["path"] == pl.List(pl.String)
    assert pandas["path"].tolist() == polars["path"].to_list() == [list(fact.path) for fact in facts]
    assert pandas["functional_code"].dtype == "string"
    assert pandas["year"].dtype == "Int64"
    assert pandas["x0"].tolist() == [fact.box.x0 for fact in facts]
    assert pandas["functional_name"].isna().sum() == sum(fact.functional is None for fact in facts)


def test_frames_without_amounts_have_their_columns() -> None:
    none = yusuan.Facts()
    assert none.pandas().shape == none.polars().shape == (0, 47)
    assert none.polars().schema["amount"] == pl.Decimal(38, 2)


def test_small_amounts_stay_exact() -> None:
    facts = yusuan.Facts([fact(cell(0, 0, "0.000085181")), fact(cell(1, 0, "2"))])
    assert facts.polars()["amount"].to_list() == [Decimal("0.85181"), Decimal(20000)]
