"""What documentation shows is what happens."""

from __future__ import annotations

import doctest
import importlib
import io
import pkgutil
import re
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import pytest

import yusuan

from .conftest import PYTHON

if TYPE_CHECKING:
    from pathlib import Path

MODULES = ["yusuan", *(f"yusuan.{module.name}" for module in pkgutil.iter_modules(yusuan.__path__))]
PAGES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in MODULES if name != "yusuan.__main__"])
def test_docstrings(name: str, sample: Path) -> None:
    module = importlib.import_module(name)
    said = io.StringIO()
    with redirect_stdout(said):
        failed, _ = doctest.testmod(module, extraglobs={"sample": sample})
    assert not failed, said.getvalue()


def test_public_functions_have_examples() -> None:
    for name in ("read", "read_folder", "load", "dataset", "find_program", "Reader"):
        assert ">>>" in (getattr(yusuan, name).__doc__ or ""), name


@pytest.mark.parametrize("page", PAGES)
def test_readme(page: str, sample: Path) -> None:
    """Run a page's blocks of Python one after the other; under one that prints stands its output."""
    blocks = BLOCK.findall((PYTHON / page).read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    ran = 0
    for (kind, text), (below, output) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if kind != "python":
            continue
        said = io.StringIO()
        with redirect_stdout(said):
            exec(compile(text.replace('"data"', repr(str(sample))), page, "exec"), names)
        assert said.getvalue() == (output if below == "output" else ""), text
        ran += 1
    assert ran >= 5
