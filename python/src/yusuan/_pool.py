"""Some workers, and the threads that talk to them."""

from __future__ import annotations

import concurrent.futures
import queue
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ._errors import ReadError
from ._worker import Job, Options, Worker

if TYPE_CHECKING:
    from types import TracebackType

_LOOK_EVERY = 0.5  # seconds: how soon an interrupt ends a wait where the system does not end it


class Pool:
    """Reads files, as many at a time as there are workers. Left in whatever way, it leaves no process."""

    def __init__(self, workers: int, options: Options) -> None:
        """Make threads; processes are started with the first files."""
        self._workers = [Worker(options) for _ in range(workers)]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = concurrent.futures.ThreadPoolExecutor(workers, thread_name_prefix="yusuan")

    def __enter__(self) -> Pool:  # noqa: PYI034
        """Return the pool."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End all processes and threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()

    def submit(self, job: Job) -> concurrent.futures.Future[bytes]:
        """Have a file read when a worker is free."""
        return self._threads.submit(self._read, job)

    def _read(self, job: Job) -> bytes:
        worker = self._idle.get()
        try:
            return worker.read(job)
        finally:
            self._idle.put(worker)


def result(future: concurrent.futures.Future[bytes]) -> bytes:
    """Wait for a document, so that an interrupt is seen on every system."""
    while not future.done():
        concurrent.futures.wait([future], timeout=_LOOK_EVERY)
    return future.result()


def file_bytes(path: str) -> bytes:
    """Read a file; errors have the codes of the manifest. What is no regular file may never end, and is not opened."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise ReadError(path, "unreadable", "not a regular file")
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError(path, "not-found", "no such file or directory") from None
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: str, error: OSError) -> ReadError:
    """Return the error of a file or folder that the system does not let be read."""
    return ReadError(path, "unreadable", (error.strerror or str(error)).lower())
