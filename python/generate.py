"""Writes the closed vocabularies of the document's schema as types.

yusuan schema | python generate.py > src/yusuan/vocabulary.py
"""

from __future__ import annotations

import json
import sys
import textwrap
from typing import Any

HEADER = '''# ruff: noqa: E501
"""The closed vocabularies of documents: made by generate.py of `yusuan schema`."""

from typing import Literal

'''


def main() -> None:
    """Read the schema and write the module."""
    sys.stdout.write(module(json.load(sys.stdin)))


def module(schema: dict[str, Any]) -> str:
    """Return the module's text."""
    words = {name: definition for name, definition in schema["$defs"].items() if "enum" in definition}
    return HEADER + "\n".join(literal(name, definition) for name, definition in words.items())


def literal(name: str, definition: dict[str, Any]) -> str:
    """Return one vocabulary, with what its words mean above it."""
    comment = textwrap.fill(
        definition.get("description", ""),
        width=110,
        initial_indent="# ",
        subsequent_indent="# ",
        break_on_hyphens=False,
    )
    words = "".join(f"    {json.dumps(word, ensure_ascii=False)},\n" for word in definition["enum"])
    return f"{comment}\n{name} = Literal[\n{words}]\n"


if __name__ == "__main__":
    main()
