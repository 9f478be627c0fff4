"""The tables of kg/lexicon/programs."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import PatternRow, SignRow, WordRow


@dataclass(frozen=True, slots=True)
class ProgramHeadRow:
    """programs/heads.tsv: words that end the name of a program outside quotes."""

    pattern: str
    reach: int  # characters before it that may belong to the name, -1 as far as the borders allow
    led: float  # log-odds behind an implementing verb
    bare: float  # log-odds elsewhere
    example: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """programs/labels.tsv: class nouns behind a quoted label."""

    noun: str
    weight: float  # log-odds
    keep: bool  # whether the noun belongs to the name
    example: str


@dataclass(frozen=True, slots=True)
class QuotedWordRow:
    """programs/quoted_words.tsv: words that news print in quotes."""

    word: str
    count: int
    program: int  # how often with an implementing verb before or a class noun behind


TABLES: dict[str, type] = {
    "programs/commonplace": WordRow,
    "programs/counted": PatternRow,
    "programs/everywhere": PatternRow,
    "programs/heads": ProgramHeadRow,
    "programs/labels": LabelRow,
    "programs/prefixes": PatternRow,
    "programs/quoted_words": QuotedWordRow,
    "programs/quotes": SignRow,
    "programs/returning": PatternRow,
    "programs/signs": SignRow,
}
