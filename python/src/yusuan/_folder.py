"""The PDFs of a folder, found and named as the program does."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path

from ._errors import ReadError
from ._pool import file_bytes, unreadable
from ._worker import Job


@dataclass(frozen=True)
class Found:
    """A PDF, or a folder that cannot be read. Its name is its path below the folder that was asked for."""

    path: Path
    name: str
    error: ReadError | None = None

    def job(self) -> Job:
        """Return what reads it."""
        asked = str(self.path)
        return Job(self.name, asked, functools.partial(self._bytes, asked))

    def _bytes(self, asked: str) -> bytes:
        if self.error:
            raise self.error
        return file_bytes(asked)


def pdfs(root: str | os.PathLike[str]) -> list[Found]:
    """Find the PDFs at any depth, sorted by name.

    Every real folder is visited once, those that only symbolic links lead to after all others, so that loops of links
    end.
    """
    root = Path(root)
    if not root.is_dir():
        code, reason = ("unreadable", "not a folder") if root.exists() else ("not-found", "no such file or directory")
        raise ReadError(str(root), code, reason)
    walk = _Walk()
    links = [(root, "")]
    for folder, name in links:
        links.extend(walk.tree(folder, name))
    return sorted(walk.found, key=lambda found: found.name)


class _Walk:
    """What was seen of a folder."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._seen: set[Path] = set()

    def tree(self, folder: Path, name: str) -> list[tuple[Path, str]]:
        """Take in what is below a folder, and return the folders that links lead to."""
        real = folder.resolve()
        if real in self._seen:
            return []
        self._seen.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.found.append(Found(folder, name, unreadable(str(folder), error)))
            return []
        links: list[tuple[Path, str]] = []
        for entry in entries:
            path, below = Path(entry.path), f"{name}/{entry.name}" if name else entry.name
            if entry.is_dir(follow_symlinks=False):
                links.extend(self.tree(path, below))
            elif path.is_dir():
                links.append((path, below))
            elif entry.name.lower().endswith(".pdf"):
                self.found.append(Found(path, below))
        return links
