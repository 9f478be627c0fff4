"""What resolution knows of words, read once from kg/lexicon/resolution: a table in, a ready-made lookup out."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import table
from kg.lexicon.schema import (
    ResolutionBank,
    ResolutionCode,
    ResolutionCompanyWord,
    ResolutionFrame,
    ResolutionLevel,
    ResolutionPattern,
    ResolutionPublic,
    ResolutionSpelling,
    ResolutionWord,
    ResolutionZone,
)

SPACE = re.compile(r"\s+")
PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"))
QUOTES = re.compile(r"[\s“”‘’\"'《》〈〉「」『』]")


def squeeze(name: str) -> str:
    """A name without white space, with round brackets in one width and no quote or bracket without its partner."""
    text = SPACE.sub("", name).replace("(", "（").replace(")", "）")
    for left, right in PAIRS:
        if text.count(left) == text.count(right) == 0:
            continue
        text = left * max(0, _depth(text, left, right)) + text + right * max(0, _depth(text[::-1], right, left))
    return text


def _depth(text: str, left: str, right: str) -> int:
    """How many of `right` in a text have no `left` before them."""
    missing = depth = 0
    for character in text:
        depth += (character == left) - (character == right)
        if depth < 0:
            missing, depth = missing + 1, 0
    return missing


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name without white space and quotes, for comparing."""
    return QUOTES.sub("", squeeze(name))


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in their order."""
    rest = iter(long)
    return all(c in rest for c in short)


@cache
def spellings(name: str) -> dict[str, str]:
    """Table `resolution/NAME` as form → canonical form."""
    return {row.form: row.canonical for row in table(f"resolution/{name}", ResolutionSpelling)}


@cache
def zones() -> dict[str, ResolutionZone]:
    """Kinds of development zones by their form."""
    return {row.form: row for row in table("resolution/zones", ResolutionZone)}


@cache
def words(name: str) -> tuple[str, ...]:
    """Table `resolution/NAME` as words, the longest first."""
    return tuple(sorted((row.word for row in table(f"resolution/{name}", ResolutionWord)), key=lambda w: (-len(w), w)))


@cache
def levels() -> tuple[tuple[str, str], ...]:
    """Level words with the level they speak of, the longest first."""
    rows = table("resolution/levels", ResolutionLevel)
    return tuple(sorted(((r.word, r.level) for r in rows), key=lambda r: (-len(r[0]), r)))


@cache
def stands_for() -> frozenset[tuple[str, str]]:
    """(level word, division level) for words that mean the divisions of a level whatever their names end with."""
    return frozenset((r.level, r.stands_for) for r in table("resolution/levels", ResolutionLevel) if r.stands_for)


@cache
def frames(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Table `resolution/NAME` as compiled pattern and body, in the file's order."""
    return tuple((re.compile(row.pattern), row.body) for row in table(f"resolution/{name}", ResolutionFrame))


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Table `resolution/NAME` as compiled patterns, in the file's order."""
    return tuple(re.compile(row.pattern) for row in table(f"resolution/{name}", ResolutionPattern))


@cache
def codes(name: str) -> dict[str, str]:
    """Table `resolution/NAME` as name → division code."""
    return {row.name: row.code for row in table(f"resolution/{name}", ResolutionCode)}


@cache
def banks() -> tuple[ResolutionBank, ...]:
    """Banks, the longest form first."""
    return tuple(sorted(table("resolution/banks", ResolutionBank), key=lambda r: (-len(r.form), r.form)))


@cache
def company_words(kind: str) -> tuple[str, ...]:
    """Ends of company names of a kind (legal or industry), the longest first."""
    found = {row.word for row in table("resolution/company_words", ResolutionCompanyWord) if row.kind == kind}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def public_ends() -> dict[str, bool]:
    """End of a body's name → whether its office holders are officials."""
    return {row.suffix: row.public for row in table("resolution/public_bodies", ResolutionPublic)}


def is_public(name: str) -> bool | None:
    """Whether a body with this name has officials; None when its name does not tell. The longest known end decides."""
    ends = public_ends()
    for left in range(len(name)):
        verdict = ends.get(name[left:])
        if verdict is not None:
            return verdict
    return None


def strip_end(name: str, ends: tuple[str, ...], keep: int = 2) -> str:
    """`name` without the longest of `ends` that it ends with, as long as `keep` characters remain."""
    for end in ends:
        if name.endswith(end) and len(name) - len(end) >= keep:
            return name[: -len(end)]
    return name
