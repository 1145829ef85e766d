"""Hold extract.py to `yusuan dataset`: the same rows, every poison among the failures, also when processes are killed.

    checks.py PROGRAM POISON [--throughput COPIES] FOLDER...

PROGRAM and POISON are yusuan as it is built, and with the tag poison: it does what a file's first line asks for. The
folders' PDFs are read in one job of local[2], with poison among them. --throughput measures instead: as many copies of
the folders' PDFs, each of other bytes, by extract alone and by Spark.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
TABLES = ("documents", "facts", "tables", "indicators", "findings")
LIMITS = {"timeout": 12, "memory": 256}
POISON = {"panic": "crashed", "loop": "timeout", "memory": "over-limit", "exit": "crashed", "kill": "crashed"}
MARKS = {  # of kinds of processes, in their commands
    "executor": "CoarseGrainedExecutorBackend",
    "Python": "pyspark.daemon",
    "yusuan": "worker\0--parts",
}


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("poison", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--throughput", type=int, metavar="COPIES")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        if args.throughput:
            throughput(args.program.resolve(), Path(work), args.folders, args.throughput)
        else:
            equal_rows(args.poison.resolve(), Path(work), args.folders)


def equal_rows(program: Path, work: Path, folders: list[Path]) -> None:
    """Compare a job with one machine's run, undisturbed and with processes killed; then take up what is new."""
    pdfs, later = work / "pdfs [1]", work / "later.pdf"
    gather(folders, pdfs)
    shutil.copy(min(pdfs.glob("*/*.pdf")), pdfs / "zz-copy.pdf")
    shutil.move(max(pdfs.glob("*/*.pdf"), key=lambda path: path.name), later)
    want = one_machine(program, work / "one", pdfs)
    job(program, pdfs, work / "spark")
    compare("a job", want, work / "spark")
    kinds = ("Python", "yusuan")
    job(program, pdfs, work / "killed", kinds=kinds)
    compare(f"a job with one {' and one '.join(kinds)} process killed", want, work / "killed")
    shutil.move(later, pdfs / "later.pdf")
    want = one_machine(program, work / "two", pdfs)
    job(program, pdfs, work / "spark")
    compare("a second job", want, work / "spark")
    records = ds.dataset(work / "spark" / "extracted").to_table(columns=["run", "status", "name"])
    second = Counter(row["status"] for row in records.to_pylist() if row["run"] == 2)
    if second["ok"] != 1 or second["present"] < 10:
        sys.exit(f"checks.py: the second job did not read what is new alone: {second}")
    print(f"the second job read what is new alone: {dict(second)}")
    named(program, work, pdfs)


def gather(folders: list[Path], pdfs: Path) -> None:
    """Copy the PDFs below folders into folders of a new one, and put poison and an empty file beside them."""
    pdfs.mkdir()
    for number, path in enumerate(pdfs_below(folders)):
        (pdfs / str(number % 7)).mkdir(exist_ok=True)
        shutil.copy(path, pdfs / str(number % 7) / path.name)
    (pdfs / "empty.PDF").touch()
    for what in POISON:
        (pdfs / f"poison-{what}.pdf").write_text(f"%poison {what}\n")


def pdfs_below(folders: list[Path]) -> list[Path]:
    """Return the PDFs below folders, in order."""
    return sorted(path for folder in folders for path in folder.rglob("*.pdf"))


def named(program: Path, work: Path, pdfs: Path) -> None:
    """Compare a job whose files a manifest names, with what is told of them."""
    some = sorted(path for path in pdfs.rglob("*.pdf") if "poison" not in path.name)[:3]
    told = "110102\tCC-BY-4.0"
    meta, manifest = work / "meta.tsv", work / "manifest.tsv"
    meta.write_text("name\tregion_code\tlicence\n" + "".join(f"{path.name}\t{told}\n" for path in some[1:]))
    rows = [f"{some[0]}\t\t\n", *(f"{path}\t{told}\n" for path in some[1:]), f"{work}/gone.pdf\t\t\n"]
    manifest.write_text("path\tregion_code\tlicence\n" + "".join(rows))
    flags = ["-o", work / "named", "--meta", meta, "--ocr", "never", "--quiet"]
    run = [program, "extract", *some, work / "gone.pdf", *flags]
    if (ended := subprocess.run(run, stderr=subprocess.DEVNULL, check=False).returncode) != 3:
        sys.exit(f"checks.py: extract of what is named ended with {ended}")
    want = tables_of(program, work / "named", work / "named-data")
    job(program, None, work / "spark-named", "--manifest", str(manifest))
    compare("a job by a manifest", want, work / "spark-named")


def one_machine(program: Path, out: Path, pdfs: Path) -> dict[str, pa.Table]:
    """Make the tables, and those of failures, by the command line."""
    limits = ["--timeout", f"{LIMITS['timeout']}s", "--memory", f"{LIMITS['memory']}MiB", "--ocr", "never", "--quiet"]
    run = subprocess.run(
        [program, "extract", pdfs, "-o", out / "documents", *limits], stderr=subprocess.PIPE, check=False
    )
    if run.returncode != 3:  # the poison
        sys.exit(f"checks.py: extract ended with {run.returncode}: {run.stderr.decode()}")
    want = tables_of(program, out / "documents", out / "data")
    codes = {row["name"]: row["code"] for row in want["failures"].to_pylist()}
    found = {what: codes.get(f"poison-{what}.pdf") for what in POISON}
    if found != POISON:
        sys.exit(f"checks.py: poison did {found}")
    if empty := [table for table, rows in want.items() if not rows.num_rows]:
        sys.exit(f"checks.py: {empty} are empty, which shows nothing")
    return want


def tables_of(program: Path, documents: Path, data: Path) -> dict[str, pa.Table]:
    """Make the tables of what was extracted, and those of failures of its manifest."""
    subprocess.run([program, "dataset", documents, "-o", data, "--format", "parquet", "--quiet"], check=True)
    want = {table: pq.read_table(data / f"{table}.parquet") for table in TABLES}
    entries = [json.loads(line) for line in (documents / "manifest.jsonl").read_text().splitlines()]
    failed = [
        {
            "name": e["name"],
            "sha256": e.get("sha256"),
            "stage": e["stage"],
            "page": e.get("page"),
            "code": e["error"]["code"],
            "message": e["error"]["message"],
        }
        for e in entries
        if e["status"] == "failed"
    ]
    return want | {"failures": pa.Table.from_pylist(failed)}


@dataclass(frozen=True)
class Cluster:
    """Where a job runs, with which Python, and what else Spark is told."""

    master: str = "local[2]"
    settings: tuple[str, ...] = ()
    python: str = sys.executable


def command(cluster: Cluster, pdfs: Path | str | None, out: Path | str, *flags: str) -> list[str | Path]:
    """Return the job as users start it."""
    settings = ["--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=2", "--driver-memory", "2g"]
    return [
        BIN / "spark-submit",
        "--master",
        cluster.master,
        *settings,
        *cluster.settings,
        HERE / "extract.py",
        *([pdfs] if pdfs else []),
        "--output",
        out,
        "--ocr",
        "never",
        *flags,
    ]


def environment(cluster: Cluster, program: Path) -> dict[str, str]:
    """Return the environment of a job."""
    pythons = {"PYSPARK_DRIVER_PYTHON": sys.executable, "PYSPARK_PYTHON": cluster.python}
    return os.environ | pythons | {"YUSUAN_PROGRAM": str(program)}


def job(
    program: Path,
    pdfs: Path | str | None,
    out: Path | str,
    *more: str,
    cluster: Cluster = Cluster(),
    kinds: tuple[str, ...] = (),
) -> None:
    """Run a job, which must succeed although one process of each of some kinds is killed, one after the other."""
    flags = ["--timeout", str(LIMITS["timeout"]), "--memory", str(LIMITS["memory"]), "--partition", "2", *more]
    with tempfile.TemporaryFile() as told:
        started = command(cluster, pdfs, out, *flags)
        run = subprocess.Popen(started, env=environment(cluster, program), stdout=told, stderr=told)
        killed: list[str] = []
        threading.Thread(target=kill, args=(run.pid, kinds, killed), daemon=True).start()
        if run.wait():
            told.seek(0)
            sys.exit(f"checks.py: the job ended with {run.returncode}:\n{told.read().decode()[-20000:]}")
    if killed != list(kinds):
        sys.exit(f"checks.py: killed {killed}, not {kinds}")
    for _ in range(100):
        if not (left := [process for process in processes() if cmdline(process).startswith(f"{program}\0")]):
            return
        time.sleep(0.1)
    sys.exit(f"checks.py: still there after the job: {[cmdline(process) for process in left]}")


def kill(job: int, kinds: tuple[str, ...], killed: list[str]) -> None:
    """Kill one process of each kind at work for a job: a task's worker of yusuan, or one above it."""
    for kind in kinds:
        while kind not in killed:
            time.sleep(0.05)
            for process in tasks_workers(job):
                while process and MARKS[kind] not in cmdline(process):
                    process = parent(process)
                if process:
                    os.kill(process, signal.SIGKILL)
                    killed.append(kind)
                    time.sleep(1)
                    break


def tasks_workers(job: int) -> list[int]:
    """Return the workers of yusuan that tasks of a job have, and not its driver."""
    at_work = (process for process in below(job) if MARKS["yusuan"] in cmdline(process))
    return [process for process in at_work if MARKS["Python"] in cmdline(parent(process))]


def below(process: int) -> list[int]:
    """Return the processes that descend from one."""
    parents = {process: parent(process) for process in processes()}
    found, level = [], {process}
    while level:
        level = {child for child, of in parents.items() if of in level}
        found += level
    return found


def processes() -> list[int]:
    """Return all processes."""
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def parent(process: int) -> int:
    """Return a process's parent, 0 of one that is gone."""
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def cmdline(process: int) -> str:
    """Return a process's command, "" of one that is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def compare(what: str, want: dict[str, pa.Table], out: Path) -> None:
    """Hold tables to those of one machine: columns, types, rows; the year of a folder's name is read as such."""
    for table, rows in want.items():
        got = read_back(out / table, rows.schema)
        if table == "failures":
            got = got.select(rows.column_names)
            rows = rows.cast(got.schema)
        for column in rows.schema:
            found = got.schema.field(column.name).type
            if found != column.type:
                sys.exit(f"checks.py: {what}: {table}.{column.name} is {found}, not {column.type}")
        if set(got.column_names) != set(rows.column_names):
            sys.exit(f"checks.py: {what}: {table} has other columns: {set(got.column_names) ^ set(rows.column_names)}")
        have, wanted = in_order(got.select(rows.column_names)), in_order(rows)
        if have != wanted:
            few = sorted(set(have) ^ set(wanted))[:4]
            sys.exit(f"checks.py: {what}: {table} has other rows, {len(have)} and {len(wanted)}: {few}")
    print(f"{what}: " + ", ".join(f"{rows.num_rows} {table}" for table, rows in want.items()), flush=True)


def read_back(folder: Path, schema: pa.Schema) -> pa.Table:
    """Read a table that Spark wrote."""
    years = ds.partitioning(pa.schema([("fiscal_year", pa.int64())]), flavor="hive")
    got = ds.dataset(folder, partitioning=years if "fiscal_year" in schema.names else None).to_table()
    for number, column in enumerate(got.schema):
        if pa.types.is_list(column.type):  # of which each writer names the items as it likes
            got = got.set_column(number, column.name, pc.cast(got.column(number), schema.field(column.name).type))
    return got


def in_order(table: pa.Table) -> list[str]:
    """Return rows as texts, sorted."""
    return sorted(map(repr, table.to_pylist()))


def throughput(program: Path, work: Path, folders: list[Path], copies: int) -> None:
    """Measure files a second of two cores."""
    pdfs = work / "pdfs"
    pdfs.mkdir()
    for path in pdfs_below(folders):
        data = path.read_bytes()
        for number in range(copies):
            (pdfs / f"{path.stem}-{number}.pdf").write_bytes(data + b"\n%% %d\n" % number)
    count = sum(1 for _ in pdfs.iterdir())
    began = time.monotonic()
    extract = [program, "extract", pdfs, "-o", work / "alone", "--workers", "2", "--ocr", "never", "--quiet"]
    subprocess.run(extract, check=False)
    alone = time.monotonic() - began
    print(f"{count} files by extract alone: {alone:.1f} s", flush=True)
    cluster = Cluster("local[3]")  # while one task waits for Python another one has its core
    began = time.monotonic()
    run = subprocess.run(
        command(cluster, pdfs, work / "spark"),
        env=environment(cluster, program),
        stdout=subprocess.PIPE,
        check=True,
    )
    whole = time.monotonic() - began
    told = json.loads(run.stdout.splitlines()[-1])
    read, written = told["seconds_read"], told["seconds_written"]
    print(
        f"by Spark: {whole:.1f} s: files read {read} s, tables written {written} s, the rest its start and the listing"
    )
    began = time.monotonic()
    tables = [program, "dataset", work / "alone", "-o", work / "data", "--format", "parquet", "--quiet"]
    subprocess.run(tables, check=True)
    both = alone + time.monotonic() - began
    print(f"throughput of reading: {alone / read:.3f} of extract alone")
    print(f"of all: {alone / whole:.3f} of extract alone, {both / whole:.3f} of extract and then dataset")


if __name__ == "__main__":
    main()
