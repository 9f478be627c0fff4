"""The tables of kg/lexicon/companies."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.schema.shared import NameWordRow


@dataclass(frozen=True, slots=True)
class CompanySuffixRow:
    """companies/suffixes.tsv: endings of companies' names."""

    suffix: str
    kind: str  # legal plain group branch bank factory shop generic
    longest: int
    score: float
    unless: str
    example: str


@dataclass(frozen=True, slots=True)
class CompanyContextRow:
    """companies/contexts.tsv: sentences that list companies by short name."""

    score: float
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class ListedRow:
    """companies/listed.tsv: short names of listed companies."""

    short: str


TABLES: dict[str, type] = {
    "companies/contexts": CompanyContextRow,
    "companies/listed": ListedRow,
    "companies/suffixes": CompanySuffixRow,
    "companies/words": NameWordRow,
}
