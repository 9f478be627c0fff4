"""The tables of kg/lexicon/orgs."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import NameWordRow


@dataclass(frozen=True, slots=True)
class OrganRow:
    """orgs/organs.tsv: last parts of public bodies' names that are complete but for a place or level."""

    name: str
    kind: str  # committee level party direct agency
    score: float
    unless: str


@dataclass(frozen=True, slots=True)
class OrgSuffixRow:
    """orgs/suffixes.tsv: endings of organisations' names."""

    suffix: str
    kind: str  # suffix, or unit: only within a body that is named before it
    longest: int  # characters before it
    score: float
    common: bool  # everyday words may stand before it
    unless: str  # pattern that may not follow, or empty
    example: str


TABLES: dict[str, type] = {
    "orgs/organs": OrganRow,
    "orgs/suffixes": OrgSuffixRow,
    "orgs/words": NameWordRow,
}
