"""Word lists, pattern tables and gazetteers: data files with a schema, read when first used. Chinese words live here.

A table is a tab-separated file `NAME.tsv` or `NAME.tsv.xz`: lines that begin with `#` say origin and licence, the next
line names the columns, and `schema` has a frozen dataclass for each table whose fields are those columns.
"""

from __future__ import annotations

import lzma
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TypeVar, get_type_hints

from kg.errors import InputError

FOLDER = Path(__file__).parent
Row = TypeVar("Row")


def read_table(path: Path, row: type[Row]) -> tuple[Row, ...]:
    """Read one tab-separated table into dataclass rows, in the file's order.

    Args:
        path: the file; `.xz` is decompressed.
        row: a dataclass whose fields, of type str, int, float or bool (0/1), are the columns in order.

    Raises:
        InputError: the file or a line of it is not as the dataclass says; names file and line.
    """
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
            lines = stream.read().split("\n")
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise InputError(f"cannot read table: {error}", str(path), "Reinstall or restore the file") from error
    hints = get_type_hints(row)
    names = [f.name for f in fields(row)]  # type: ignore[arg-type]
    kinds = [hints[n] for n in names]
    header, result = None, []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != names:
                raise InputError(f"columns are {header}, not {names}", f"{path}:{number}", "Mend the first line")
            continue
        if len(cells) != len(names):
            raise InputError(f"{len(cells)} cells, not {len(names)}", f"{path}:{number}", "Separate cells by one tab")
        try:
            values = [k(int(c)) if k is bool else k(c) for k, c in zip(kinds, cells, strict=True)]
        except ValueError as error:
            raise InputError(f"not a valid cell: {error}", f"{path}:{number}", f"Columns are {names}") from error
        result.append(row(*values))
    if header is None:
        raise InputError(f"no line with the columns {names}", str(path), "Add it")
    return tuple(result)


@cache
def table(name: str, row: type[Row]) -> tuple[Row, ...]:
    """Read the shipped table `name` (`titles`, `places/suffixes` …) once a process."""
    path = FOLDER / f"{name}.tsv"
    return read_table(path if path.exists() else FOLDER / f"{name}.tsv.xz", row)
