"""Wheels of all systems, made of small programs."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from packaging.utils import parse_wheel_filename

from .conftest import PYTHON, ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("hatchling")

SYSTEMS = {
    "linux_amd64_v1": ("yusuan", {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"}),
    "linux_arm64_v8.0": ("yusuan", {"manylinux_2_17_aarch64", "manylinux2014_aarch64", "musllinux_1_1_aarch64"}),
    "darwin_amd64_v1": ("yusuan", {"macosx_12_0_x86_64"}),
    "darwin_arm64_v8.0": ("yusuan", {"macosx_12_0_arm64"}),
    "windows_amd64_v1": ("yusuan.exe", {"win_amd64"}),
    "windows_arm64_v8.0": ("yusuan.exe", {"win_arm64"}),
}


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programs")
    for system, (name, _) in SYSTEMS.items():
        (folder / f"yusuan_{system}").mkdir()
        (folder / f"yusuan_{system}" / name).write_text(system)
    return folder


def build(programs: Path, output: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = str(PYTHON / "build.py")
    command = [sys.executable, script, "--programs", str(programs), "--output", str(output), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_wheels_of_all_systems(programs: Path, tmp_path: Path) -> None:
    made = build(programs, tmp_path, "--version", "1.2.3")
    assert made.returncode == 0, made.stderr
    wheels = {path.name: path for path in tmp_path.iterdir()}
    assert sorted(made.stdout.split()) == sorted(str(path) for path in wheels.values())
    tags = {frozenset(tag.platform for tag in parse_wheel_filename(name)[3]): name for name in wheels}
    assert set(tags) == {frozenset(platforms) for _, platforms in SYSTEMS.values()}
    for system, (name, platforms) in SYSTEMS.items():
        with zipfile.ZipFile(wheels[tags[frozenset(platforms)]]) as wheel:
            script = wheel.getinfo(f"yusuan-1.2.3.data/scripts/{name}")
            assert wheel.read(script).decode() == system
            assert script.external_attr >> 16 & 0o111 == 0o111
            names = set(wheel.namelist())
            assert "yusuan/py.typed" in names
            assert all(n.startswith(("yusuan/", "yusuan-1.2.3.dist-info/")) for n in names - {script.filename})
            assert not [n for n in names if "__pycache__" in n]
            for licences in (ROOT / "LICENSE", ROOT / "cmd" / "yusuan" / "licences.txt"):
                assert wheel.read(f"yusuan-1.2.3.dist-info/licenses/{licences.name}") == licences.read_bytes()


def test_the_same_bytes_twice(programs: Path, tmp_path: Path) -> None:
    digests = []
    for folder in ("one", "two"):
        assert build(programs, tmp_path / folder, "--system", "linux_arm64").returncode == 0
        (wheel,) = (tmp_path / folder).iterdir()
        digests.append(hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_a_program_that_is_missing_is_told(programs: Path, tmp_path: Path) -> None:
    made = build(programs / "yusuan_linux_amd64_v1", tmp_path, "--system", "linux_amd64")
    assert made.returncode == 1
    assert "has 0 programs for linux_amd64" in made.stderr
