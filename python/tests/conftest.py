from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import yusuan

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "python"
MADE = ROOT / "testdata" / "made"


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples name files as they are seen from the repository."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def program() -> str:
    return str(yusuan.find_program())


@pytest.fixture(scope="session")
def extracted(program: str) -> Callable[..., bytes]:
    """Return what the command line makes of a PDF."""

    def run(path: Path, *flags: str) -> bytes:
        return subprocess.run([program, "extract", str(path), *flags], check=True, capture_output=True).stdout

    return run


@pytest.fixture(scope="session")
def made() -> list[yusuan.Document]:
    """All documents of the PDFs that were made for tests."""
    return list(yusuan.read_folder(MADE, progress=False))


@pytest.fixture(scope="session")
def sample(program: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set in all formats."""
    folder = tmp_path_factory.mktemp("sample") / "data"
    pdfs = [str(MADE / "central1-wkhtml.pdf"), str(ROOT / "testdata" / "hostile" / "evil-texts.pdf")]
    subprocess.run([program, "dataset", "--quiet", "--ocr", "never", *pdfs, "--output", str(folder)], check=True)
    return folder


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a program in the place of yusuan that does as it is told when it gets a file."""

    def replace(on_file: str) -> Path:
        script = tmp_path / "worker"
        script.write_text(f"#!{sys.executable}\n" + (Path(__file__).parent / "strange_worker.py").read_text())
        script.chmod(0o755)
        monkeypatch.setenv("STRANGE_FOLDER", str(tmp_path))
        monkeypatch.setenv("STRANGE_ON_FILE", on_file)
        monkeypatch.setenv("YUSUAN_PROGRAM", str(script))
        return tmp_path

    return replace
