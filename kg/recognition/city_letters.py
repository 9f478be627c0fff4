"""Cities called by one character of their name: 来德 and 在德举行 where the page names 德州, 浙德合作.

A character counts where the page prints a short name of two characters that begins or ends with it, a word of coming
and going stands before it, and a word of doing behind it; or where it makes a pair with another such character or a
province's, and a word of joint work follows.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.divisions import divisions, province_letters
from kg.recognition.ground import Ground
from kg.recognition.spots import place_words

SCORE = 0.8
SOURCES = ("city", "county")


@cache
def words(kind: str) -> str:
    """Words of one kind as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, place_words(kind)), key=lambda w: (-len(w), w)))


def letters(g: Ground) -> str:
    """The characters that may stand for a city or county which the page names."""
    found: set[str] = set()
    for spot in g.spot_at.values():
        for division in divisions().named(g.text[spot.left : spot.right]):
            if division.level in SOURCES and division.short and len(division.short) == 2:
                found.update(division.short)
    return "".join(sorted(found))


def lettered(g: Ground) -> list[tuple[int, int]]:
    """Where a single character stands for a place, as spans."""
    own = letters(g)
    provinces = "".join(sorted(province_letters()))
    spans: set[tuple[int, int]] = set()
    if own:
        alone = re.compile(rf"(?:{words('letter cue')})([{own}])(?={words('letter verb')})")
        spans |= {m.span(1) for m in alone.finditer(g.text)}
    pair = re.compile(rf"([{own}{provinces}])([{own}{provinces}])(?={words('letter pair')})")
    for m in pair.finditer(g.text):
        if m[1] != m[2]:
            spans |= {m.span(1), m.span(2)}
    return sorted(s for s in spans if g.open[s[0]] and s[0] not in g.spot_at and not g.cuts(*s))
