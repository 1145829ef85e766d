"""One process of the program that reads files: `yusuan worker`, which outlives whatever a file does.

Messages are frames: the lengths of a head and of a body, 32 bits each, big-endian, the head as JSON, and the body as it
is. Each request, with a file as its body or a path in its head, is answered by one record, whose body has what was
asked for of the file. The end of its input is the end of the worker, and so is the death of this process.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import struct
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping
from typing import IO, Any, Literal, get_args

from ._errors import ProgramError, ReadError
from ._program import find_program
from ._records import Meta

OCR = Literal["auto", "always", "never"]

_LENGTHS = struct.Struct(">II")
_MOST_BYTES = 2**32 - 1  # that a frame's body can have
_MOST_HEAD = 1 << 20  # bytes of a head: more is no frame
_TRIES = 3  # of a file whose worker is killed: by the system, where memory is short, or by a person
_END_TIMEOUT = 1.0  # seconds, of one that has closed its output; it takes some thousandths of one
_MIB = 1 << 20
_LEAST_MEMORY = 64 * _MIB


@dataclasses.dataclass(frozen=True)
class Options:
    """How files are read, as `read` explains; `readers` is how many pages of a file are read at the same time."""

    password: str = ""
    ocr: OCR = "auto"
    pages_apart: bool = False
    timeout: float | None = 600.0
    memory: int = 1 << 30
    readers: int = 1
    parts: tuple[str, ...] = ("document",)

    def __post_init__(self) -> None:
        """Refuse what the program does not know, before anything is started."""
        if self.ocr not in get_args(OCR):
            message = f"ocr is {self.ocr!r}; it may be {', '.join(get_args(OCR))}"
            raise ValueError(message)
        if self.memory and self.memory < _LEAST_MEMORY:
            message = f"memory is {self.memory} bytes; it may be 64 MiB or more, or 0"
            raise ValueError(message)
        if self.timeout is not None and self.timeout <= 0:
            message = f"timeout is {self.timeout}; it may be more than 0, or None"
            raise ValueError(message)

    def flags(self) -> list[str]:
        """Return the flags of the program; passwords are no flags, which all users of a machine see."""
        return [
            f"--parts={','.join(self.parts)}",
            f"--ocr={self.ocr}",
            f"--pages-apart={str(self.pages_apart).lower()}",
            f"--timeout={self.timeout or 0:.9f}s",
            f"--memory={self.memory // _MIB}MiB" if self.memory else "--memory=0",
            f"--readers={self.readers}",
        ]


@dataclasses.dataclass(frozen=True)
class Job:
    """A file: what its document calls it, what an error calls it, and what reads its bytes when its turn comes."""

    name: str
    asked: str
    data: Callable[[], bytes]
    meta: Meta | None = None


@dataclasses.dataclass(frozen=True)
class Record:
    """What became of a file.

    Attributes:
        name: the file as it was asked for.
        error: why it gave nothing, None where it did.
        sha256: the digest of its bytes, "" where they could not be read.
        size: how many bytes they are.
        seconds: the time that it took, 0 of one that failed.
        program: the version of the program.
        counts: how many pages, tables, facts and so on its document has, by their names; those that are 0 are left out.
        parts: what was asked for of it, by name: "document" is canonical JSON, a table's rows a stream of Arrow IPC.
    """

    name: str
    error: ReadError | None
    sha256: str
    size: int
    seconds: float
    program: str
    counts: Mapping[str, int]
    parts: Mapping[str, bytes]


_COUNTS = ("pages", "tables", "facts", "confirmed", "contradicted", "indicators", "findings", "scanned")


class Worker:
    """Reads one file after the other, in a process that is started with the first and anew when it was killed."""

    def __init__(self, options: Options) -> None:
        """Start nothing yet."""
        self._options = options
        self._process: _Process | None = None
        self._closed = False
        self._lock = threading.Lock()  # of the two above

    def read(self, job: Job) -> bytes:
        """Return the document of a file."""
        record = self.record(job)
        if record.error:
            raise record.error
        return record.parts["document"]

    def record(self, job: Job) -> Record:
        """Return what becomes of a file; the error is of the program, or of what `data` raises."""
        data = job.data()
        if len(data) > _MOST_BYTES:
            raise ReadError(job.asked, "over-limit", "the file is larger than 4 GiB")
        request: dict[str, Any] = {"name": job.name}
        if self._options.password:
            request["password"] = self._options.password
        if job.meta:
            request["meta"] = _told(job.meta)
        said = ""
        for _ in range(_TRIES):
            process, fresh = self._started()
            try:
                return _record(job.asked, *process.ask(request, data))
            except (OSError, EOFError, ValueError) as error:
                exit_code, said = process.bury()
                self._process = None
                if fresh and (exit_code >= 0 or isinstance(error, ValueError)):  # it was not killed: no file's fault
                    message = f"{process.program} is no worker of yusuan: {said or error or f'exit code {exit_code}'}"
                    raise ProgramError(message) from None
                said = said or f"exit code {exit_code}"
        raise ReadError(job.asked, "crashed", f"the worker process died: {said}")

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
            return self._process, True


def _told(meta: Meta) -> dict[str, str]:
    """Return what is told of a file as the program has it."""
    members = {
        "url": meta.url,
        "retrieved": meta.retrieved,
        "regionCode": meta.region_code,
        "regionName": meta.region_name,
        "licence": meta.licence,
    }
    return {name: value for name, value in members.items() if value}


def _record(asked: str, head: dict[str, Any], body: bytes) -> Record:
    error = None
    if head["status"] != "ok":
        failure = head["error"]
        error = ReadError(asked, failure["code"], failure["message"], page=head.get("page"), stage=head["stage"])
    parts, at = {}, 0
    for part in head.get("parts", ()):
        parts[part["name"]] = body[at : at + part["bytes"]]
        at += part["bytes"]
    return Record(
        name=asked,
        error=error,
        sha256=head.get("sha256", ""),
        size=head.get("bytes", 0),
        seconds=head.get("seconds", 0.0),
        program=head["program"],
        counts={name: head[name] for name in _COUNTS if name in head},
        parts=parts,
    )


class _Process:
    """A running process."""

    def __init__(self, options: Options) -> None:
        self.program = find_program()
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            self._popen = subprocess.Popen(
                [str(self.program), "worker", *options.flags()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self._stderr.close()
            message = f"{self.program} does not start: {error.strerror or error}"
            raise ProgramError(message) from error

    def ask(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """Send a request and return its record."""
        text = json.dumps(head).encode()
        stdin = _pipe(self._popen.stdin)
        stdin.write(_LENGTHS.pack(len(text), len(body)) + text)
        stdin.write(body)
        stdin.flush()
        length, size = _LENGTHS.unpack(self._exactly(_LENGTHS.size))
        if length > _MOST_HEAD:
            message = f"a head of {length} bytes"
            raise ValueError(message)
        return json.loads(self._exactly(length)), self._exactly(size)

    def _exactly(self, count: int) -> bytes:
        data = _pipe(self._popen.stdout).read(count)
        if len(data) < count:
            raise EOFError
        return data

    def kill(self) -> None:
        """End the process at once; from any thread. Who talks to it sees the end of its output."""
        with contextlib.suppress(OSError):
            self._popen.kill()

    def bury(self) -> tuple[int, str]:
        """End the process, wait for it, and return its exit code and the last line that it said of it."""
        try:
            exit_code = self._popen.wait(_END_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.kill()
            exit_code = self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()
        with self._stderr:
            self._stderr.seek(0)
            return exit_code, _last(self._stderr.read().decode(errors="replace"))


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _last(said: str) -> str:
    """Return the last line that a process said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1].removeprefix("yusuan: ") if lines else ""
