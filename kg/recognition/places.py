"""Places: division names, landmarks and names by their endings (村, 水库, 产业园). Reads the text, proposes PLACE candidates.

Full division names are nearly always right. Short ones (the name of a city without 市) are right unless they are everyday words too: those
need support from the page: the full name, a division of the same branch, or a place cue (在, 来到) right before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.divisions import divisions
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import NameWordRow, PlaceSuffixRow
from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.ground import Ground, ground, place_words

FULL, FULL_TWO, SHORT, SUPPORTED, DOUBTFUL = 0.93, 0.88, 0.86, 0.82, 0.42
COUNTRY, REGION, LANDMARK = 0.7, 0.72, 0.85
PLAIN = 0.55  # what a name is worth whose text before the ending is made of everyday words
BARE_ZONE = 0.62  # 开发区 by itself where a place is meant
BORDER_FACTOR = {"open": 1.0, "word": 1.0, "noun": 0.97, "single": 1.0, "weak": 0.9, "place": 1.05, "cut": 0.6}
COUNT_BEFORE = re.compile(r"[0-9０-９]\w?$")


@dataclass(frozen=True, slots=True)
class Ending:
    """A row of places/suffixes.tsv with its pattern compiled."""

    row: PlaceSuffixRow
    unless: re.Pattern[str] | None


@cache
def endings() -> Matcher[Ending]:
    """Finds the endings of place names."""
    rows = table("places/suffixes", PlaceSuffixRow)
    return Matcher((row.suffix, Ending(row, re.compile(row.unless) if row.unless else None)) for row in rows)


@cache
def known() -> Matcher[str]:
    """Finds countries, regions and landmarks."""
    wanted = ("country", "region", "landmark")
    return Matcher((row.word, row.kind) for row in table("places/words", NameWordRow) if row.kind in wanted)


def cue_before(g: Ground, left: int) -> bool:
    """Whether a word stands before `left` that places follow (在, 来到)."""
    cues = place_words("cue")
    return any(g.text[left - n : left] in cues for n in (1, 2) if left >= n)


def branches(g: Ground) -> tuple[set[str], set[str]]:
    """Full names on the page, and the codes of the divisions and ancestors they may stand for."""
    known_divisions = divisions()
    full = {g.text[s.left : s.right] for s in g.spots if s.kind == "full"}
    codes: set[str] = set()
    for name in sorted(full):
        found = known_divisions.named(name)
        if len(found) <= 3:
            for division in found:
                codes.add(division.code)
                codes.update(a.code for a in known_divisions.ancestors(division.code) if a.level != "province")
    return full, codes


class Places:
    """spaCy component that proposes places."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the places of one document."""
        g = ground(doc)
        self.divisions(doc, g)
        self.landmarks(doc, g)
        self.patterns(doc, g)
        return doc

    def divisions(self, doc: Doc, g: Ground) -> None:
        """Names in the table of divisions."""
        table_of = divisions()
        full, codes = branches(g)
        ambiguous = place_words("ambiguous")
        for spot in g.spots:
            surface = g.text[spot.left : spot.right]
            if spot.kind == "full":
                score = FULL if len(surface) > 2 else FULL_TWO
                propose(doc, EntityType.PLACE, spot.left, spot.right, score, "place.division")
                continue
            found = [d for d in table_of.named(surface) if d.level != "town"]
            supported = any(d.name in full or d.code in codes or d.parent in codes for d in found)
            if surface in ambiguous or table_of.is_common(surface):
                cued = cue_before(g, spot.left)
                score = SHORT if supported and cued else SUPPORTED if supported else DOUBTFUL
            else:
                score = FULL if supported else SHORT
            propose(doc, EntityType.PLACE, spot.left, spot.right, score, "place.short")

    def landmarks(self, doc: Doc, g: Ground) -> None:
        """Countries, regions, rivers and sights outside the table of divisions."""
        score = {"country": COUNTRY, "region": REGION, "landmark": LANDMARK}
        for left, right, kind in known().find(g.text):
            if g.open[left] and not (right - left < 3 and (g.crossed[left] or g.crossed[right])):
                propose(doc, EntityType.PLACE, left, right, score[kind], "place.known")

    def patterns(self, doc: Doc, g: Ground) -> None:
        """Names by their endings, from left to right so that 镇 may border 村."""
        found = sorted(endings().find(g.text), key=lambda m: (m[1], m[0]))
        for left, right, ending in found:
            if g.open[left] and not (ending.unless and ending.unless.match(g.text, right)):
                self.pattern(doc, g, left, right, ending.row)

    def pattern(self, doc: Doc, g: Ground, left: int, right: int, row: PlaceSuffixRow) -> None:
        """Find where the name begins whose ending is `text[left:right]`, and propose it."""
        border = g.reach(left, row.longest + 8)
        start, kind = border.left, border.kind
        joined = False
        for end in range(left, start, -1):
            head = g.head(end, start)
            if head == end or (end == left and not row.joins):
                continue
            if left - end < row.shortest and not row.joins:
                continue
            start, kind, joined = (head, "place", True) if row.joins else (end, "place", True)
            break
        core, name = g.text[start:left], g.text[start:right]
        limit = row.longest + (8 if row.joins and joined else 0)
        if not row.shortest <= len(core) <= limit or name in place_words("generic"):
            return
        if any(name.endswith(trap) for trap in (name[-2:], name[-3:], name[-4:]) if trap in place_words("trap")):
            return
        if COUNT_BEFORE.search(g.text[max(0, start - 2) : start]):
            return
        score = row.score * BORDER_FACTOR[kind]
        if row.strength == "soft" and not joined and not cue_before(g, start):
            score -= 0.2
        if not joined and not row.common and g.plain(start, left):
            score *= PLAIN
        if g.crossed[start] and not joined:
            score *= 0.7
        score = round(min(score, 0.95), 3)
        propose(doc, EntityType.PLACE, start, right, score, "place.ending")
        if score > 0.6:
            g.note(start, right)


@Language.factory("kg_places")
def make_places(nlp: Language, name: str) -> Places:
    """Registry entry of `Places`."""
    return Places()
