"""The tables of kg/lexicon/relations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelationWord:
    """relations/words.tsv: small word lists of the relation rules, by what they do."""

    role: str
    word: str
    example: str


@dataclass(frozen=True, slots=True)
class RelationFragment:
    """relations/fragments.tsv: named pieces of regular expressions that relation patterns share."""

    name: str
    expression: str
    example: str


@dataclass(frozen=True, slots=True)
class RelationPattern:
    """relations/*.tsv: one pattern a row, in the language of kg/relations/patterns.py."""

    id: str
    predicate: str
    subjects: str  # types that an elided subject may have: COMPANY|ORG, or empty where the pattern gives it
    pattern: str
    role: str  # of attendance or visit, unless the pattern's group t prints it
    confidence: float  # share of its matches found right, two decimals
    example: str  # [甲公司/COMPANY]承建[乙项目/PROJECT]


@dataclass(frozen=True, slots=True)
class NumeralRow:
    """relations/numerals.tsv: the characters that print numbers."""

    word: str
    kind: str  # digit, ten (十百千), large (万亿), vague (余 多), about (约 超 近), point (点), per (百分之)
    value: float
    example: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """relations/units.tsv: units of measure, and what they are worth in one unit each."""

    word: str
    kind: str  # money mass area length people jobs date percent power volume count
    unit: str  # CNY t m2 m person job % x W …
    factor: float
    example: str


@dataclass(frozen=True, slots=True)
class AttributeTrigger:
    """relations/attributes.tsv: which words around a quantity give it which name. The first row that fits wins."""

    id: str
    name: str  # investment capacity annual_output revenue profit tax jobs date staff loan area
    kinds: str  # kinds of units.tsv: money|mass
    before: str  # expression that must end right before the quantity, or empty
    behind: str  # expression that must begin right behind it, or empty
    subjects: str  # types that may have it, the likeliest first
    confidence: float
    example: str


@dataclass(frozen=True, slots=True)
class CalibrationTerm:
    """relations/calibration.tsv: the terms of how likely an edge holds (kg/relations/calibration.py)."""

    term: str  # base score ends implied
    weight: float
    meaning: str


TABLES: dict[str, type] = {
    "relations/attributes": AttributeTrigger,
    "relations/calibration": CalibrationTerm,
    "relations/events": RelationPattern,
    "relations/fragments": RelationFragment,
    "relations/honours": RelationPattern,
    "relations/membership": RelationPattern,
    "relations/numerals": NumeralRow,
    "relations/places": RelationPattern,
    "relations/programs": RelationPattern,
    "relations/undertakings": RelationPattern,
    "relations/units": UnitRow,
    "relations/visits": RelationPattern,
    "relations/words": RelationWord,
}
