"""The tables of kg/lexicon/places."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import NameWordRow


@dataclass(frozen=True, slots=True)
class PlaceSuffixRow:
    """places/suffixes.tsv: endings of place names."""

    suffix: str
    strength: str  # firm soft
    shortest: int  # characters before it
    longest: int
    score: float
    joins: bool  # a place right before belongs to the name
    common: bool  # everyday words may stand before it
    unless: str  # pattern that may not follow, or empty
    example: str


TABLES: dict[str, type] = {
    "places/suffixes": PlaceSuffixRow,
    "places/words": NameWordRow,
}
