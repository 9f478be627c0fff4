"""The tables of kg/lexicon/resolution."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResolutionSpelling:
    """resolution/{organ_forms,ordinals,party_committees}.tsv: a long or short form, and the one that stands for all."""

    form: str
    canonical: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionZone:
    """resolution/zones.tsv: a kind of development zone, its family, and what a city or county calls such a zone."""

    form: str
    family: str
    city: str
    county: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionFrame:
    """resolution/{organ_frames,meeting_bodies}.tsv: group `place` or `body`; `body` has {} for the place."""

    pattern: str
    body: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionPattern:
    """resolution/{capacity_heads,editions,organ_units,renames,sessions,site_marks,village_marks}.tsv: a pattern."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionLevel:
    """resolution/levels.tsv: a word at the head of a name that says a division level instead of a place."""

    word: str
    level: str
    stands_for: str  # province, city or empty
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionBank:
    """resolution/banks.tsv: a bank's names, the one that begins its branches' names, and the head office's."""

    form: str
    short: str
    name: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionCompanyWord:
    """resolution/company_words.tsv: legal forms and words of industry at the end of company names."""

    word: str
    kind: str  # legal, industry, or informal: a legal form that says no more than that it is a company
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionWord:
    """resolution/{anchored,branch,unplaced}_ends, {leading_bodies,local_titles,…}: one word a line."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionPublic:
    """resolution/public_bodies.tsv: whether a body whose name ends so has officials."""

    suffix: str
    public: bool
    example: str


@dataclass(frozen=True, slots=True)
class ResolutionCode:
    """resolution/newspapers.tsv: a name and the division code that it stands for."""

    name: str
    code: str
    example: str


@dataclass(frozen=True, slots=True)
class MergeRow:
    """resolution/merges.tsv: a kind of merge across pages, and how sure it is (kg/resolution/certainty.py)."""

    kind: str
    right: int
    merges: int
    confidence: float
    meaning: str


TABLES: dict[str, type] = {
    "resolution/affiliate_ties": ResolutionWord,
    "resolution/anchored_ends": ResolutionWord,
    "resolution/banks": ResolutionBank,
    "resolution/branch_ends": ResolutionWord,
    "resolution/capacity_heads": ResolutionPattern,
    "resolution/company_words": ResolutionCompanyWord,
    "resolution/editions": ResolutionPattern,
    "resolution/label_tails": ResolutionWord,
    "resolution/level_blockers": ResolutionWord,
    "resolution/destinations": ResolutionWord,
    "resolution/leading_bodies": ResolutionWord,
    "resolution/levels": ResolutionLevel,
    "resolution/local_titles": ResolutionWord,
    "resolution/meeting_bodies": ResolutionFrame,
    "resolution/merges": MergeRow,
    "resolution/national_heads": ResolutionWord,
    "resolution/newspapers": ResolutionCode,
    "resolution/ordinals": ResolutionSpelling,
    "resolution/ordinary_people": ResolutionWord,
    "resolution/organ_forms": ResolutionSpelling,
    "resolution/organ_frames": ResolutionFrame,
    "resolution/company_units": ResolutionPattern,
    "resolution/organ_units": ResolutionPattern,
    "resolution/party_committees": ResolutionSpelling,
    "resolution/public_bodies": ResolutionPublic,
    "resolution/renames": ResolutionPattern,
    "resolution/sessions": ResolutionPattern,
    "resolution/party_units": ResolutionSpelling,
    "resolution/road_words": ResolutionWord,
    "resolution/serial_characters": ResolutionWord,
    "resolution/signing_words": ResolutionWord,
    "resolution/site_marks": ResolutionPattern,
    "resolution/unplaced_ends": ResolutionWord,
    "resolution/village_marks": ResolutionPattern,
    "resolution/zones": ResolutionZone,
}
