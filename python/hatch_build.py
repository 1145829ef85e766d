"""Puts the program into a wheel, and names the systems that the wheel is for; `build.py` says which."""

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProgramHook(BuildHookInterface[Any]):
    """A wheel holds one program, beside the package: installed, it stands on the PATH."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the program as a script and set the wheel's tag."""
        if version == "editable":
            return
        try:
            program, tag = os.environ["YUSUAN_WHEEL_PROGRAM"], os.environ["YUSUAN_WHEEL_TAG"]
        except KeyError as missing:
            message = f"{missing} is not set: wheels are made by python/build.py"
            raise RuntimeError(message) from None
        build_data["shared_scripts"] = {program: os.path.basename(program)}  # noqa: PTH119
        build_data["pure_python"] = False
        build_data["tag"] = tag
