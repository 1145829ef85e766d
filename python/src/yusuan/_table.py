"""The tables of a document."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._facts import Facts
from ._records import Cell, Column
from .vocabulary import Kind, Method

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    import pandas as pd

# What is printed in a column of amounts where there is none.
_NOTHING = re.compile(r"[-\u2010-\u2015\u2212\u2500－/\\\s]*|无|不适用")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Table:
    """A logical table: the pages on which it stands joined, its heads once.

    Attributes:
        id: "t1", "t2" and so on, in reading order.
        kind: what it is about, such as "expenditure-summary" (支出总表).
        number: as printed, such as 预算01表.
        title: as printed, without number and unit.
        unit: as printed, such as 万元; "" where none is told.
        pages: on which it stands.
        header_rows: how many of its rows are heads; 0 for a form.
        row_count: heads included.
        column_count: of the grid.
        columns: the heads over each column, and what it holds.
        cells: by row, then column, with their spans, texts, and boxes on pages.
        notes: the lines under it.
        method: how the grid was found: "ruled", "partruled", "aligned" or "ocr".
        confidence: how likely all cells are right, from 0 to 1.
        facts: its amounts.
    """

    id: str
    kind: Kind
    number: str
    title: str
    unit: str
    pages: tuple[int, ...]
    header_rows: int
    row_count: int
    column_count: int
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    method: Method
    confidence: float
    facts: Facts = field(default=Facts(), compare=False)

    def __repr__(self) -> str:
        """Tell which table it is."""
        pages = ", ".join(map(str, self.pages))
        return f"<Table {self.id} {self.title}: {self.row_count} × {self.column_count}, page {pages}>"

    @property
    def grid(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells by row and column: each stands in all places that it covers.

        >>> import yusuan
        >>> grid = yusuan.read("testdata/made/central1-wkhtml.pdf").tables[0].grid
        >>> [cell.text for cell in grid[0]]
        ['收入', '收入', '支出', '支出']
        """
        places: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    places[row, column] = cell
        return tuple(tuple(places[row, column] for column in range(self.column_count)) for row in range(self.row_count))

    @property
    def df(self) -> pd.DataFrame:
        """The table under its heads as a frame of pandas, its heads as columns: of several levels where they are.

        Amounts are `Decimal`s in the printed unit, with the printed decimals. In a column of amounts an empty cell, or
        one with a dash, is None. All else is text, as printed. What a merged cell says stands in each row and column
        that it covers, an amount only in the first, so that sums count it once. Needs `pip install yusuan[pandas]`.

        >>> import yusuan
        >>> df = yusuan.read("testdata/made/central1-wkhtml.pdf").tables[0].df
        >>> df["收入"].head(3)
                       项目      预算数
        0    一、一般公共预算拨款收入  2188.11
        1   二、政府性基金预算拨款收入     None
        2  三、国有资本经营预算拨款收入     None
        >>> df["支出", "预算数"][:7].sum()
        Decimal('2188.11')
        """
        import pandas as pd

        amounts = {(fact.row, fact.column): fact.printed_amount for fact in self.facts}
        body = [
            [self._value(cell, row, column, amounts) for column, cell in enumerate(cells)]
            for row, cells in enumerate(self.grid)
            if row >= self.header_rows
        ]
        frame = pd.DataFrame(body, columns=range(self.column_count), dtype=object)
        depth = max((len(column.path) for column in self.columns), default=0)
        heads = [column.path + ("",) * (depth - len(column.path)) for column in self.columns]
        if depth == 1:
            frame.columns = pd.Index([head[0] for head in heads])
        elif depth > 1:
            frame.columns = pd.MultiIndex.from_tuples(heads)
        return frame

    def _value(
        self, cell: Cell, row: int, column: int, amounts: dict[tuple[int, int], Decimal | None]
    ) -> Decimal | str | None:
        """Return what a place of the frame holds."""
        first = (cell.row, cell.column)
        if (amount := amounts.get(first)) is not None:
            return amount if (row, column) == first else None
        if self.columns[column].role == "amount" and _NOTHING.fullmatch(cell.text):
            return None
        return cell.text

    def _repr_html_(self) -> str:
        """Show the table in a notebook as it is printed: heads, merged cells, amounts at the right."""
        about = [self.number, self.title, self.unit and f"单位：{self.unit}", f"p. {', '.join(map(str, self.pages))}"]
        caption = " · ".join(html.escape(text) for text in about if text)
        parts = [
            '<div style="max-height: 40em; overflow: auto"><table>',
            f'<caption style="text-align: left">{caption}</caption>',
            *self._html_rows("thead", 0, self.header_rows),
            *self._html_rows("tbody", self.header_rows, self.row_count),
            "</table></div>",
        ]
        return "".join(parts)

    def _html_rows(self, part: str, first: int, end: int) -> Iterator[str]:
        """Write the rows of the head or the body. Spans end with it, as HTML has it."""
        if first == end:
            return
        by_row: dict[int, list[Cell]] = {row: [] for row in range(first, end)}
        for cell in self.cells:
            if first <= cell.row < end:
                by_row[cell.row].append(cell)
        figures = {(fact.row, fact.column) for fact in self.facts}
        yield f"<{part}>"
        for cells in by_row.values():
            yield "<tr>"
            for cell in cells:
                right = part == "tbody" and (cell.row, cell.column) in figures
                yield _html_cell(cell, "th" if part == "thead" else "td", end, "right" if right else "left")
            yield "</tr>"
        yield f"</{part}>"


def _html_cell(cell: Cell, tag: str, end: int, align: str) -> str:
    spans = ""
    if (rows := min(cell.row_span, end - cell.row)) > 1:
        spans += f' rowspan="{rows}"'
    if cell.column_span > 1:
        spans += f' colspan="{cell.column_span}"'
    style = f"text-align: {'center' if tag == 'th' else align}"
    if cell.bold:
        style += "; font-weight: bold"
    text = html.escape(cell.text).replace("\n", "<br>")
    return f'<{tag}{spans} style="{style}">{text}</{tag}>'
