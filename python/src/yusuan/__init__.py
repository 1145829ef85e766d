"""Tables, amounts and findings of Chinese budget disclosures (预算公开, 决算公开), read from PDF.

`read` reads a PDF, `read_folder` a folder of them, `load` opens a document that the program `yusuan extract` wrote, and
`dataset` what `yusuan dataset` made. The program comes with the package; nothing else has to be installed.

>>> import yusuan
>>> document = yusuan.read("testdata/made/central1-wkhtml.pdf")
>>> document.publisher.name, document.fiscal_year
('某市教育委员会', 2026)
>>> document.tables[0]
<Table t1 部门收支总表: 12 × 4, page 2>
>>> document.facts[0].label, document.facts[0].amount
('一、一般公共预算拨款收入', Decimal('21881100'))
"""

from importlib.metadata import version as _version

from . import vocabulary
from ._dataset import Dataset, dataset
from ._document import Document
from ._errors import Code, DatasetError, DocumentError, ProgramError, ReadError, YusuanError
from ._facts import Facts
from ._program import find_program
from ._read import load, read, read_folder
from ._reader import Reader
from ._records import (
    Box,
    Cell,
    Column,
    Correction,
    Fact,
    Finding,
    Indicator,
    Message,
    Meta,
    Proof,
    Publisher,
    Region,
    Source,
    Subject,
    Term,
)
from ._table import Table
from ._worker import Record

__version__ = _version("yusuan")

__all__ = [
    "Box",
    "Cell",
    "Code",
    "Column",
    "Correction",
    "Dataset",
    "DatasetError",
    "Document",
    "DocumentError",
    "Fact",
    "Facts",
    "Finding",
    "Indicator",
    "Message",
    "Meta",
    "ProgramError",
    "Proof",
    "Publisher",
    "ReadError",
    "Reader",
    "Record",
    "Region",
    "Source",
    "Subject",
    "Table",
    "Term",
    "YusuanError",
    "__version__",
    "dataset",
    "find_program",
    "load",
    "read",
    "read_folder",
    "vocabulary",
]

for _error in (YusuanError, DatasetError, DocumentError, ProgramError, ReadError):
    _error.__module__ = "yusuan"  # where they are imported from, as tracebacks show them
del _error
