"""Files read one after the other, for engines that have their own many workers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, BinaryIO

from ._errors import ReadError
from ._read import Reading as _Reading
from ._read import job
from ._worker import OCR, Options, Record, Worker

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from types import TracebackType

    from typing_extensions import Unpack

    from ._records import Meta


class Reading(_Reading, total=False):
    """What `Reader` takes."""

    parts: Sequence[str]


_lock = threading.Lock()
_shared: dict[str, Reader] = {}  # by their options


class Reader:
    """Reads one PDF after the other in a process of its own, which outlives whatever a file does.

    It is what a cluster's engine uses, one in each of its workers. What becomes of a file is always a `Record`: that of
    one that takes too much time or memory, or that ends its process, has an error, and the next one is read. Leaving
    the `with`, or the death of Python, ends the process.

    Args:
        parts: what is asked for of each file: "document", the canonical JSON, and tables of data sets, as "facts", each
            a stream of Arrow IPC with the columns and types that `yusuan dataset` writes. Whether a document is taken,
            of several with one text, is told of all together, and false here.
        password: opens encrypted PDFs.
        ocr: which pages are read from their pictures: "auto" those without text that can be read, "always", "never".
        pages_apart: keep each page's tables to themselves instead of joining them over page breaks.
        timeout: the seconds that a file may take; None for no limit.
        memory: the bytes of memory that a file may take, in whole MiB; 0 for no limit.

    >>> import yusuan
    >>> with yusuan.Reader(parts=("document", "facts")) as reader:
    ...     record = reader.read("testdata/made/central1-wkhtml.pdf")
    ...     absent = reader.read("testdata/made/absent.pdf")
    >>> record.counts["facts"], sorted(record.parts)
    (321, ['document', 'facts'])
    >>> absent.error.code
    'not-found'
    """

    def __init__(
        self,
        *,
        parts: Sequence[str] = ("document",),
        password: str = "",
        ocr: OCR = "auto",
        pages_apart: bool = False,
        timeout: float | None = 600.0,
        memory: int = 1 << 30,
    ) -> None:
        """Start nothing yet."""
        self._worker = Worker(Options(password, ocr, pages_apart, timeout, memory, parts=tuple(parts)))

    @classmethod
    def shared(cls, **options: Unpack[Reading]) -> Reader:
        """Return the reader of this process with these options, for engines whose tasks share a process.

        It is started once, and ends with the process.

        >>> import yusuan
        >>> yusuan.Reader.shared(timeout=60) is yusuan.Reader.shared(timeout=60)
        True
        """
        key = repr(sorted(options.items()))
        with _lock:
            if key not in _shared:
                _shared[key] = cls(**options)
            return _shared[key]

    def read(
        self,
        source: str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO,
        *,
        name: str | None = None,
        meta: Meta | None = None,
    ) -> Record:
        """Read a PDF: a path, its bytes, or a file that is open for reading bytes.

        Args:
            source: the PDF.
            name: what the document calls it (default: the last element of the path).
            meta: what is told of it beside it, for the document's source.

        Raises:
            ProgramError: the program of this package cannot be run.
        """
        asked = job(source, name, meta)
        try:
            return self._worker.record(asked)
        except ReadError as error:
            return Record(asked.asked, error, "", 0, 0.0, "", {}, {})

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def __enter__(self) -> Reader:  # noqa: PYI034
        """Return the reader."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process."""
        self.close()
