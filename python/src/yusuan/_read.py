"""From PDFs to documents."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypedDict, overload

from ._document import Document
from ._errors import ReadError
from ._folder import Found, pdfs
from ._pool import Pool, file_bytes, result
from ._worker import OCR, Job, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from concurrent.futures import Future
    from typing import NoReturn

    from tqdm import tqdm
    from typing_extensions import Unpack

    from ._records import Meta

    Buffer = bytes | bytearray | memoryview
    Stream = Generator[Document | ReadError, None, None]

_AHEAD = 8  # files a worker that may wait, read, for one before them


def read(
    source: str | os.PathLike[str] | Buffer | BinaryIO,
    *,
    name: str | None = None,
    password: str = "",
    ocr: OCR = "auto",
    pages_apart: bool = False,
    timeout: float | None = 600.0,
    memory: int = 1 << 30,
) -> Document:
    """Read a PDF: a path, its bytes, or a file that is open for reading bytes.

    Args:
        source: the PDF.
        name: what the document calls it (default: the last element of the path).
        password: opens an encrypted PDF.
        ocr: which pages are read from their pictures: "auto" those without text that can be read, "always", "never".
        pages_apart: keep each page's tables to themselves instead of joining them over page breaks.
        timeout: the seconds that it may take; None for no limit.
        memory: the bytes of memory that it may take; 0 for no limit.

    Raises:
        ReadError: the file gives no document; `code` says why.
        ProgramError: the program of this package cannot be run.

    What people decided with `yusuan review --serve` is not applied here: `yusuan extract` does, and `load` opens what
    it wrote.

    >>> import yusuan
    >>> document = yusuan.read("testdata/made/central1-wkhtml.pdf")
    >>> document
    <Document central1-wkhtml.pdf: 某市教育委员会, 2026, budget, 7 tables, 321 facts, 5 findings>
    >>> with open("testdata/made/central1-wkhtml.pdf", "rb") as file:
    ...     yusuan.read(file) == document
    True
    """
    options = Options(password, ocr, pages_apart, timeout, memory, readers=os.cpu_count() or 1)
    asked = job(source, name)
    with Pool(1, options) as pool:
        return Document.from_json(result(pool.submit(asked)), asked.asked)


def job(source: str | os.PathLike[str] | Buffer | BinaryIO, name: str | None, meta: Meta | None = None) -> Job:
    """Return what reads a source."""
    if isinstance(source, (str, os.PathLike)):
        asked = os.fspath(source)
        return Job(name or Path(asked).name, asked, functools.partial(file_bytes, asked), meta)
    if isinstance(source, (bytes, bytearray, memoryview)):
        data, called = bytes(source), "bytes"
    else:
        data, called = source.read(), str(getattr(source, "name", "file"))
        if not isinstance(data, bytes):
            message = f"{called} is open for reading text, not bytes"
            raise TypeError(message)
    return Job(name or Path(called).name, called, lambda: data, meta)


def load(source: str | os.PathLike[str] | bytes) -> Document:
    """Open a document that `yusuan extract` wrote: a path, or its bytes.

    Raises:
        DocumentError: it is none, or one of another version of the format.
        OSError: the file cannot be read.

    >>> import yusuan
    >>> document = yusuan.read("testdata/made/central1-wkhtml.pdf")
    >>> yusuan.load(document.json) == document
    True
    """
    if isinstance(source, bytes):
        return Document.from_json(source)
    return Document.from_json(Path(source).read_bytes(), os.fspath(source))


class Reading(TypedDict, total=False):
    """What `read_folder` takes as `read` does."""

    password: str
    ocr: OCR
    pages_apart: bool
    timeout: float | None
    memory: int


@overload
def read_folder(
    path: str | os.PathLike[str],
    *,
    errors: Literal["raise"] = "raise",
    workers: int | None = None,
    progress: bool | None = None,
    **reading: Unpack[Reading],
) -> Iterator[Document]: ...


@overload
def read_folder(
    path: str | os.PathLike[str],
    *,
    errors: Literal["return"],
    workers: int | None = None,
    progress: bool | None = None,
    **reading: Unpack[Reading],
) -> Iterator[Document | ReadError]: ...


def read_folder(
    path: str | os.PathLike[str],
    *,
    errors: Literal["raise", "return"] = "raise",
    workers: int | None = None,
    progress: bool | None = None,
    **reading: Unpack[Reading],
) -> Iterator[Document | ReadError]:
    """Read the PDFs of a folder, at any depth, one document after the other, sorted by name.

    They are read in processes of their own: one that takes all memory or time, or crashes its reader, ends alone.
    Leaving the loop in whatever way ends the processes.

    Args:
        path: the folder.
        errors: "raise" raises the error of a file that gives no document, which ends the run; "return" yields it in the
            document's place.
        workers: how many PDFs are read at the same time (default: one for each CPU).
        progress: a progress bar on standard error, by tqdm: None for one where tqdm is there and a person looks, True
            for one anyway, False.
        reading: password, ocr, pages_apart, timeout and memory, as in `read`, of each PDF.

    Raises:
        ReadError: a file gives no document, or the folder is none.
        ProgramError: the program of this package cannot be run.

    >>> import yusuan
    >>> documents = yusuan.read_folder("testdata/borderless", workers=2, progress=False)
    >>> next(documents).path, sum(len(document.facts) for document in documents) > 100
    ('testdata/borderless/calc-bare.pdf', True)
    """
    if errors not in ("raise", "return"):
        message = f'errors is {errors!r}; it may be "raise" or "return"'
        raise ValueError(message)
    workers = (os.cpu_count() or 1) if workers is None else workers
    if workers < 1:
        message = f"workers is {workers}"
        raise ValueError(message)
    found = pdfs(path)
    options = Options(**reading)
    stream = _stream(found, workers, options, raising=errors == "raise")
    return _with_progress(stream, len(found), progress)


def _stream(found: list[Found], workers: int, options: Options, *, raising: bool) -> Stream:
    """Read files in order. Few are read ahead, so that memory does not grow with the folder."""
    with Pool(max(1, min(workers, len(found))), options) as pool:
        running = deque(pool.submit(file.job()) for file in found[: _AHEAD * workers])
        for file, later in itertools.zip_longest(found, found[_AHEAD * workers :]):
            outcome = _outcome(running.popleft(), file)
            if raising and isinstance(outcome, ReadError):
                raise outcome
            if later:
                running.append(pool.submit(later.job()))
            yield outcome


def _outcome(future: Future[bytes], file: Found) -> Document | ReadError:
    try:
        return Document.from_json(result(future), str(file.path))
    except ReadError as error:
        return error


def _with_progress(stream: Stream, total: int, progress: bool | None) -> Stream:
    """Show how many of the files have come."""
    if progress is False:
        return stream
    try:
        from tqdm.auto import tqdm
    except ImportError:
        if progress:
            raise
        return stream
    return _shown(stream, functools.partial(tqdm, total=total, unit="PDF", disable=False if progress else None))


def _shown(stream: Stream, new_bar: Callable[[], tqdm[NoReturn]]) -> Stream:
    with contextlib.closing(stream), new_bar() as bar:
        for item in stream:
            yield item
            bar.update()
