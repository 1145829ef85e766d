"""Records are what the program's schema says, no more and no less."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

import yusuan
from yusuan._decode import json_name

from .conftest import PYTHON


@pytest.fixture(scope="session")
def schema(program: str) -> dict[str, Any]:
    text = subprocess.run([program, "schema"], check=True, capture_output=True).stdout
    found: dict[str, Any] = json.loads(text)
    return found | {"$defs": found["$defs"] | {"Document": found}}


def records(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: definition for name, definition in schema["$defs"].items() if "properties" in definition}


def test_every_object_is_a_record(schema: dict[str, Any]) -> None:
    assert set(records(schema)) >= {"Document", "Table", "Cell", "Fact"}
    for name, definition in records(schema).items():
        record = getattr(yusuan, name)
        members = {json_name(field.name): field for field in dataclasses.fields(record) if field.compare}
        assert set(members) == set(definition["properties"]) - {"format"}, name
        required = {
            key
            for key, field in members.items()
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        }
        assert required == set(definition.get("required", [])) - {"format"}, name


def test_types_are_those_of_the_schema(schema: dict[str, Any]) -> None:
    for name, definition in records(schema).items():
        record = getattr(yusuan, name)
        hints = get_type_hints(record)
        for field in dataclasses.fields(record):
            if field.compare:
                member = definition["properties"][json_name(field.name)]
                assert shape(hints[field.name]) == said(member), f"{name}.{field.name}"


def said(member: dict[str, Any]) -> str:
    """Return a member's type in a word."""
    if "$ref" in member:
        return str(member["$ref"]).rpartition("/")[2]
    if member["type"] == "array":
        return f"[{said(member['items'])}]"
    return str(member["type"])


def shape(hint: Any) -> str:
    """Return a field's type in the same word. Decimals are strings in JSON."""
    if get_origin(hint) in (Union, types.UnionType):
        return shape(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return f"[{shape(get_args(hint)[0])}]"
    if hint is yusuan.Facts:
        return "[Fact]"
    if get_origin(hint) is Literal:
        return next(name for name in dir(yusuan.vocabulary) if getattr(yusuan.vocabulary, name) == hint)
    name: str = hint.__name__
    words = {"str": "string", "Decimal": "string", "int": "integer", "bool": "boolean", "float": "number"}
    return words.get(name, name)


def test_vocabularies_are_those_of_the_schema(program: str) -> None:
    text = subprocess.run([program, "schema"], check=True, capture_output=True).stdout
    made = subprocess.run([sys.executable, PYTHON / "generate.py"], input=text, check=True, capture_output=True).stdout
    assert made == (PYTHON / "src" / "yusuan" / "vocabulary.py").read_bytes(), "run generate.py"
