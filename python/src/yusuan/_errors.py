"""What can go wrong."""

from __future__ import annotations

from typing import Literal

Code = Literal[
    "changed",
    "crashed",
    "damaged",
    "encryption",
    "failed",
    "not-a-pdf",
    "not-found",
    "over-limit",
    "password",
    "recognizer",
    "timeout",
    "unreadable",
]
"""Why a file gave no document: the codes of the manifest that `yusuan extract` writes."""


class YusuanError(Exception):
    """What all errors of this package are."""


class ProgramError(YusuanError):
    """The program is not there, does not start, or is another one than this package talks to: no file's fault."""


class DatasetError(YusuanError):
    """A folder has no data set, or not the table or the format that is asked for."""


class DocumentError(YusuanError):
    """A text is no document, or one of another version of the format."""


class ReadError(YusuanError):
    """A file gave no document.

    Attributes:
        name: the file as it was asked for.
        code: why, as in the manifest; newer programs may have further ones.
        reason: the same in words.
        page: the page where it was, from 1; None where no single page is concerned.
        stage: the part of the pipeline where it was: open, read, layout, budget, check or json.

    >>> import yusuan
    >>> try:
    ...     yusuan.read("testdata/made/absent.pdf")
    ... except yusuan.ReadError as error:
    ...     print(error.code)
    ...     print(error)
    not-found
    testdata/made/absent.pdf: no such file or directory
    """

    def __init__(
        self, name: str, code: Code | str, reason: str, *, page: int | None = None, stage: str = "open"
    ) -> None:
        """Make an error of its parts."""
        super().__init__(name, code, reason, page, stage)
        self.name = name
        self.code = code
        self.reason = reason
        self.page = page
        self.stage = stage

    def __str__(self) -> str:
        """Tell it as the program does: the file, the page, the reason."""
        page = f": page {self.page}" if self.page else ""
        return f"{self.name}{page}: {self.reason}"

    def __reduce__(self) -> tuple[object, ...]:
        """Let errors pass between processes."""
        return _restored, (self.name, self.code, self.reason, self.page, self.stage)


def _restored(name: str, code: str, reason: str, page: int | None, stage: str) -> ReadError:
    return ReadError(name, code, reason, page=page, stage=stage)
