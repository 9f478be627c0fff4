"""Labelled corpora for entity recognition: a file in one of three public formats goes in, labelled texts come out.

- `cluener`: JSON lines with `text` and `label`: label → surface → borders, ends inclusive, several a surface.
- `bio`: a character and its tag a line, parted by a tab or blank, an empty line between texts; BIO, BIOES and BMES.
- `spans`: JSON lines with `text` and `spans`: [start, end, label], end exclusive.

Offsets count characters (code points). Files may be compressed with xz. Labels are the corpus's own.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.errors import InputError

FORMATS = ("cluener", "bio", "spans")
BEGIN, GO_ON, SINGLE = frozenset("B"), frozenset("IME"), frozenset("S")
Row = TypeVar("Row", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its names as the corpus draws and labels them: (start, end, label), end exclusive, sorted."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


class CluenerLine(msgspec.Struct):
    """A line of the `cluener` format."""

    text: str
    label: dict[str, dict[str, list[tuple[int, int]]]]


class SpansLine(msgspec.Struct):
    """A line of the `spans` format."""

    text: str
    spans: list[tuple[int, int, str]]


def read_corpus(path: Path, form: str) -> list[Labelled]:
    """Read a labelled file.

    Args:
        path: the file; `.xz` is decompressed.
        form: one of `FORMATS`.

    Raises:
        InputError: the file cannot be read, a line is not in the format, a span lies outside its text, or the file
            holds no text; names file and line.
    """
    readers = {"cluener": cluener, "bio": bio, "spans": spans}
    if form not in readers:
        raise InputError(f"unknown format {form!r}", str(path), f"Use one of {', '.join(FORMATS)}")
    found = list(readers[form](path))
    if not found:
        raise InputError("no labelled text", str(path), f"Check that its format is {form}")
    return found


def lines(path: Path) -> list[str]:
    """The lines of a file, without their ends."""
    try:
        with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as stream:
            return stream.read().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise InputError(f"cannot read corpus: {error}", str(path), "Give a file in UTF-8, plain or .xz") from error


def json_lines(path: Path, row: type[Row]) -> Iterator[tuple[str, Row]]:
    """Rows of a JSON-lines file, each with where it stands."""
    decoder = msgspec.json.Decoder(row)
    for number, line in enumerate(lines(path), 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                yield where, decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeEncodeError) as error:
                raise InputError(f"not a labelled line: {error}", where, "See kg/evaluation/corpora.py") from error


def cluener(path: Path) -> Iterator[Labelled]:
    """Texts of a file in the format `cluener`; a surface must stand where its borders say."""
    for where, row in json_lines(path, CluenerLine):
        found = []
        for label, surfaces in row.label.items():
            for surface, borders in surfaces.items():
                for start, last in borders:
                    if start < 0 or row.text[start : last + 1] != surface:
                        raise InputError(f"{surface!r} is not at {start}-{last}", where, "Mend the borders")
                    found.append((start, last + 1, label))
        yield Labelled(row.text, tuple(sorted(set(found))))


def spans(path: Path) -> Iterator[Labelled]:
    """Texts of a file in the format `spans`."""
    for where, row in json_lines(path, SpansLine):
        for start, end, label in row.spans:
            if not 0 <= start < end <= len(row.text):
                raise InputError(f"{label} at {start}-{end} of {len(row.text)} characters", where, "Mend the span")
        yield Labelled(row.text, tuple(sorted(set(row.spans))))


def bio(path: Path) -> Iterator[Labelled]:
    """Texts of a file in the format `bio`. A name may begin with I, M or E where none goes on, as many corpora do."""
    block: list[tuple[str, str, str]] = []
    for number, line in enumerate([*lines(path), ""], 1):
        if line.strip():
            block.append((*cells(line), f"{path}:{number}"))
        elif block:
            yield tagged(block)
            block = []


def cells(line: str) -> tuple[str, str]:
    """A token and its tag: the first and the last column; a token that is white space is one blank."""
    columns = line.split("\t") if "\t" in line else line.rsplit(" ", 1)
    return columns[0] or " ", columns[-1].strip() if len(columns) > 1 else ""


def tagged(block: list[tuple[str, str, str]]) -> Labelled:
    """One text from its tokens, tags and lines. Segment digits behind every token (天0 空1) are dropped."""
    digits = all(len(token) > 1 and token[-1].isdigit() for token, _, _ in block)
    text = ""
    found: list[tuple[int, int, str]] = []
    open_label = ""
    for token, tag, where in block:
        left = len(text)
        text += token[:-1] if digits else token
        kind, _, label = tag.partition("-")
        if tag == "O":
            open_label = ""
            continue
        if not label or kind not in BEGIN | GO_ON | SINGLE:
            raise InputError(f"no tag: {tag!r}", where, "Write O, or B- I- M- E- S- and a label")
        if kind in GO_ON and label == open_label:
            found[-1] = (found[-1][0], len(text), label)
        else:
            found.append((left, len(text), label))
        open_label = "" if kind in SINGLE | {"E"} else label
    return Labelled(text, tuple(found))
