"""One process of the program that reads files: `yusuan worker`.

Messages are frames: the lengths of a head and of a body, 32 bits each, big-endian, the head as JSON, and the body as it
is. The first one says what holds for all files, and is answered by an empty head. Then each request, with a file as its
body, is answered by replies: heads that tell how far it is, and at last one with a failure, or one with a document,
which is its body. The end of its input is the end of the worker, so that none is left when this process ends in
whatever way.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import json
import struct
import subprocess
import tempfile
import threading
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, Literal, get_args

from ._errors import ProgramError, ReadError
from ._program import find_program

if TYPE_CHECKING:
    from collections.abc import Iterator

OCR = Literal["auto", "always", "never"]

_LENGTHS = struct.Struct(">II")
_MOST_BYTES = 2**32 - 1  # that a frame's body can have
_MOST_HEAD = 1 << 20  # bytes of a head: more is no frame
_START_TIMEOUT = 60.0  # seconds; it takes some hundredths of one
_OVER_MEMORY = 12  # a worker's exit code


@dataclasses.dataclass(frozen=True)
class Options:
    """How files are read, as `read` explains; `readers` is how many pages of a file are read at the same time."""

    password: str = ""
    ocr: OCR = "auto"
    pages_apart: bool = False
    timeout: float | None = 600.0
    memory: int = 1 << 30
    readers: int = 1

    def __post_init__(self) -> None:
        """Refuse what the program does not know, before anything is started."""
        if self.ocr not in get_args(OCR):
            message = f"ocr is {self.ocr!r}; it may be {', '.join(get_args(OCR))}"
            raise ValueError(message)


@dataclasses.dataclass(frozen=True)
class Job:
    """A file: what its document calls it, what an error calls it, and what reads its bytes when its turn comes."""

    name: str
    asked: str
    data: Callable[[], bytes]


@dataclasses.dataclass(eq=False)
class _DeathError(Exception):
    """A worker ended before it was asked to."""

    timed_out: bool
    exit_code: int
    said: str
    stage: str
    page: int | None

    def failure(self, asked: str, options: Options) -> ReadError:
        """Say what the death is for the file that was read."""
        code, reason = "crashed", f"the worker process died: {self.said or f'exit code {self.exit_code}'}"
        if self.timed_out:
            code, reason = "timeout", f"not done within {options.timeout:g}s"
        elif self.exit_code == _OVER_MEMORY:
            code, reason = "over-limit", f"more than {options.memory >> 20} MiB of memory"
        elif "out of memory" in self.said or "cannot allocate memory" in self.said:
            code = "over-limit"
        return ReadError(asked, code, reason, page=self.page, stage=self.stage)


class Worker:
    """Reads one file after the other, in a process that is started with the first and again after one that ended it."""

    def __init__(self, options: Options) -> None:
        """Start nothing yet."""
        self._options = options
        self._process: _Process | None = None
        self._closed = False
        self._lock = threading.Lock()  # of the two above

    def read(self, job: Job) -> bytes:
        """Return the document of a file.

        A file is blamed only for the death of a process that has read no other, with one reader, and only for the
        second such death, but for one by memory: so what becomes of a file depends on the file alone.
        """
        data = job.data()
        if len(data) > _MOST_BYTES:
            raise ReadError(job.asked, "over-limit", "the file is larger than 4 GiB")
        readers, again = self._options.readers, False
        while True:
            process, fresh = self._started()
            try:
                return process.read(job, data, readers, steps=again)
            except _DeathError as death:
                self._process = None
                alone = fresh and readers == 1
                if self._closed or death.timed_out or (alone and (again or death.exit_code == _OVER_MEMORY)):
                    raise death.failure(job.asked, self._options) from None
                readers, again = 1, alone

    def kill(self) -> None:
        """End the process, whatever it does, and start no more; from any thread. Who reads with it gets an error."""
        with self._lock:
            self._closed = True
            if self._process:
                self._process.kill()

    def close(self) -> None:
        """Wait until the process has ended; nobody may read with it any more."""
        self.kill()
        if self._process:
            self._process.bury()
            self._process = None

    def _started(self) -> tuple[_Process, bool]:
        """Return the process, and whether it is a new one."""
        with self._lock:
            if self._closed:
                message = "the worker is closed"
                raise ProgramError(message)
            if self._process:
                return self._process, False
            self._process = _Process(self._options)
            process = self._process
        try:
            process.greet()
        except ProgramError:
            self._process = None
            raise
        return process, True


class _Process:
    """A running process, and where it is in a file."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._timed_out = False
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115
        self._program = find_program()
        try:
            self._popen = subprocess.Popen(
                [str(self._program), "worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self._stderr.close()
            message = f"{self._program} does not start: {error.strerror or error}"
            raise ProgramError(message) from error

    def greet(self) -> None:
        """Say what holds for all files."""
        setup = {"memory": self._options.memory, "ocr": {"pages": self._options.ocr}, "own": True}
        try:
            with self._within(_START_TIMEOUT):
                self._send(setup, b"")
                self._receive()
        except (OSError, EOFError, ValueError) as error:
            exit_code, said = self.bury()
            message = f"{self._program} is no worker of yusuan: {said or error or f'exit code {exit_code}'}"
            raise ProgramError(message) from None

    def read(self, job: Job, data: bytes, readers: int, *, steps: bool) -> bytes:
        """Return the document of a file; with steps each is told, so that it is known at which the process dies."""
        options = self._options
        request: dict[str, Any] = {
            "name": job.name,
            "pagesApart": options.pages_apart,
            "readers": readers,
            "steps": steps,
        }
        if options.password:
            request["password"] = base64.b64encode(options.password.encode()).decode()
        stage: str = "open"
        page: int | None = None
        try:
            with self._within(options.timeout):
                self._send(request, data)
                while True:
                    reply, body = self._receive()
                    if "stage" in reply:
                        stage, page = reply["stage"], reply.get("page")
                    if "document" in reply:
                        return body
                    if failure := reply.get("failure"):
                        raise ReadError(job.asked, failure["code"], failure["message"], page=page, stage=stage)
        except (OSError, EOFError, ValueError):
            exit_code, said = self.bury()
            raise _DeathError(self._timed_out, exit_code, said, stage, page) from None

    def kill(self) -> None:
        """End the process at once; from any thread. Who talks to it sees the end of its output."""
        with contextlib.suppress(OSError):
            self._popen.kill()

    @contextlib.contextmanager
    def _within(self, seconds: float | None) -> Iterator[None]:
        """Kill the process when the time is over."""
        self._timed_out = False
        if seconds is None:
            yield
            return
        timer = threading.Timer(seconds, self._time_over)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _time_over(self) -> None:
        self._timed_out = True
        self.kill()

    def _send(self, head: dict[str, Any], body: bytes) -> None:
        text = json.dumps(head).encode()
        stdin = _pipe(self._popen.stdin)
        stdin.write(_LENGTHS.pack(len(text), len(body)) + text)
        stdin.write(body)
        stdin.flush()

    def _receive(self) -> tuple[dict[str, Any], bytes]:
        head, body = _LENGTHS.unpack(self._exactly(_LENGTHS.size))
        if head > _MOST_HEAD:
            message = f"a head of {head} bytes"
            raise ValueError(message)
        return json.loads(self._exactly(head)), self._exactly(body)

    def _exactly(self, count: int) -> bytes:
        data = _pipe(self._popen.stdout).read(count)
        if len(data) < count:
            raise EOFError
        return data

    def bury(self) -> tuple[int, str]:
        """End the process, wait for it, and return its exit code and the last line that it said of it."""
        self.kill()
        exit_code = self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()
        with self._stderr:
            self._stderr.seek(0)
            return exit_code, _cause(self._stderr.read().decode(errors="replace"))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _cause(said: str) -> str:
    """Return the line in which a process of Go tells why it dies, or else its last one."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for line in lines:
        for start in ("fatal error: ", "panic: "):
            if line.startswith(start):
                return line.removeprefix(start)
    return lines[-1] if lines else ""
