"""Columns that tables of several folders have: bare words, weighted words, patterns, signs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PatternRow:
    """Tables of bare patterns, each with an example that it matches."""

    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class GenericRow:
    """*/generic.tsv: words that name nothing by themselves."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """Bare word lists."""

    word: str


@dataclass(frozen=True, slots=True)
class WeightedWordRow:
    """Words with log-odds: people/surnames.tsv, people/name_like_words.tsv."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """People's word lists with an example: official groups, addresses, cues of lists."""

    word: str
    example: str


@dataclass(frozen=True, slots=True)
class NameWordRow:
    """places/words.tsv, orgs/words.tsv, companies/words.tsv: words about names of one kind, by what they do."""

    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class SignRow:
    """*/signs.tsv: a pattern on a name or beside it that makes it likelier or less likely to be one."""

    part: str  # name before after whole built
    pattern: str
    weight: float  # log-odds
    example: str  # the name between ⟦ and ⟧


@dataclass(frozen=True, slots=True)
class NamePatternRow:
    """{events,honours,documents}/patterns.tsv: names found by regular expression."""

    pattern: str
    score: float  # share of matches that are names
    led: float  # the same behind a leading word
    grow: bool  # whether the noun phrase before the match belongs to the name
    example: str
