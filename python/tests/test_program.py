from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

import yusuan
import yusuan._program


def test_the_program_is_the_wheel_s() -> None:
    program = yusuan.find_program()
    assert program.parent == Path(sysconfig.get_path("scripts"))
    told = subprocess.run([program, "version"], check=True, capture_output=True, text=True).stdout
    assert "format yusuan.document/2" in told


def test_the_module_is_the_program(program: str) -> None:
    for arguments, code in (["version"], 0), (["extract", "absent.pdf"], 3):
        command = [sys.executable, "-m", "yusuan", *arguments]
        module = subprocess.run(command, check=False, capture_output=True)
        itself = subprocess.run([program, *arguments], check=False, capture_output=True)
        assert module.returncode == itself.returncode == code
        assert (module.stdout, module.stderr) == (itself.stdout, itself.stderr)


def test_windows_has_programs_of_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", {"EXE": ".exe"}.get)
    monkeypatch.setattr(yusuan._program, "_script_folders", lambda: iter([tmp_path / "none", tmp_path]))
    (tmp_path / "yusuan.exe").touch()
    (tmp_path / "yusuan").touch()
    assert yusuan.find_program() == tmp_path / "yusuan.exe"


def test_the_variable_names_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSUAN_PROGRAM", r"D:\tools\yusuan.exe")
    assert str(yusuan.find_program()) == r"D:\tools\yusuan.exe"


def test_installers_put_scripts_in_several_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda _, scheme="venv": str(tmp_path / scheme))
    monkeypatch.setattr(yusuan._program, "__file__", str(tmp_path / "target" / "yusuan" / "_program.py"))
    user = sysconfig.get_preferred_scheme("user")
    for folder in (tmp_path / "target" / "bin", tmp_path / user, tmp_path / "venv"):
        folder.mkdir(parents=True)
        program = folder / f"yusuan{sysconfig.get_config_var('EXE') or ''}"
        program.touch()
        assert yusuan.find_program() == program


def test_a_program_that_is_nowhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Any:
        return iter([tmp_path])

    monkeypatch.setattr(yusuan._program, "_script_folders", nowhere)
    with pytest.raises(yusuan.ProgramError, match=r"looked for .*yusuan"):
        yusuan.find_program()
