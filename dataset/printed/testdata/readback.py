#!/usr/bin/env python3
"""Reads the workbooks of `yusuan tables` back and counts the sheets of paper they print on.

    readback.py YUSUAN PDF...

YUSUAN is the program. Every cell of every table is compared, as openpyxl reads
it, to the document that `yusuan extract` writes: texts, numbers and what their
formats print, merged cells; links must lead to pages that are there. Then
LibreOffice prints the workbooks: on as many sheets as the PDF has pages, within a
quarter.

Exit codes: 0 all as it should be, 1 something is not, 77 a program is missing (said which).
"""
import decimal
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

try:
    import openpyxl
except ImportError as missing:
    print(f"skipped: {missing}; pip install openpyxl")
    sys.exit(77)

CAPTION_ROWS = 2  # over each table
failures = []


def fail(*what):
    failures.append(what)
    print("FAILED:", *what)


def printed(value, code):
    """What a spreadsheet prints for a number, of the formats that tables have."""
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    sign = "-" if value < 0 and len(sections) == 1 else ""
    match = re.fullmatch(r'((?:"[^"]*")?)(#,##)?0(?:\.(0+))?((?:"[^"]*"|%)*)', section)
    if not match:
        raise ValueError(f"format {code!r}")
    before, grouped, decimals, behind = match.groups()
    if "%" in behind:
        value *= 100
    digits = f"{abs(value):{',' if grouped else ''}.{len(decimals or '')}f}"
    return sign + before.strip('"') + digits + behind.replace('"', "")


def plain(text):
    """A printed number without separators, which small amounts get where the table has them, and with twins of characters as one."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").replace(" ", "").replace(",", "")


def compare(document, book, where):
    sheets = book.sheetnames[1:]
    if len(sheets) != len(document["tables"]):
        return fail(where, "sheets", sheets)
    amounts = {(f["table"], f["row"], f["column"]) for f in document["facts"]}
    numbers = 0
    for table, name in zip(document["tables"], sheets):
        sheet = book[name]
        merged = {str(r) for r in sheet.merged_cells.ranges}
        for cell in table["cells"]:
            row, column = cell["row"] + CAPTION_ROWS + 1, cell["column"] + 1
            got = sheet.cell(row, column)
            if isinstance(got.value, (int, float)):
                numbers += 1
                value = decimal.Decimal(str(got.value))
                if plain(printed(value, got.number_format)) != plain(cell["text"]):
                    fail(where, name, got.coordinate, got.value, got.number_format, cell["text"])
            elif (got.value or "") != cell["text"] or got.data_type == "f":
                fail(where, name, got.coordinate, repr(got.value), repr(cell["text"]))
            elif (table["id"], cell["row"], cell["column"]) in amounts and re.fullmatch(r"-?[0-9,]{1,12}\.[0-9]{2}", cell["text"]):
                fail(where, name, got.coordinate, "an amount that is text", cell["text"])
            last = sheet.cell(row + cell["rowSpan"] - 1, column + cell["columnSpan"] - 1)
            span = f"{got.coordinate}:{last.coordinate}"
            if (cell["rowSpan"] > 1 or cell["columnSpan"] > 1) != (span in merged):
                fail(where, name, span, "merged" if span in merged else "not merged")
            if bool(got.font.b) != cell.get("bold", False):
                fail(where, name, got.coordinate, "bold", got.font.b)
        links(sheet, document, where)
    links(book[book.sheetnames[0]], document, where)
    return numbers


def links(sheet, document, where):
    for row in sheet.iter_rows():
        for cell in row:
            link = cell.hyperlink
            if link is None:
                continue
            if link.location:
                if link.location.rsplit("!", 1)[0].strip("'").replace("''", "'") not in sheet.parent.sheetnames:
                    fail(where, sheet.title, "leads to", link.location)
                continue
            path, _, page = link.target.partition("#page=")
            file = where.parent / urllib.parse.unquote(path)
            if not file.is_file() or not 1 <= int(page) <= document["source"]["pageCount"]:
                fail(where, sheet.title, "leads to", link.target)


def pages(yusuan, pdf):
    return json.loads(subprocess.run([yusuan, "extract", pdf], check=True, capture_output=True).stdout)["source"]["pageCount"]


def main():
    yusuan, pdfs = sys.argv[1], [pathlib.Path(p).resolve() for p in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        books = {}
        for pdf in pdfs:
            document = json.loads(subprocess.run([yusuan, "extract", pdf], check=True, capture_output=True).stdout)
            book = folder / (pdf.stem + ".xlsx")
            subprocess.run([yusuan, "tables", pdf, "--output", book], check=True, capture_output=True)
            numbers = compare(document, openpyxl.load_workbook(book), book)
            print(f"{pdf.name}: {len(document['tables'])} tables, {numbers} numbers read back")
            books[book] = document["source"]["pageCount"]
        soffice = shutil.which("soffice")
        if soffice is None:
            print("skipped: no soffice, which prints workbooks")
            sys.exit(1 if failures else 77)
        subprocess.run([soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, *books],
                       check=True, capture_output=True, timeout=600)
        for book, of_pdf in books.items():
            sheets = pages(yusuan, book.with_suffix(".pdf"))
            print(f"{book.name}: printed on {sheets} sheets, the PDF has {of_pdf} pages")
            if abs(sheets - of_pdf) > of_pdf / 4:
                fail(book.name, sheets, "sheets of paper for", of_pdf, "pages")
    sys.exit(1 if failures else 0)


main()
