"""Writes the plain values of a data file as TOML, so that what a form holds can be kept as one."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any


def written(values: Mapping[str, Any]) -> str:
    """TOML that reads back as the same values: plain keys first, then tables, then lists of them.

    A key with None is left out: the file form has no word for nothing.
    """
    return "\n".join(_lines(values, "")).strip() + "\n"


def _lines(values: Mapping[str, Any], path: str) -> Iterator[str]:
    known = {key: value for key, value in values.items() if value is not None}
    for key, value in known.items():
        if not _is_table(value) and not _is_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in known.items():
        if _is_table(value):
            yield from ("", f"[{path}{_key(key)}]", *_lines(value, f"{path}{_key(key)}."))
    for key, value in known.items():
        if _is_tables(value):
            for row in value:
                yield from ("", f"[[{path}{_key(key)}]]", *_lines(row, f"{path}{_key(key)}."))


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(map(_is_table, value))


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if plain else _quoted(key)


def _quoted(text: str) -> str:
    """JSON's escapes are TOML's too, but for the one control sign that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"[{', '.join(map(_value, value))}]"
