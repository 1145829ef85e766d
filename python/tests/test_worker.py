"""What becomes of files, and of processes, where a worker does not do what it should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import yusuan

from .conftest import MADE

if TYPE_CHECKING:
    from collections.abc import Callable

posix = pytest.mark.skipif(os.name != "posix", reason="a script is a program on POSIX only")


@posix
def test_a_worker_that_is_always_killed_is_a_crash(worker: Callable[[str], Path]) -> None:
    folder = worker("die")
    with pytest.raises(yusuan.ReadError) as raised:
        yusuan.read(b"")
    error = raised.value
    assert (error.code, error.page, error.stage) == ("crashed", None, "open")
    assert error.reason == "the worker process died: exit code -9"
    assert len(list(folder.glob("pid-*"))) == 3
    _all_ended(folder)


@posix
def test_a_worker_that_is_killed_once_is_no_file_s_fault(worker: Callable[[str], Path]) -> None:
    worker("die once")
    with pytest.raises(yusuan.ReadError, match="start 2") as raised:
        yusuan.read(b"")
    assert (raised.value.code, raised.value.page, raised.value.stage) == ("damaged", 2, "read")


@posix
def test_a_worker_that_babbles_is_none(worker: Callable[[str], Path]) -> None:
    folder = worker("babble")
    with pytest.raises(yusuan.ProgramError, match="is no worker of yusuan"):
        yusuan.read(b"")
    _all_ended(folder)


@posix
def test_another_version_of_the_format_is_told(worker: Callable[[str], Path]) -> None:
    worker("version 3")
    with pytest.raises(yusuan.DocumentError, match=r"yusuan\.document/3"):
        yusuan.read(b"")


@posix
def test_leaving_a_loop_ends_all_workers(worker: Callable[[str], Path], tmp_path: Path) -> None:
    worker("fail")
    _pdfs(tmp_path / "pdfs", 20)
    for outcome in yusuan.read_folder(tmp_path / "pdfs", errors="return", workers=3, progress=False):
        assert isinstance(outcome, yusuan.ReadError)
        break
    _all_ended(tmp_path)


@posix
@pytest.mark.parametrize("end", ["SIGINT", "SIGKILL"])
def test_no_process_outlives_the_one_that_started_it(end: str) -> None:
    script = """
import sys, threading, yusuan
from yusuan._pool import Pool
from yusuan._worker import Job, Options
with Pool(2, Options()) as pool:
    jobs = [pool.submit(Job("a", "a", lambda: open(sys.argv[1], "rb").read())) for _ in range(2)]
    print(*(w._process._popen.pid for w in pool._workers if [job.result() for job in jobs] and w._process), flush=True)
    threading.Event().wait()
"""
    command = [sys.executable, "-c", script, str(MADE / "central1-wkhtml.pdf")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stderr
        pids = [int(pid) for pid in run.stdout.readline().split()]
        assert pids
        run.send_signal(signal.Signals[end])
        run.wait(20)
        assert (end == "SIGINT") == ("KeyboardInterrupt" in run.stderr.read())
    _ended(pids)


@posix
def test_an_interrupt_ends_what_is_under_way(worker: Callable[[str], Path], tmp_path: Path) -> None:
    worker("sleep")
    _pdfs(tmp_path / "pdfs", 3)
    script = "import sys, yusuan; list(yusuan.read_folder(sys.argv[1], workers=2, progress=False))"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "pdfs")], stderr=subprocess.PIPE, text=True
    ) as run:
        _until(lambda: len(list(tmp_path.glob("pid-*"))) == 2)
        time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        run.wait(20)
        assert run.stderr
        assert "KeyboardInterrupt" in run.stderr.read()
    _all_ended(tmp_path)


def test_a_program_that_cannot_be_run_is_no_file_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSUAN_PROGRAM", str(tmp_path / "absent"))
    with pytest.raises(yusuan.ProgramError, match="absent does not start"):
        yusuan.read(b"")
    with pytest.raises(yusuan.ProgramError):
        list(yusuan.read_folder(MADE, errors="return", progress=False))


@posix
@pytest.mark.parametrize("program", ["#!/bin/sh\necho no such command >&2; exit 1\n", "#!/bin/sh\necho Hello, world\n"])
def test_another_program_is_no_worker(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "other"
    script.write_text(program)
    script.chmod(0o755)
    monkeypatch.setenv("YUSUAN_PROGRAM", str(script))
    with pytest.raises(yusuan.ProgramError, match="is no worker of yusuan"):
        yusuan.read(b"")


def _pdfs(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.pdf").touch()


def _all_ended(folder: Path) -> None:
    pids = [int(path.name.removeprefix("pid-")) for path in folder.glob("pid-*")]
    assert pids
    _ended(pids)


def _ended(pids: list[int]) -> None:
    _until(lambda: not any(_lives(pid) for pid in pids))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")  # a zombie that nobody waits for has ended
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it does not come to hold")
