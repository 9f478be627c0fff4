"""Readers for the training corpora: files as they were published go in, tagged words and named spans come out.

The corpora are not part of this distribution; README.md in this room says where each came from and what it is
used for.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError


def read_text(path: Path) -> str:
    """Read one corpus file as UTF-8; `.xz` is decompressed.

    Raises:
        InputError: the file is missing or is not UTF-8.
    """
    try:
        with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as stream:
            return stream.read().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise InputError(f"cannot read corpus: {error}", str(path), "See kg/training/README.md for the data") from error


def tagged_paragraphs(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Paragraphs of the PKU People's Daily corpus as lists of (word, tag), the paragraph's number left out.

    Brackets around compound names are dropped, their parts kept. A surname and a given name are two words
    tagged `nr`.
    """
    for line in read_text(path).split("\n"):
        words = []
        for token in line.split()[1:]:
            word, _, tag = token.lstrip("[").rpartition("/")
            tag = tag.split("]")[0]
            if word:
                words.append((word, tag))
        if words:
            yield words


def bio_spans(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Sentences of a character-per-line BIO file as text and (start, end, type) spans, end exclusive."""
    for block in read_text(path).split("\n\n"):
        text = ""
        spans: list[tuple[int, int, str]] = []
        for line in block.split("\n"):
            cells = line.replace("\t", " ").split(" ")
            if len(cells) != 2 or not cells[0]:
                continue
            if cells[1].startswith("B-"):
                spans.append((len(text), len(text) + 1, cells[1][2:]))
            elif cells[1].startswith("I-") and spans and spans[-1][1] == len(text):
                spans[-1] = (spans[-1][0], len(text) + 1, spans[-1][2])
            text += cells[0]
        if text:
            yield text, spans
