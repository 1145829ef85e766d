#!/usr/bin/env python3
"""Reads data sets back with the programs that researchers use and compares.

    readback.py YUSUAN PATH...

YUSUAN is the program, PATH documents or PDFs. Data sets are made in temporary
folders: whole, partitioned by year, and in two steps with --since. Every table
is read with DuckDB, pandas, sqlite3, openpyxl and json and compared, value by
value, to the plain CSV as Python's csv module reads it; lists of Parquet are read
with polars and pyarrow, too. The data package is validated by frictionless and against the official profiles.

Exit codes: 0 all equal, 1 something differs, 77 a package is missing (said which).
"""
import csv
import decimal
import json
import math
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

try:
    import duckdb
    import frictionless
    import jsonschema
    import openpyxl
    import pandas
    import polars
    import pyarrow.parquet
    from dplib import profiles as _profiles  # noqa: F401  the official profiles
except ImportError as missing:
    print(f"skipped: {missing}; pip install duckdb pandas polars pyarrow openpyxl frictionless jsonschema dplib-py")
    sys.exit(77)

csv.field_size_limit(1 << 30)
TABLES = ["documents", "publishers", "tables", "cells", "facts", "projects", "indicators", "government_totals", "answers", "findings", "finding_subjects", "corrections", "codes"]
# JSON that Parquet has as text; all other arrays are lists there.
JSON_TEXT = {("tables", "columns"), ("cells", "more_regions"), ("corrections", "was_rows"), ("corrections", "right_rows")}
FORMATS = "csv,parquet,sqlite,xlsx,datapackage,jsonl"


class Different(Exception):
    pass


def differ(what, where, want, got):
    raise Different(f"{what}: {where}: {got!r}, want {want!r}")


def typed(text, kind):
    """A CSV field as a value: None, str, int, float, bool or Decimal."""
    if text == "":
        return None
    if kind == "integer":
        return int(text)
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    if kind == "number":
        return float(text)
    if kind == "money":
        return decimal.Decimal(text)
    return text


def fields_of(package):
    """Names and types by table; money is the number that is exact."""
    return {
        r["name"]: [(f["name"], "money" if f["name"].endswith("_yuan") and f["name"] != "last_digit_yuan" else f["type"]) for f in r["schema"]["fields"]]
        for r in package["resources"]
    }


def read_csv(path, fields):
    with open(path, encoding="utf-8", newline="") as f:
        rows = csv.reader(f)
        header = next(rows)
        if header != [name for name, _ in fields]:
            differ(path, "header", fields, header)
        return [tuple(typed(v, kind) for v, (_, kind) in zip(row, fields, strict=True)) for row in rows]


def compare(what, want, got, key=None):
    got = list(got)
    if key is not None:  # another order
        want, got = sorted(want, key=key), sorted(got, key=key)
    if len(want) != len(got):
        differ(what, "rows", len(want), len(got))
    for i, (a, b) in enumerate(zip(want, got)):
        if a != tuple(b):
            for column, (x, y) in enumerate(zip(a, b)):
                if x != y or type(x) is not type(y):
                    differ(what, f"row {i} column {column}", x, y)


def none(v):
    """pandas' many absent values as None."""
    return None if v is None or v is pandas.NA or isinstance(v, float) and math.isnan(v) else v


def of_pandas(frame, fields):
    columns = []
    for name, kind in fields:
        column = [none(v) for v in frame[name].astype(object)]
        if kind == "integer":
            column = [None if v is None else int(v) for v in column]
        elif kind == "boolean":
            column = [None if v is None else bool(v) for v in column]
        columns.append(column)
    return zip(*columns)


DUCKDB = {"integer": "BIGINT", "number": "DOUBLE", "money": "DECIMAL(18,2)", "boolean": "BOOLEAN"}
PANDAS = {"integer": "Int64", "number": "float64", "boolean": "boolean"}


def check_csv(folder, name, fields, want):
    columns = {n: DUCKDB.get(kind, "VARCHAR") for n, kind in fields}
    rel = duckdb.connect().sql(
        "SELECT * FROM read_csv(?, columns=?, header=true, nullstr='', strict_mode=true, quote='\"', escape='\"', delim=',', all_varchar=false)",
        params=[str(folder / f"{name}.csv"), columns])
    compare(f"{name}.csv in DuckDB", want, rel.fetchall())
    frame = pandas.read_csv(folder / f"{name}.csv", dtype={n: PANDAS.get(kind, "string") for n, kind in fields},
                            keep_default_na=False, na_values=[""])
    for n, kind in fields:
        if kind == "money":
            frame[n] = [None if none(v) is None else decimal.Decimal(v) for v in frame[n]]
    compare(f"{name}.csv in pandas", want, of_pandas(frame, fields))


def compact(v):
    """A list as the CSV spells it, whatever a library makes of one."""
    return v if v is None or isinstance(v, str) else json.dumps(list(v), ensure_ascii=False, separators=(",", ":"), default=int)


def plain_lists(rows, fields):
    """Rows with their lists as JSON text."""
    at = [i for i, (_, kind) in enumerate(fields) if kind == "array"]
    for row in rows:
        row = list(row)
        for i in at:
            row[i] = compact(row[i])
        yield tuple(row)


def check_lists(files, name, fields, want):
    """Lists are lists in polars and pyarrow."""
    for i, (n, kind) in enumerate(fields):
        if kind != "array" or (name, n) in JSON_TEXT:
            continue
        expected = sorted(spelt(row[i]) or "" for row in want)
        for library, columns in (("polars", [polars.read_parquet(f, columns=[n])[n] for f in files]),
                                 ("pyarrow", [pyarrow.parquet.read_table(f, columns=[n])[n] for f in files])):
            if not all(str(getattr(c, "dtype", getattr(c, "type", ""))).lower().startswith("list") for c in columns):
                differ(f"{name}.parquet in {library}", f"type of {n}", "list", columns)
            got = sorted(compact(v) or "" for c in columns for v in (c.to_list() if library == "polars" else c.to_pylist()))
            if got != expected:
                differ(f"{name}.parquet in {library}", n, expected[:2], got[:2])


def spelt(v):
    """A JSON array as Python spells it."""
    return v if v is None else compact(json.loads(v))


def check_parquet(folder, name, fields, want, key):
    files = sorted((folder / name).glob("*.parquet")) or [folder / f"{name}.parquet"]
    key = key if files[0].parent != folder else None
    got = duckdb.connect().sql("SELECT * FROM read_parquet(?)", params=[[str(f) for f in files]])
    names = [n for n, _ in fields]
    if got.columns != names:
        differ(f"{name}.parquet", "columns", names, got.columns)
    # The JSON text of CSV may escape what Python does not: lists are compared as values.
    csv_rows, want = want, [tuple(spelt(v) if kind == "array" and (name, n) not in JSON_TEXT else v for v, (n, kind) in zip(row, fields)) for row in want]
    compare(f"{name}.parquet in DuckDB", want, plain_lists(got.fetchall(), fields), key)
    check_lists(files, name, fields, csv_rows)
    frame = pandas.concat([pandas.read_parquet(f) for f in files]) if len(files) > 1 else pandas.read_parquet(files[0])
    compare(f"{name}.parquet in pandas", want, plain_lists(of_pandas(frame, fields), fields), key)
    for n, kind in fields:
        stored = str(pyarrow.parquet.read_schema(files[0]).field(n).type)
        if kind == "money" and stored != "decimal128(18, 2)":
            differ(f"{name}.parquet", f"type of {n}", "decimal128(18, 2)", stored)
    # Readers skip row groups by minimum and maximum: a filter must find what a scan finds.
    for n, kind in fields:
        values = [row[names.index(n)] for row in want]
        present = [v for v in values if v is not None]
        if kind in ("money", "integer") and present:
            most = max(present)
            found = duckdb.connect().execute(f'SELECT count(*) FROM read_parquet(?) WHERE "{n}" = ?', [[str(f) for f in files], most]).fetchone()[0]
            arrow = sum(pyarrow.parquet.read_table(f, filters=[(n, "=", most)]).num_rows for f in files)
            if not found == arrow == values.count(most):
                differ(f"{name}.parquet", f"filter on {n}", values.count(most), (found, arrow))


def check_sqlite(db, name, fields, want):
    columns = ", ".join(f'"{n}"' if kind != "money" else f'"{n.removesuffix("_yuan")}_fen"' for n, kind in fields)
    got = []
    for row in db.execute(f"SELECT {columns} FROM {name} ORDER BY rowid"):
        values = []
        for v, (_, kind) in zip(row, fields):
            if v is not None and kind == "money":
                v = decimal.Decimal(v).scaleb(-2)
            elif v is not None and kind == "boolean":
                v = {0: False, 1: True}[v]
            values.append(v)
        got.append(tuple(values))
    compare(f"{name} in sqlite3", want, got)


def check_database(path, fields, want):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for name in TABLES:
        check_sqlite(db, name, fields[name], want[name])
    for pragma in ("integrity_check", "foreign_key_check"):
        got = db.execute(f"PRAGMA {pragma}").fetchall()
        if got not in ([], [("ok",)]):
            differ("dataset.sqlite", pragma, "ok", got[:3])
    for (view,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        db.execute(f"SELECT * FROM {view}").fetchall()
    for (text,) in db.execute("SELECT text FROM search WHERE length(text) >= 3 LIMIT 50").fetchall():
        quoted = '"' + text.replace('"', '""') + '"'
        found = [t for (t,) in db.execute("SELECT text FROM search WHERE search MATCH ?", [quoted])]
        if text not in found:
            differ("dataset.sqlite", f"search for {text!r}", text, found[:3])
    exact = sum((r[[n for n, _ in fields["facts"]].index("amount_yuan")] or 0) for r in want["facts"])
    got = decimal.Decimal(db.execute("SELECT coalesce(sum(amount_fen), 0) FROM facts").fetchone()[0]).scaleb(-2)
    if got != exact:
        differ("dataset.sqlite", "sum of amounts", exact, got)


def check_views(folder):
    """Views say the same in SQLite and in DuckDB over Parquet."""
    lite = sqlite3.connect(f"file:{folder / 'dataset.sqlite'}?mode=ro", uri=True)
    duck = duckdb.connect()
    for name in TABLES:
        files = folder / (f"{name}/*.parquet" if (folder / name).is_dir() else f"{name}.parquet")
        duck.execute(f"CREATE VIEW {name} AS FROM '{files}'")
    duck.execute((folder / "views.sql").read_text(encoding="utf-8"))
    def plain(row):
        return tuple(float(v) if isinstance(v, (int, float, decimal.Decimal)) else v for v in row)
    for (view,) in lite.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
        if view in ("addends", "taken_answers"):  # rows of tables, which are compared by themselves
            continue
        want, got = ([plain(r) for r in db.execute(f"SELECT * FROM {view}").fetchall()] for db in (lite, duck))
        compare(f"{view} in DuckDB", want, got, key=repr)


def check_json_lines(path, name, fields, want):
    got = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            values = []
            for n, kind in fields:
                v = row.pop(n)
                if v is not None and kind == "array":
                    v = json.dumps(v, ensure_ascii=False, separators=(",", ":"))
                elif v is not None and kind == "money":
                    v = decimal.Decimal(v)
                elif v is not None and kind == "number":
                    v = float(v)
                values.append(v)
            if row:
                differ(path, "members", [], list(row))
            got.append(tuple(values))
    # Arrays are compared as values: numbers may be spelt otherwise.
    compare(f"{name}.jsonl", [tuple(spelt(v) if kind == "array" else v for v, (_, kind) in zip(r, fields)) for r in want], got)


def columns_of(book):
    """What the last sheet tells of the columns: by sheet, "" for those of amounts, head to table and field."""
    columns = {}
    for sheet, head, _, name in book.worksheets[-1].iter_rows(min_row=2, values_only=True):
        table, field = name.split(".")
        columns.setdefault("" if table == "facts" else sheet, {})[head] = (table, field)
    return columns


def check_workbook(path, fields, want, categories):
    """Every column of every sheet has the values of its field. Words of vocabularies may be in Chinese, each always the same."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    columns, words, rows, shown = columns_of(book), {}, {}, {}
    for sheet in book.worksheets[1:-1]:
        lines = sheet.iter_rows(values_only=True)
        known = columns.get(sheet.title, columns[""])
        heads = next(lines)
        at = [i for i, h in enumerate(heads) if h in known]  # links to the review are no field
        table = known[heads[at[0]]][0]
        shown[table] = [known[heads[i]][1] for i in at]
        rows.setdefault(table, []).extend([(line + (None,) * len(heads))[i] for i in at] for line in lines)
    for table in want:
        names = shown.get(table, [])
        all_names = [n for n, _ in fields[table]]
        at = [all_names.index(f) for f in names]
        kinds = [fields[table][i][1] for i in at]
        exact = [all_names.index("amount_exact") if f == "amount_yuan" and "amount_exact" in all_names else None for f in names]
        def plain(row):
            return tuple(row[i] if row[i] is not None or e is None else row[e] for i, e in zip(at, exact))
        expected, got = [plain(r) for r in want[table]], rows.get(table, [])
        if table == "facts":  # in the order of kinds
            key = names.index("fact_id")
            expected, got = sorted(expected, key=lambda r: r[key]), sorted(got, key=lambda r: r[key])
        if len(expected) != len(got):
            differ(path, f"rows of {table}", len(expected), len(got))
        for a, b in zip(expected, got):
            for name, kind, x, y in zip(names, kinds, a, b):
                vocabulary = words.setdefault(name, {}) if kind in ("boolean",) or (table, name) in categories else None
                if not same_in_sheet(kind, x, y, vocabulary):
                    differ(path, f"{table}.{name}", x, y)
    for name, vocabulary in words.items():
        if len(set(vocabulary.values())) != len(vocabulary):
            differ(path, f"words of {name}", "one for each", vocabulary)


def same_in_sheet(kind, x, y, vocabulary):
    if x is None or y is None:
        return x is y
    if vocabulary is not None:
        return vocabulary.setdefault(x, y) == y
    if kind == "money":  # and what is no whole fen, as text
        return decimal.Decimal(x) == decimal.Decimal(str(y))
    if kind == "array":
        items = json.loads(x)
        if any(isinstance(i, (list, dict)) for i in items):
            return items == json.loads(y)
        if set(items) <= {"row-sum", "column-sum", "hierarchy", "balance", "side", "across-tables", "text", "change", "rate"}:
            return len(y.split(" / ")) == len(items)
        x = " / ".join(str(i) for i in items)
    if isinstance(y, str):
        # openpyxl leaves the escape of an underscore (ECMA-376, ST_Xstring) as it is; XML reads a carriage return as a line feed.
        x, y = (v.replace("_x005F_", "_").replace("\r\n", "\n").replace("\r", "\n") for v in (x, y))
    return x == y


def check_excel_csv(folder, name, fields, want):
    """The Excel variant gives back what was printed once an apostrophe is taken off."""
    with open(folder / f"{name}.csv", "rb") as f:
        if f.read(3) != b"\xef\xbb\xbf":
            differ(f"{name}.csv for Excel", "byte order mark", True, False)
    with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as f:
        rows = list(csv.reader(f))[1:]
    for i, (row, plain) in enumerate(zip(rows, want, strict=True)):
        for v, p, (n, kind) in zip(row, plain, fields):
            if kind not in ("string", "array"):
                continue
            if v[:1] in tuple("=+-@\t\r\n＝＋－＠") and v and not v.lstrip("+-").replace(",", "").replace(".", "", 1).isdigit():
                differ(f"{name}.csv for Excel", f"row {i} {n}", "defused", v)
            if (v[1:] if v.startswith("'") else v) != (p or ""):
                differ(f"{name}.csv for Excel", f"row {i} {n}", p, v)


def check_package(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    if not report.valid:
        differ("frictionless", "valid", True, report.flatten(["path", "rowNumber", "fieldNumber", "type", "note"])[:5])
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    base = pathlib.Path(_profiles.__file__).parent / "2.0" if _profiles.__file__ else pathlib.Path(list(_profiles.__path__)[0]) / "2.0"
    def validate(profile, value):
        schema = json.loads((base / f"{profile}.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(value)
    validate("datapackage", package)
    for r in package["resources"]:
        validate("dataresource", r)
        validate("tableschema", r["schema"])
    return package


def keys_of(package, fields):
    keys = {}
    for r in package["resources"]:
        at = [[n for n, _ in fields[r["name"]]].index(k) for k in r["schema"]["primaryKey"]]
        keys[r["name"]] = lambda row, at=at: [str(row[i]) for i in at]  # str: a level may be absent
    return keys


def categories_of(package):
    """Fields of closed vocabularies."""
    return {(r["name"], f["name"]) for r in package["resources"] for f in r["schema"]["fields"] if "categories" in f}


def check(folder):
    package = check_package(folder)
    fields = fields_of(package)
    keys = keys_of(package, fields)
    want = {name: read_csv(folder / f"{name}.csv", fields[name]) for name in TABLES}
    for name in TABLES:
        check_csv(folder, name, fields[name], want[name])
        check_parquet(folder, name, fields[name], want[name], keys[name])
        check_json_lines(folder / f"{name}.jsonl", name, fields[name], want[name])
    check_database(folder / "dataset.sqlite", fields, want)
    check_views(folder)
    check_workbook(folder / "dataset.xlsx", fields, want, categories_of(package))
    return fields, want


def main():
    yusuan, paths = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)

        def dataset(out, *args):
            done = subprocess.run([yusuan, "dataset", "-o", str(work / out), *map(str, args)], capture_output=True, text=True)
            if done.returncode not in (0, 3):  # 3: some files failed, as they may
                raise SystemExit(f"yusuan dataset: {done.stderr}")
            return work / out

        whole = dataset("whole", *paths, "--format", FORMATS, "--cells")
        fields, want = check(whole)
        check(dataset("years", *paths, "--format", FORMATS, "--cells", "--partition", "always", "--created", "2026-01-31"))
        english = dataset("english", *paths, "--format", "xlsx", "--cells", "--lang", "en", "--review", "https://example.org/review")
        categories = categories_of(json.loads((whole / "datapackage.json").read_text(encoding="utf-8")))
        check_workbook(english / "dataset.xlsx", fields, want, categories)
        excel = dataset("excel", *paths, "--format", "csv", "--excel")
        for name in TABLES:
            check_excel_csv(excel, name, fields[name], want[name])
        # A data set of some documents that is added to has the rows of the whole.
        manifest = [json.loads(line) for line in (whole / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
        done = [e["sha256"] for e in manifest if e["status"] == "done"]
        later = work / "later.jsonl"
        later.write_text("".join(json.dumps({"name": s, "sha256": s, "status": "done"}) + "\n" for s in done[len(done) // 2:]), encoding="utf-8")
        steps = dataset("steps", *paths, "--format", FORMATS, "--cells", "--since", later)
        dataset("steps", *paths, "--format", FORMATS, "--cells", "--since", steps / "manifest.jsonl")
        _, got = check(steps)
        for name in TABLES:
            compare(f"{name} in two steps", want[name], got[name], keys_of(json.loads((whole / "datapackage.json").read_text(encoding="utf-8")), fields)[name])
        counts = ", ".join(f"{len(want[name])} {name}" for name in TABLES)
        print(f"equal in DuckDB {duckdb.__version__}, pandas {pandas.__version__}, sqlite3 {sqlite3.sqlite_version}, openpyxl {openpyxl.__version__}, "
              f"valid in frictionless {frictionless.__version__} and under the official profiles: {counts}")


if __name__ == "__main__":
    try:
        main()
    except Different as e:
        print(e)
        sys.exit(1)
