"""Spark: PDFs become the tables of a data set, on as many machines as the cluster has.

    spark-submit --archives venv.tar.gz#venv extract.py s3a://bucket/disclosures --output s3a://bucket/dataset

Each task has one `yusuan worker`, which gives a record of each PDF whatever that does: a file that crashes, hangs or
takes too much memory is a row of `failures`. OUTPUT/extracted has a row for each file that was read, by its content's
digest: a further run reads only what is new. The tables are made of it anew by each run, with the columns and types of
`yusuan dataset`, in folders by fiscal year.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

import pyarrow as pa
import yusuan
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import StructType

MIB = 1 << 20
TABLES = ("documents", "facts", "tables", "indicators", "findings")
MOST_BYTES = 256 * MIB  # of a PDF that yusuan reads; a larger one is not even fetched
TOLD = ("url", "retrieved", "region_code", "region_name", "licence")  # of a file, in a manifest
TRIES = 3  # of a wave: a master local[N] does not try a task again whose Python process was killed

# What became of a file; of the parts, each column of a table has its rows as Arrow IPC.
RECORD = """name string, path string, sha256 string, bytes bigint, program string, settings string, run int,
    status string, stage string, page int, code string, message string, seconds double, pages int"""
FAILURE = ("name", "path", "sha256", "bytes", "stage", "page", "code", "message", "program")


@dataclass(frozen=True)
class Reading:
    """How files are read: the same in all tasks."""

    tables: tuple[str, ...]
    ocr: str
    timeout: float
    memory: int
    program: str

    def settings(self) -> str:
        """Tell what rows depend on, beside the file, what is told of it, and the program."""
        return json.dumps({"tables": self.tables, "ocr": self.ocr})

    def schema(self) -> StructType:
        """Return the columns of OUTPUT/extracted."""
        return StructType.fromDDL(RECORD + "".join(f", {table} binary" for table in self.tables))


def main() -> None:
    """Read what is new, and make the tables."""
    args = arguments()
    spark = SparkSession.builder.appName("yusuan").getOrCreate()
    spark.conf.set("spark.sql.sources.parallelPartitionDiscovery.parallelism", 64)  # and not a task for each file
    started = time.monotonic()
    files = listed(spark, args.inputs, args.manifest)
    tables = tuple(args.tables.split(","))
    with yusuan.Reader(parts=tables) as reader:
        program = reader.read(b"", name="probe").program
    reading = Reading(tables, args.ocr, args.timeout, args.memory * MIB, program)
    earlier = extracted(spark, args.output, reading)
    run = 1 + (earlier.agg(F.max("run")).first()[0] or 0 if earlier else 0)
    waves = in_waves(files, args.wave * MIB)
    found = time.monotonic() - started
    for number, wave in enumerate(waves, 1):
        read_wave(spark, wave, args.output, reading, run, args.partition * MIB)
        print(f"wave {number} of {len(waves)}: {len(wave)} files, {time.monotonic() - started:.0f} s", flush=True)
    read = time.monotonic() - started
    counts = write_tables(spark, args.output, reading)
    whole = time.monotonic() - started
    seconds = {"seconds_found": found, "seconds_read": read - found, "seconds_written": whole - read}
    print(json.dumps({"files": len(files), **counts, **{name: round(s, 2) for name, s in seconds.items()}}))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="folders of PDFs, at any depth, as Hadoop's paths")
    parser.add_argument(
        "--manifest", help=f"a file of tab-separated values with a header: path, and any of {', '.join(TOLD)}"
    )
    parser.add_argument("--output", required=True, help="folder of the tables")
    parser.add_argument("--tables", default=",".join(TABLES), help="tables of one document each (default: %(default)s)")
    parser.add_argument("--ocr", default="auto", choices=("auto", "always", "never"), help="as yusuan extract has it")
    parser.add_argument("--timeout", type=float, default=600, help="seconds for one PDF (default: %(default)s)")
    parser.add_argument("--memory", type=int, default=1024, help="MiB for one PDF (default: %(default)s)")
    parser.add_argument("--partition", type=int, default=32, help="MiB of PDFs a task (default: %(default)s)")
    parser.add_argument(
        "--wave", type=int, default=1 << 16, help="MiB of PDFs that are written at a time (default: %(default)s)"
    )
    args = parser.parse_args()
    if not args.inputs and not args.manifest:
        parser.error("no INPUT and no --manifest")
    return args


@dataclass(frozen=True)
class File:
    """A PDF: its path as Hadoop tells it, its name below the folder that was given, and what is told of it."""

    path: str
    name: str
    bytes: int
    told: tuple[str, ...] = ()


def listed(spark: SparkSession, inputs: list[str], manifest: str | None) -> list[File]:
    """Find the files, by name. What a manifest names and is not there has -1 bytes."""
    files = {}
    for root in inputs:
        at = qualified(spark, root)
        for path, size in listing(spark, [at]).items():
            files[path] = File(path, path.removeprefix(at).lstrip("/"), size)
    if manifest:
        rows = spark.read.csv(manifest, sep="\t", header=True, quote="").fillna("")
        if "path" not in rows.columns:
            sys.exit(f"{manifest} has no column path, but {', '.join(rows.columns)}")
        in_folders = [(row.path.rpartition("/"), row.asDict()) for row in rows.collect()]
        at = {folder: qualified(spark, folder or ".") for folder in {folder for (folder, _, _), _ in in_folders}}
        there = listing(spark, sorted(at.values()))
        for (folder, _, name), row in in_folders:
            path = f"{at[folder]}/{name}"
            told = tuple(row.get(name, "") for name in TOLD)
            files[path] = File(path, name, there.get(path, -1), told if any(told) else ())
    return sorted(files.values(), key=lambda file: (file.name, file.path))


def qualified(spark: SparkSession, path: str) -> str:
    """Return a path with its file system, as Hadoop writes it."""
    at = spark._jvm.org.apache.hadoop.fs.Path(path)
    return at.getFileSystem(spark._jsc.hadoopConfiguration()).makeQualified(at).toString()


def exists(spark: SparkSession, path: str) -> bool:
    """Tell whether there is something at a path."""
    at = spark._jvm.org.apache.hadoop.fs.Path(path)
    return at.getFileSystem(spark._jsc.hadoopConfiguration()).exists(at)


def listing(spark: SparkSession, folders: list[str]) -> dict[str, int]:
    """List the PDFs below folders with their lengths, and read nothing. Spark passes over files without bytes."""
    there = [folder for folder in folders if exists(spark, folder)]
    if not there:
        return {}
    found = binary_files(spark, there, recursiveFileLookup=True, pathGlobFilter="*.[pP][dD][fF]")
    empty = {re.sub("^file:/+", "file:/", unquote(address)): 0 for address in found.inputFiles()}
    return empty | {row.path: row.length for row in found.select("path", "length").collect()}


def binary_files(spark: SparkSession, paths: list[str], **options: object) -> DataFrame:
    """Open files or folders: no name is a pattern, and what is gone or cannot be read is left out."""
    literal = [re.sub(r"([][{}*?\\])", r"\\\1", path) for path in paths]
    options |= {"ignoreMissingFiles": True, "ignoreCorruptFiles": True}
    return spark.read.format("binaryFile").options(**options).load(literal)


def in_waves(files: list[File], most: int) -> list[list[File]]:
    """Part the files: each wave is written as a whole, so that a run that is stopped has those before."""
    waves, size = [], 0
    for file in files:
        if not waves or size + file.bytes > most:
            waves, size = [*waves, []], 0
        waves[-1].append(file)
        size += max(0, file.bytes)
    return waves


def extracted(spark: SparkSession, output: str, reading: Reading) -> DataFrame | None:
    """Open what runs have read, None before the first one."""
    path = f"{output}/extracted"
    return spark.read.schema(reading.schema()).parquet(path) if exists(spark, path) else None


def current(records: DataFrame, reading: Reading) -> DataFrame:
    """Keep what this program has read in this way."""
    return records.where((F.col("program") == reading.program) & F.col("settings").startswith(reading.settings()))


def read_wave(spark: SparkSession, wave: list[File], output: str, reading: Reading, run: int, partition: int) -> None:
    """Read what is new of some files, and append a record of each."""
    spark.conf.set("spark.sql.files.maxPartitionBytes", partition)
    spark.conf.set("spark.sql.files.openCostInBytes", MIB // 8)  # a small file is no empty one
    limit_batches(spark, 1)  # each has a whole PDF
    spark._jsc.hadoopConfiguration().set("parquet.enable.dictionary", "false")  # of values that do not come back
    earlier = extracted(spark, output, reading)
    paths, told = [file.path for file in wave if 0 < file.bytes <= MOST_BYTES], set()
    if paths:
        asked = spark.createDataFrame(
            [(file.path, file.name, reading.settings() + json.dumps(file.told)) for file in wave],
            "path string, name string, settings string",
        )
        files = binary_files(spark, paths).select("path", "content").join(F.broadcast(asked), "path")
        had, digest = F.lit(False), F.sha2("content", 256) if earlier else F.lit("")  # which the record tells else
        files = files.withColumn("sha256", digest)
        if earlier:
            done = current(earlier, reading).where("status = 'ok'").select("sha256", "settings").distinct()
            files = files.join(F.broadcast(done.withColumn("had", F.lit(True))), ["sha256", "settings"], "left")
            had = F.col("had").isNotNull()
        files = files.withColumn("content", F.when(~had, F.col("content")))
        schema = reading.schema()
        read = partial(read_files, reading=reading, run=run, schema=to_arrow_schema(schema))
        records = files.select("path", "name", "settings", "sha256", "content").mapInArrow(read, schema)
        append(records, f"{output}/extracted")
        run_s = spark.read.schema(reading.schema()).parquet(f"{output}/extracted").where(F.col("run") == run)
        told = {row.path for row in run_s.select("path").collect()}
    lost = [record(file, reading, run, refused(file)) for file in wave if file.path not in told]
    if lost:
        append(spark.createDataFrame(lost, reading.schema()), f"{output}/extracted")


def limit_batches(spark: SparkSession, records: int) -> None:
    """Limit what goes to Python at a time: to 16 MiB where Spark counts bytes (from 4.1 on), else to some records."""
    limit = "spark.sql.execution.arrow.maxBytesPerBatch"
    if spark.conf.get(limit, None):
        spark.conf.set(limit, 16 * MIB)
        records = 256
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", records)


def append(records: DataFrame, path: str) -> None:
    """Append records, all or none."""
    for left in reversed(range(TRIES)):
        try:
            records.write.mode("append").parquet(path, compression="none")  # what is large in them is compressed
            return
        except (PySparkException, Py4JError) as error:
            if not left:
                raise
            print(f"tried again: {str(error).splitlines()[0]}", flush=True)


def refused(file: File) -> yusuan.ReadError:
    """Tell why a file was not even fetched."""
    if file.bytes < 0:
        return yusuan.ReadError(file.path, "not-found", "no such file or directory")
    if file.bytes == 0:
        return yusuan.ReadError(file.path, "not-a-pdf", "not a PDF file")
    if file.bytes > MOST_BYTES:
        return yusuan.ReadError(file.path, "over-limit", f"the file is larger than {MOST_BYTES // MIB} MiB")
    return yusuan.ReadError(file.path, "unreadable", "the file system does not give it")


def record(file: File, reading: Reading, run: int, error: yusuan.ReadError) -> dict[str, object]:
    """Make the record of a file that no task had."""
    of_file = {"name": file.name, "path": file.path, "program": reading.program, "run": run}
    if file.bytes == 0:
        of_file |= {"bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()}
    return of_file | {"settings": reading.settings() + json.dumps(file.told), "status": "failed"} | told_of(error)


def told_of(error: yusuan.ReadError) -> dict[str, object]:
    """Return the columns of a failure."""
    return {"stage": error.stage, "page": error.page, "code": error.code, "message": error.reason}


def read_files(
    batches: Iterable[pa.RecordBatch], reading: Reading, run: int, schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """Read files, in a task: a record of each."""
    reader = yusuan.Reader.shared(
        parts=reading.tables, ocr=reading.ocr, timeout=reading.timeout or None, memory=reading.memory
    )
    for file in (file for batch in batches for file in batch.to_pylist()):
        row = {name: file[name] for name in ("name", "path", "sha256", "settings")}
        row |= {"program": reading.program, "run": run, "status": "present"}
        if file["content"] is not None:
            told = json.loads(file["settings"].removeprefix(reading.settings()))
            meta = yusuan.Meta(**dict(zip(TOLD, told, strict=True))) if told else None
            read = reader.read(file["content"], name=file["name"], meta=meta)
            row |= {
                "sha256": read.sha256,
                "bytes": read.size,
                "seconds": read.seconds,
                "pages": read.counts.get("pages"),
                **read.parts,
            }
            row |= {"status": "failed", **told_of(read.error)} if read.error else {"status": "ok"}
        yield pa.RecordBatch.from_pylist([row], schema)


def write_tables(spark: SparkSession, output: str, reading: Reading) -> dict[str, int]:
    """Make the tables of what was read, and count it."""
    spark._jsc.hadoopConfiguration().set("parquet.enable.dictionary", "true")
    spark.conf.set("spark.sql.files.maxPartitionBytes", 128 * MIB)
    limit_batches(spark, 16)  # each has the rows of a document
    spark.conf.set("spark.sql.parquet.enableVectorizedReader", "false")  # which would take thousands of them at a time
    records = extracted(spark, output, reading)
    if records is None:
        return {}
    records = current(records, reading)
    done = records.where("status = 'ok'")
    first = done.select(*reading.tables).first()
    newest = Window.partitionBy("sha256").orderBy(F.col("run").desc(), "name", "path")
    taken = done.select("sha256", "run", "name", "path").withColumn("place", F.row_number().over(newest))
    done = done.join(taken.where("place = 1").select("path", "run").cache(), ["path", "run"])

    def made(table: str) -> int:
        rows = done.select(table).mapInArrow(rows_of, from_arrow_schema(pa.ipc.open_stream(first[table]).schema))
        if table == "documents":
            copies = Window.partitionBy(F.coalesce("text_sha256", "document_sha256"))
            rows = rows.withColumn("taken", F.col("document_sha256") == F.min("document_sha256").over(copies))
        return write(spark, rows, f"{output}/{table}")

    with ThreadPoolExecutor() as pool:  # a small table leaves cores to the others
        counts = dict(zip(reading.tables, pool.map(made, reading.tables), strict=True)) if first else {}
    latest = Window.partitionBy("path").orderBy(F.col("run").desc())
    last = records.drop(*reading.tables).withColumn("place", F.row_number().over(latest)).where("place = 1")
    failed = last.where("status = 'failed'").join(done.select("sha256"), "sha256", "left_anti").select(*FAILURE)
    failed.write.mode("overwrite").parquet(f"{output}/failures")
    counts["failures"] = spark.read.parquet(f"{output}/failures").count()
    return counts


def rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Return the rows of documents, in a task."""
    for batch in batches:
        streams = [pa.ipc.open_stream(text.as_buffer()) for text in batch.column(0)]
        if streams:
            yield from pa.concat_tables(stream.read_all() for stream in streams).combine_chunks().to_batches()


def write(spark: SparkSession, rows: DataFrame, path: str) -> int:
    """Write a table, by fiscal year where it has one, and count its rows."""
    to = rows.write.mode("overwrite")
    if "fiscal_year" in rows.columns:
        to = to.partitionBy("fiscal_year")
    to.parquet(path)
    count = spark.read.schema(rows.schema).parquet(path).count()
    if not count:  # without a year there is no file that tells the columns
        rows.limit(0).write.mode("overwrite").parquet(path)
    return count


if __name__ == "__main__":
    main()
