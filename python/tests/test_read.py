from __future__ import annotations

import io
import os
import pickle
from typing import TYPE_CHECKING

import pytest

import yusuan

from .conftest import MADE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PDF = MADE / "central1-wkhtml.pdf"


@pytest.mark.parametrize("name", ["central1-wkhtml", "province4-weasy-aes", "province5-writer-borderless"])
def test_bytes_are_those_of_the_command_line(extracted: Callable[..., bytes], name: str) -> None:
    path = MADE / f"{name}.pdf"
    assert yusuan.read(path).json == extracted(path)


def test_options_reach_the_program(extracted: Callable[..., bytes]) -> None:
    path = MADE / "province1-calc-repeat.pdf"
    apart = yusuan.read(path, pages_apart=True)
    assert apart.json == extracted(path, "--pages-apart") != yusuan.read(path).json
    assert yusuan.read(path, ocr="never").json == extracted(path, "--ocr", "never")


@pytest.mark.skipif(not os.environ.get("YUSUAN_FULL"), reason="scans take seconds: YUSUAN_FULL=1")
def test_scans_are_drawn_as_the_command_line_does(extracted: Callable[..., bytes]) -> None:
    path = ROOT / "testdata" / "scans" / "fax-skew-dark-seal-final1-cairo.pdf"
    assert yusuan.read(path).json == extracted(path)


def test_a_path_bytes_and_a_file_are_one_document() -> None:
    document = yusuan.read(str(PDF))
    data = PDF.read_bytes()
    with PDF.open("rb") as file:
        assert yusuan.read(file).json == document.json
    assert yusuan.read(data, name=PDF.name).json == document.json
    assert yusuan.read(memoryview(data), name=PDF.name).json == document.json
    assert yusuan.read(io.BytesIO(data)).source.name == "file"
    assert yusuan.read(data).source.name == "bytes"
    assert document.path == str(PDF)


def test_a_document_tells_what_is_printed() -> None:
    document = yusuan.read(PDF)
    assert document.publisher.level == "department"
    assert document.source.page_count == 8
    assert document.proof.amounts == len(document.facts)
    fact = document.facts[0]
    (cell,) = [c for c in document.tables[0].cells if (c.row, c.column) == (fact.row, fact.column)]
    assert cell.text == fact.printed
    assert cell.regions == (yusuan.Region(page=fact.page, box=fact.box),)
    assert fact.box.x0 < fact.box.x1
    assert {finding.severity for finding in document.findings} <= {"error", "warning", "info"}
    assert document.findings[0].message.zh


def test_indicators_have_numbers() -> None:
    document = yusuan.read(MADE / "province4-weasy-aes.pdf")
    assert document.indicators[0].project == yusuan.Term(code="", name="城市精细化管理综合执法保障经费")
    assert str(document.indicators[0].number) == "15"


def test_a_document_that_was_extracted_is_opened(extracted: Callable[..., bytes], tmp_path: Path) -> None:
    written = tmp_path / "central1.json"
    written.write_bytes(extracted(PDF, "--pretty"))
    assert yusuan.load(written) == yusuan.read(PDF)


@pytest.mark.parametrize("text", [b"", b"[]", b'{"format":"yusuan.document/1"}', b'{"format":"yusuan.document/2"}'])
def test_what_is_no_document_is_told(text: bytes) -> None:
    with pytest.raises(yusuan.DocumentError):
        yusuan.load(text)


def test_members_of_newer_programs_are_passed_over() -> None:
    document = yusuan.read(PDF)
    newer = document.json.replace(b'{"disclosure"', b'{"added":1,"disclosure"').replace(
        b'"addend":', b'"added":{},"addend":'
    )
    assert newer.count(b'"added"') > len(document.facts)
    assert yusuan.load(newer) == document


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("absent.pdf", "not-found"),
        ("testdata", "unreadable"),
        ("testdata/cases/schema/cmd", "not-a-pdf"),
        ("README.md/x", "unreadable"),
    ],
)
def test_files_that_give_no_document_have_a_code(path: str, code: str) -> None:
    with pytest.raises(yusuan.ReadError) as raised:
        yusuan.read(path)
    assert raised.value.code == code
    assert raised.value.name == path
    assert str(raised.value).startswith(f"{path}: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(yusuan.ReadError, match="not a regular file"):
        yusuan.read(tmp_path / "pipe.pdf")


def test_limits_end_a_file() -> None:
    with pytest.raises(yusuan.ReadError) as time:
        yusuan.read(PDF, timeout=0.001)
    assert (time.value.code, time.value.reason) == ("timeout", "not done within 1ms")
    with pytest.raises(yusuan.ReadError) as memory:
        yusuan.read(PDF, memory=64 << 20, ocr="always")
    assert (memory.value.code, memory.value.reason) == ("over-limit", "more than 64 MiB of memory")


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="ocr is 'often'"):
        yusuan.read(PDF, ocr="often")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="reading text"), PDF.open(encoding="latin-1") as file:
        yusuan.read(file)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="workers is 0"):
        yusuan.read_folder(MADE, workers=0)
    with pytest.raises(ValueError, match="errors is 'ignore'"):
        yusuan.read_folder(MADE, errors="ignore")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="timeouts"):
        yusuan.read_folder(MADE, timeouts=1)  # type: ignore[call-overload]


def test_errors_pass_between_processes() -> None:
    error = yusuan.ReadError("a.pdf", "damaged", "no pages", page=3, stage="read")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.code, again.stage) == ("a.pdf: page 3: no pages", "damaged", "read")
