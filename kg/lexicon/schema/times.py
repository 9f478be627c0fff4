"""The tables of kg/lexicon/times."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeWordRow:
    """times/words.tsv: words of time by kind, with what they are worth (the table's head says how to read it)."""

    word: str
    kind: str
    low: int
    high: int
    example: str


@dataclass(frozen=True, slots=True)
class TimePatternRow:
    """times/patterns.tsv: how times are printed. `<kind>` stands for the words of a kind, `{name}` for a piece."""

    name: str
    expression: str
    example: str


@dataclass(frozen=True, slots=True)
class ValidityRow:
    """times/validity.tsv: words by which a post begins, ends or is held at the time printed beside it."""

    word: str
    effect: str  # begins, ends, held, was, then
    example: str


TABLES: dict[str, type] = {
    "times/patterns": TimePatternRow,
    "times/validity": ValidityRow,
    "times/words": TimeWordRow,
}
