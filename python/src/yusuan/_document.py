"""The document that a PDF gives."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from ._decode import record
from ._errors import DocumentError
from ._facts import Facts
from ._records import Correction, Fact, Finding, Indicator, Proof, Publisher, Source
from ._table import Table
from .vocabulary import Disclosure

FORMAT = "yusuan.document/2"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Document:
    """What one PDF says.

    Attributes:
        source: the file: its name, digest, pages.
        publisher: whose budget it is.
        fiscal_year: the year that it budgets for, or accounts for; 0 where none is told.
        disclosure: "budget", "final-accounts", "debt", "report" or "other".
        tables: in reading order.
        facts: one for each amount of money.
        indicators: the rows of performance tables.
        findings: what a user must know about the data.
        proof: how much of it its own arithmetic confirms.
        corrections: decisions of people that were applied.
        json: the canonical bytes, as `yusuan extract` writes them.
        path: the file as it was asked for; "" for bytes.
    """

    source: Source
    publisher: Publisher
    fiscal_year: int
    disclosure: Disclosure
    tables: tuple[Table, ...]
    facts: Facts
    indicators: tuple[Indicator, ...]
    findings: tuple[Finding, ...]
    proof: Proof
    corrections: tuple[Correction, ...] = ()
    json: bytes = field(default=b"", compare=False)
    path: str = field(default="", compare=False)

    def __repr__(self) -> str:
        """Tell which document it is."""
        about = ", ".join(str(text) for text in (self.publisher.name, self.fiscal_year, self.disclosure) if text)
        counts = f"{len(self.tables)} tables, {len(self.facts)} facts, {len(self.findings)} findings"
        return f"<Document {self.source.name}: {about}, {counts}>"

    @staticmethod
    def from_json(text: bytes, path: str = "") -> Document:
        """Make a document of its bytes.

        Raises:
            DocumentError: they are none, or one of another version of the format.

        >>> Document.from_json(b'{"format":"yusuan.document/3"}')
        Traceback (most recent call last):
        yusuan.DocumentError: the document's format is 'yusuan.document/3', not 'yusuan.document/2'
        """
        try:
            members = json.loads(text)
        except ValueError as error:
            message = f"no JSON: {error}"
            raise DocumentError(message) from None
        found = members.get("format") if isinstance(members, dict) else None
        if found != FORMAT:
            message = f"the document's format is {found!r}, not {FORMAT!r}"
            raise DocumentError(message)
        try:
            return _document(members, text, path)
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            message = f"a document with members that the format does not have: {error}"
            raise DocumentError(message) from error


def _document(members: dict[str, Any], text: bytes, path: str) -> Document:
    document = record(Document, members)
    by_table: dict[str, list[Fact]] = {}
    for fact in document.facts:
        by_table.setdefault(fact.table, []).append(fact)
    tables = tuple(replace(table, facts=Facts(by_table.get(table.id, ()))) for table in document.tables)
    return replace(document, tables=tables, json=text, path=path)
