"""The tables of kg/lexicon/reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingPatternRow:
    """reading/patterns.tsv: what lines and lead-ins look like without white space; rows of a name are alternatives."""

    name: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class ReadingRoleRow:
    """reading/roles.tsv: words beside the names in a byline."""

    word: str
    role: str  # what they make of the names: 记者 通讯员, or empty
    side: str  # before or after the names
    example: str


@dataclass(frozen=True, slots=True)
class SurnameRow:
    """reading/surnames.tsv: surnames and how common each is."""

    surname: str
    count: float


TABLES: dict[str, type] = {
    "reading/patterns": ReadingPatternRow,
    "reading/roles": ReadingRoleRow,
    "reading/surnames": SurnameRow,
}
