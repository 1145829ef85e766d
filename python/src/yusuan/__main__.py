"""`python -m yusuan` runs the program, also where its folder is not on the PATH."""

import os
import subprocess
import sys

from ._program import find_program


def main() -> None:
    """Run the program with the same arguments; this process becomes it, where the system can."""
    command = [str(find_program()), *sys.argv[1:]]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606
    try:
        code = subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:  # the program got it as well
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
