"""The tables of kg/lexicon/gazetteer: divisions, villages, countries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """gazetteer/divisions.tsv.xz: provinces to towns by code; empty: no short name, no coordinates known."""

    code: str
    name: str
    short: str
    other: str  # a second short name: 峨山县 of 峨山彝族自治县
    longitude: str
    latitude: str


@dataclass(frozen=True, slots=True)
class VillagesRow:
    """gazetteer/villages/NN.tsv.xz: villages of a town, parted by blanks, each after its three digits (---: former)."""

    town: str
    villages: str


@dataclass(frozen=True, slots=True)
class FormerDivisionRow:
    """gazetteer/former.tsv: former full and short names and codes of divisions and the present code, sorted."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class AliasRow:
    """gazetteer/aliases.tsv: names of divisions in daily use beside their full and short ones, sorted."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class CommonWordRow:
    """gazetteer/common_words.tsv: divisions' names that are everyday words, with counts as word and as place."""

    surface: str
    as_word: int
    as_place: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """gazetteer/changes.tsv: what became of a division, by its former full name; `date` is the decision's."""

    name: str
    code: str  # of the division that it is now, or lies in now
    date: str  # ISO day or year
    kind: str  # renamed: the same division under another name; merged: now part of another


@dataclass(frozen=True, slots=True)
class SuffixRow:
    """gazetteer/suffixes.tsv: endings of division names by level, and what replaces them."""

    level: str
    suffix: str
    written: str  # in the name: 街道 for 街道办事处
    second: str  # after the short name: 县 for 自治县; empty for no second short name
    example: str


@dataclass(frozen=True, slots=True)
class EthnicGroupRow:
    """gazetteer/ethnic_groups.tsv: names of ethnic groups inside division names."""

    name: str


@dataclass(frozen=True, slots=True)
class ProvinceLetterRow:
    """gazetteer/province_letters.tsv: one-character short forms of provinces."""

    letter: str
    code: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """gazetteer/countries.tsv: countries, cities separated by `/`."""

    continent: str
    name: str
    full: str
    capital: str
    cities: str


TABLES: dict[str, type] = {
    "gazetteer/aliases": AliasRow,
    "gazetteer/changes": ChangeRow,
    "gazetteer/common_words": CommonWordRow,
    "gazetteer/countries": CountryRow,
    "gazetteer/divisions": DivisionRow,
    "gazetteer/ethnic_groups": EthnicGroupRow,
    "gazetteer/former": FormerDivisionRow,
    "gazetteer/province_letters": ProvinceLetterRow,
    "gazetteer/suffixes": SuffixRow,
    "gazetteer/villages/*": VillagesRow,
}
