"""Makes the wheels of all systems, or of those that are named, each with the program for it inside.

    python build.py --output wheels                       # builds the programs with Go
    python build.py --output wheels --programs ../dist    # takes those that goreleaser has built
    python build.py --output wheels --system linux_amd64

Needs hatchling, and Go where it is to build. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent

UNRELEASED: Final = "0.dev0"

# The systems, as Go names them, and the platform tags of their wheels. A program without cgo asks Linux for nothing but
# its kernel: manylinux_2_17 and musllinux_1_1 are the oldest that installers know of both C libraries. macOS 12 and
# Windows 10 are the oldest that Go 1.26 runs on; a tag cannot tell the latter.
TAGS: Final = {
    "linux_amd64": "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
    "linux_arm64": "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
    "darwin_amd64": "macosx_12_0_x86_64",
    "darwin_arm64": "macosx_12_0_arm64",
    "windows_amd64": "win_amd64",
    "windows_arm64": "win_arm64",
}


def main() -> None:
    """Make the wheels and print their paths."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=HERE / "wheels", help="the wheels' folder")
    parser.add_argument(
        "--programs", type=Path, help="a folder with built programs: */*SYSTEM*/yusuan or SYSTEM/yusuan"
    )
    parser.add_argument("--system", action="append", choices=TAGS, help="a system (default: all)")
    parser.add_argument("--version", default=UNRELEASED, help="the release (default: %(default)s, which is none)")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        project = copy_project(Path(work) / "project")
        for system in args.system or TAGS:
            if args.programs:
                program = built(args.programs, system)
            else:
                program = build(Path(work) / system, system, args.version)
            print(wheel(project, program, TAGS[system], args.version, args.output.resolve()), flush=True)


def copy_project(to: Path) -> Path:
    """Copy what a wheel is made of: nothing that lies beside it by chance gets in, and all licences do."""
    to.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "README.md"):
        shutil.copy(HERE / name, to)
    for licences in (ROOT / "LICENSE", ROOT / "cmd" / "yusuan" / "licences.txt"):
        shutil.copy(licences, to)
    shutil.copytree(HERE / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return to


def program_name(system: str) -> str:
    """Return what the program is called on a system."""
    return "yusuan.exe" if system.startswith("windows") else "yusuan"


def build(folder: Path, system: str, version: str) -> Path:
    """Build the program for a system with Go, as releases do."""
    program = folder / program_name(system)
    goos, _, goarch = system.partition("_")
    release = "" if version == UNRELEASED else version
    flags = ["-trimpath", "-buildvcs=false", f"-ldflags=-s -w -X main.release={release}"]
    command = ["go", "build", *flags, "-o", str(program), "./cmd/yusuan"]
    environment = os.environ | {"GOOS": goos, "GOARCH": goarch, "CGO_ENABLED": "0"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return program


def built(programs: Path, system: str) -> Path:
    """Find the program for a system in a folder of built ones, as releases lay them out."""
    found = sorted(programs.glob(f"**/*{system}*/{program_name(system)}"))
    if len(found) != 1:
        sys.exit(f"build.py: {programs} has {len(found)} programs for {system}, not one")
    return found[0].resolve()


def wheel(project: Path, program: Path, tag: str, version: str, output: Path) -> Path:
    """Make a wheel of the package and one program."""
    environment = os.environ | {
        "YUSUAN_WHEEL_PROGRAM": str(program),
        "YUSUAN_WHEEL_TAG": f"py3-none-{tag}",
        "YUSUAN_WHEEL_VERSION": version,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1577836800"),
    }
    program.chmod(0o755)
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(output)]
    subprocess.run(command, cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL)
    return output / f"yusuan-{version}-py3-none-{tag}.whl"


if __name__ == "__main__":
    main()
