"""Where the program is that came with this package."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from ._errors import ProgramError

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "YUSUAN_PROGRAM"


def find_program() -> Path:
    """Return the program's path: what YUSUAN_PROGRAM names, or else the one that was installed with the package.

    Raises:
        ProgramError: it is nowhere where installers put it.

    >>> find_program().stem
    'yusuan'
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    looked = []
    for folder in _script_folders():
        program = folder / f"yusuan{sysconfig.get_config_var('EXE') or ''}"
        if program.is_file():
            return program
        looked.append(str(program))
    message = f"the program yusuan is not installed; looked for {', '.join(looked)}; {VARIABLE} can name it"
    raise ProgramError(message)


def _script_folders() -> Iterator[Path]:
    """Tell where installers put scripts: an environment's, a user's own, and those of `pip install --target`."""
    yield Path(sysconfig.get_path("scripts"))
    yield Path(sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")))
    beside = Path(__file__).resolve().parent.parent
    yield beside / "bin"
    yield beside / "Scripts"
