from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import yusuan

from .conftest import MADE

ONE, OTHER = MADE / "province1-calc-repeat.pdf", MADE / "final1-cairo.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "disclosures"
    (root / "2025" / "new").mkdir(parents=True)
    shutil.copy(ONE, root / "2025" / "new" / "b.PDF")
    shutil.copy(OTHER, root / "a.pdf")
    (root / "2025.pdf").write_text("no PDF")
    (root / "notes.txt").write_text("other files are not seen")
    return root


def told(outcomes: list[yusuan.Document | yusuan.ReadError], folder: Path) -> list[str]:
    """Return the paths of documents below the folder, and the codes of failures."""
    return [
        Path(outcome.path).relative_to(folder).as_posix() if isinstance(outcome, yusuan.Document) else outcome.code
        for outcome in outcomes
    ]


def test_failures_stand_in_their_places(folder: Path) -> None:
    outcomes = list(yusuan.read_folder(folder, errors="return", progress=False))
    assert told(outcomes, folder) == ["not-a-pdf", "2025/new/b.PDF", "a.pdf"]
    error = outcomes[0]
    assert isinstance(error, yusuan.ReadError)
    assert error.name == str(folder / "2025.pdf")


def test_a_failure_is_raised(folder: Path) -> None:
    with pytest.raises(yusuan.ReadError, match="not a PDF"):
        list(yusuan.read_folder(folder, progress=False))


def test_documents_are_the_same_with_any_number_of_workers(made: list[yusuan.Document]) -> None:
    assert [document.json for document in yusuan.read_folder(MADE, workers=1, progress=False)] == [d.json for d in made]
    assert [document.source.name for document in made] == sorted(path.name for path in MADE.glob("*.pdf"))


def test_links_are_followed_once(folder: Path) -> None:
    try:
        (folder / "2025" / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    except OSError:
        pytest.skip("the system lets nobody make links")
    outcomes = list(yusuan.read_folder(folder, errors="return", progress=False))
    assert told(outcomes, folder) == ["not-a-pdf", "2025/new/b.PDF", "a.pdf", "not-found"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "2025").chmod(0)
    try:
        outcomes = list(yusuan.read_folder(folder, errors="return", progress=False))
    finally:
        (folder / "2025").chmod(0o755)
    assert "unreadable" in [outcome.code for outcome in outcomes if isinstance(outcome, yusuan.ReadError)]


def test_what_is_no_folder_is_told_at_once() -> None:
    with pytest.raises(yusuan.ReadError, match="not a folder"):
        yusuan.read_folder(ONE)
    with pytest.raises(yusuan.ReadError, match="no such file"):
        yusuan.read_folder(MADE / "absent")


def test_an_empty_folder_has_no_documents(tmp_path: Path) -> None:
    assert list(yusuan.read_folder(tmp_path)) == []


def test_progress_is_shown(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    list(yusuan.read_folder(folder, errors="return", progress=True))
    assert "3/3" in capfd.readouterr().err
    list(yusuan.read_folder(folder, errors="return"))
    assert capfd.readouterr().err == ""  # nobody looks
