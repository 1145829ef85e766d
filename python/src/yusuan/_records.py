"""What documents are made of: the canonical document's members, with Python's names and types.

Coordinates are points from the top left of the page as displayed; pages count from 1, rows and columns from 0.
Vocabularies are closed: `Fund` and the others list their words, with what they mean in Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import NamedTuple

from .vocabulary import (
    CorrectionKind,
    Direction,
    Fund,
    Identity,
    Item,
    List,
    Measure,
    Period,
    PublisherLevel,
    Role,
    Scope,
    Severity,
    Stage,
    Use,
)

# Exact whatever context the caller has: amounts have 18 digits at most.
_EXACT = Context(prec=60)
_ZEROS = {"十": 1, "百": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_DECIMALS = re.compile(r"[.．]([0-9０-９]+)")


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A code with its name: as printed, and completed by the code lists where only one of them is."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What was told of a file beside it (`yusuan extract --meta`)."""

    url: str = ""
    retrieved: str = ""
    region_code: str = ""
    region_name: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that was read. `text_sha256` is the same for one disclosure in other bytes."""

    name: str
    sha256: str
    text_sha256: str
    bytes: int
    page_count: int
    producer: str
    creator: str
    encrypted: bool
    repaired: bool
    image_only_pages: tuple[int, ...]
    meta: Meta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The department, unit or government whose budget it is. `id` is the same over the years."""

    name: str
    level: PublisherLevel
    code: str = ""
    id: str = ""
    region: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How many of a document's amounts its own arithmetic confirms, and how many it contradicts."""

    amounts: int
    confirmed: int
    contradicted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: the texts over it from top to leaf, and what it holds."""

    path: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The part of a page that a cell covers."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table; every place of the grid is covered by exactly one. `indent` is in em."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    regions: tuple[Region, ...]
    indent: float = 0.0
    bold: bool = False
    corrected: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One amount of money that is printed.

    Attributes:
        table: the table's id. The same money stands in several tables: a sum keeps to one.
        row: of its cell, head rows included.
        column: of its cell.
        path: the heads over the amount, from top to leaf.
        label: its row's own text.
        direction: the side of the budget: "revenue" or "expenditure".
        list: what the rows of its list are: functional items, economic items, projects, units, places.
        measure: "amount" for a flow; a balance, a limit, an issue, a repayment.
        fund: whose money; "" for all of it together.
        use: what for: basic, personnel, operating, project.
        item: one of the expenses that are disclosed for themselves (“三公” and others); "" for none.
        period: "current", "previous", or "change" from one to the other.
        year: the year that the amount is of; 0 where none is told.
        stage: "budget", "adjusted-budget", "forecast", "execution" or "final".
        scope: in a government's tables: "whole" area, its "own" level, those below ("lower").
        printed: the amount as the page has it.
        printed_unit: its unit; "" where none is told.
        amount: in 元, exact; None where no unit is told.
        total_row: its row sums others.
        total_column: its column sums others.
        addend: over one list of a table, for one year, stage, period, measure, scope and direction, the addends make
            the printed total.
        level: 0 for a list's top rows, 1 under them, and so on.
        confirmed_by: the identities that would be broken by any other digit in it.
        contradicted_by: the identities that hold under no reading that the print allows.
        page: where it is printed.
        box: the same, on the page.
        region: the place that it is of.
        functional: 功能分类科目.
        government_economic: 政府预算支出经济分类科目.
        department_economic: 部门预算支出经济分类科目.
        revenue_item: 收入分类科目.
        budget_unit: 预算单位.
        project: 项目.
        procurement: A 货物, B 工程, C 服务.
        corrected: the id of the decision that gave it its text; "" where it is as read.
        checked: the id of the decision that it is what is printed.
    """

    table: str
    row: int
    column: int
    path: tuple[str, ...]
    label: str
    direction: Direction
    list: List
    measure: Measure
    fund: Fund
    use: Use
    item: Item
    period: Period
    year: int
    stage: Stage
    scope: Scope
    printed: str
    printed_unit: str
    amount: Decimal | None
    total_row: bool
    total_column: bool
    addend: bool
    level: int
    confirmed_by: tuple[Identity, ...]
    contradicted_by: tuple[Identity, ...]
    page: int
    box: Box
    region: Term | None = None
    functional: Term | None = None
    government_economic: Term | None = None
    department_economic: Term | None = None
    revenue_item: Term | None = None
    budget_unit: Term | None = None
    project: Term | None = None
    procurement: Term | None = None
    corrected: str = ""
    checked: str = ""

    @property
    def printed_amount(self) -> Decimal | None:
        """The amount in its printed unit, with the decimals that are printed; None where no unit is told.

        >>> import yusuan
        >>> fact = yusuan.read("testdata/made/central1-wkhtml.pdf").facts[0]
        >>> fact.printed, fact.printed_unit, fact.printed_amount, fact.amount
        ('2,188.11', '万元', Decimal('2188.11'), Decimal('21881100'))
        """
        if self.amount is None:
            return None
        zeros = sum(_ZEROS.get(character, 0) for character in self.printed_unit)
        value = self.amount.scaleb(-zeros, _EXACT).normalize(_EXACT)
        printed = _DECIMALS.search(self.printed)
        decimals = max(len(printed[1]) if printed else 0, -int(value.as_tuple().exponent))
        return value.quantize(Decimal(1).scaleb(-decimals, _EXACT), context=_EXACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A row of a performance table (绩效指标)."""

    table: str
    row: int
    goal: str
    goal_plain: str
    level1: str
    level2: str
    level3: str
    nature: str
    value: str
    measure_unit: str
    page: int
    box: Box
    project: Term | None = None
    number: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A place that a finding is about; row and column are None for a whole table, and outside of tables."""

    table: str = ""
    row: int | None = None
    column: int | None = None
    page: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the data that a user must know. `yusuan codes --list findings` lists the codes."""

    code: str
    severity: Severity
    message: Message
    subjects: tuple[Subject, ...]
    expected: str = ""
    actual: str = ""
    readings: tuple[str, ...] = ()
    slip: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A decision of a person that was applied to a document."""

    id: str
    kind: CorrectionKind
    sha256: str
    place: Subject
    code: str = ""
    of: str = ""
    right: str = ""
    right_rows: tuple[tuple[str, ...], ...] = ()
    text_sha256: str = ""
    was: str = ""
    was_rows: tuple[tuple[str, ...], ...] = ()
    when: str = ""
    who: str = ""
    why: str = ""
