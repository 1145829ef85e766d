"""What files cost: seconds and MiB by percentile, of all PDFs below some folders, each read alone on one core.

    sizes.py PROGRAM FOLDER...

The seconds are CPU time of the worker and of the process that reads for it; the memory is the peak of both together, program
and all (Linux counts it). Both have read other files before, as in a long run.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path

LENGTHS = struct.Struct(">II")
PERCENTILES = (10, 50, 90, 99, 100)


def main() -> None:
    """Read all files and print the table."""
    program, *folders = sys.argv[1:]
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*.pdf"))
    command = [program, "worker", "--ocr", "never", "--parts", "document"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        for path in paths[:3]:
            ask(worker, path)  # so that it is warm
        measured = [measure(worker, path) for path in paths]
        assert worker.stdin
        worker.stdin.close()
    read = [m for m in measured if m["status"] == "ok"]
    pages, seconds = sum(m["pages"] for m in read), sum(m["seconds"] for m in measured)
    size = sum(m["bytes"] for m in measured)
    print(f"{len(measured)} files, {len(measured) - len(read)} failed, {pages} pages, {size / 2**20:.0f} MiB, {seconds:.1f} s")
    print(f"a file: {seconds / len(measured):.3f} s, {pages / len(read):.0f} pages, {size / len(measured) / 2**20:.2f} MiB")
    print("| | " + " | ".join(f"{p} %" for p in PERCENTILES) + " |")
    print("| --- |" + " --- |" * len(PERCENTILES))
    row("ms a page", [1000 * m["seconds"] / m["pages"] for m in read if m["pages"]], ".1f")
    row("s a file", [m["seconds"] for m in measured], ".3f")
    row("pages a file", [m["pages"] for m in read], ".0f")
    row("MiB of memory", [m["memory"] for m in measured], ".0f")
    row("MiB of a PDF", [m["bytes"] / 2**20 for m in measured], ".2f")
    row("KiB of a document", [m["document"] / 1024 for m in read], ".0f")


def row(name: str, values: list[float], form: str) -> None:
    """Print a row of percentiles: the least value that as many are not above."""
    values = sorted(values)
    shown = [values[max(0, -(-len(values) * p // 100) - 1)] for p in PERCENTILES]
    print(f"| {name} | " + " | ".join(format(value, form) for value in shown) + " |")


def ask(worker: subprocess.Popen[bytes], path: Path) -> tuple[dict, bytes]:
    """Have a file read."""
    head = json.dumps({"path": str(path)}).encode()
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(LENGTHS.pack(len(head), 0) + head)
    worker.stdin.flush()
    length, size = LENGTHS.unpack(worker.stdout.read(LENGTHS.size))
    return json.loads(worker.stdout.read(length)), worker.stdout.read(size)


def measure(worker: subprocess.Popen[bytes], path: Path) -> dict:
    """Have a file read, and tell what it took."""
    processes = [worker.pid, *children(worker.pid)]
    for process in processes:
        Path(f"/proc/{process}/clear_refs").write_text("5")  # the peak begins anew
    before = cpu_time(processes)
    record, body = ask(worker, path)
    processes = [worker.pid, *children(worker.pid)]
    return {
        "status": record["status"],
        "pages": record.get("pages", 0),
        "bytes": record.get("bytes", 0),
        "document": len(body),
        "seconds": max(0.0, cpu_time(processes) - before),
        "memory": sum(peak(process) for process in processes),
    }


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    return [
        int(child)
        for task in Path(f"/proc/{process}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def cpu_time(processes: list[int]) -> float:
    """Return the seconds that processes have taken of the CPUs."""
    nanoseconds = 0
    for process in processes:
        for task in Path(f"/proc/{process}/task").iterdir():
            nanoseconds += int((task / "schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def peak(process: int) -> float:
    """Return the most memory that a process has had, in MiB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
