"""Places: division names, landmarks and names by their endings (村, 水库, 产业园). Proposes PLACE candidates.

What a division's name is worth is judged in `kg.recognition.spots`. A name by its ending begins at a place right before
it or inside it, else at the nearest bordering word; "soft" endings (路, 山) are believed only after a place or a place
cue (在, 来到).
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
from kg.lexicon.schema import OrganRow, PlaceSuffixRow
from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.city_letters import SCORE as LETTER
from kg.recognition.city_letters import lettered
from kg.recognition.ground import Ground, ground
from kg.recognition.spots import Spot, cued, place_words, region_matcher

SCORES = {"full": 0.93, "firm": 0.93, "short": 0.86, "supported": 0.82, "doubtful": 0.42}
FULL_TWO = 0.88  # full names of two characters (忠县)
CUT_WORD = 0.3  # what a short name loses that the segmenter's words straddle
KNOWN = {"country": 0.75, "nation": 0.75, "region": 0.72, "landmark": 0.85}
ATTRIBUTIVE = 0.45  # the nation's name in front of a noun
PLAIN = 0.55  # what a name is worth whose text before the ending is made of everyday words
BANKED = 0.75  # least worth of a lake or river whose shore follows
UNCUED = 0.3  # what a soft ending loses without a place or place cue before the name
LABEL = 8  # characters of a quoted label
LONG_CORE, LONG = 4, 0.92  # names without a place are seldom longer than this before the ending
ZONE_CUED, ZONE_BACKED = 0.74, 0.8  # 开发区 by itself where a place is meant; where the page has its full name
BORDER_FACTOR = {
    "open": 1.0,
    "word": 1.0,
    "noun": 0.97,
    "single": 1.0,
    "weak": 0.9,
    "place": 1.05,
    "cut": 0.6,
    "count": 0.9,
}


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
def suffixes() -> frozenset[str]:
    """The endings of place names."""
    return frozenset(row.suffix for row in table("places/suffixes", PlaceSuffixRow))


@cache
def zones() -> Matcher[str]:
    """Finds the words for zones that may stand for one by themselves (开发区)."""
    return Matcher((word, word) for word in sorted(place_words("zone")))


@cache
def organs() -> tuple[str, ...]:
    """The names of organs that follow a zone's name."""
    return tuple(row.name for row in table("orgs/organs", OrganRow) if row.kind in ("party", "agency"))


@cache
def inner_organ() -> re.Pattern[str]:
    """Matches the name of an organ, which no place's name holds before its ending (某县公安局发展社区)."""
    names = {row.name for row in table("orgs/organs", OrganRow) if row.kind in ("party", "agency")}
    return re.compile("|".join(sorted((re.escape(n) for n in names if len(n) > 2), key=lambda n: (-len(n), n))))


def common_noun(g: Ground, left: int, right: int) -> bool:
    """Whether a stretch is a kind of place behind everyday words (推进工业集中区)."""
    return any(g.text[at:right] in place_words("generic") and g.plain(left, at) for at in range(left + 2, right - 2))


class Places:
    """spaCy component that proposes places."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the places of one document."""
        g = ground(doc)
        self.divisions(doc, g)
        self.landmarks(doc, g)
        self.patterns(doc, g)
        self.zones(doc, g)
        for left, right in lettered(g):
            propose(doc, EntityType.PLACE, left, right, LETTER, "place.letter")
        return doc

    def divisions(self, doc: Doc, g: Ground) -> None:
        """Names in the table of divisions."""
        for spot in g.spots:
            if g.text.startswith(tuple(place_words("medium")), spot.right):
                continue  # 某市新闻网 is a site, not the city
            if self.severed(g, spot) if spot.kind == "full" else self.labelled(g, spot):
                continue
            score = SCORES[spot.kind]
            if spot.kind == "full":
                score = score if spot.right - spot.left > 2 else FULL_TWO
                rival = self.crossing(g, spot)
                if rival:
                    propose(doc, EntityType.PLACE, spot.left, rival, SCORES["short"], "place.short")
                    continue
            elif g.segmented and not (g.is_word_start(spot.left) or spot.left in g.spot_end) and spot.kind != "firm":
                score -= CUT_WORD
            rule = "place.division" if spot.kind == "full" else "place.short"
            propose(doc, EntityType.PLACE, spot.left, spot.right, round(score, 3), rule)

    def labelled(self, g: Ground, spot: Spot) -> bool:
        """Whether a short name that the page does not support is but part of a short quoted label (“惠农贷”)."""
        if spot.kind in ("firm", "supported"):
            return False
        left, right = spot.left, spot.right
        while spot.left - left < LABEL and left and g.open[left - 1]:
            left -= 1
        while right - spot.right < LABEL and right < len(g.text) and g.open[right]:
            right += 1
        quoted = g.text[left - 1 : left] == "“" and g.text[right : right + 1] == "”"
        return quoted and spot.right - spot.left < right - left <= LABEL

    def severed(self, g: Ground, spot: Spot) -> bool:
        """Whether a full name is made of everyday words by chance (适|应城市, 大城市)."""
        if g.text[spot.left : spot.right] in place_words("trap"):
            return True
        inner = [at for at in range(spot.left + 1, spot.right) if spot.right in g.everyday.get(at, ())]
        return any(any(at in g.everyday.get(i, ()) for i in range(max(0, spot.left - 3), spot.left)) for at in inner)

    def crossing(self, g: Ground, spot: Spot) -> int | None:
        """Where the short name ends if the level belongs to the next word (清河|市民, not 清河市|民政局)."""
        last = spot.right - 1
        parted = spot.right in g.everyday or spot.right in g.spot_at
        if last - spot.left < 2 or not g.crossed[spot.right] or parted:
            return None
        short = g.text[spot.left : last]
        runs_on = any(end > spot.right for end in g.everyday.get(last, ()))
        return last if runs_on and any(d.level != "province" for d in divisions().named(short)) else None

    def landmarks(self, doc: Doc, g: Ground) -> None:
        """Countries, regions, rivers and sights outside the table of divisions."""
        for left, right, kind in region_matcher().find(g.text):
            if not g.open[left] or (right - left < 3 and g.cuts(left, right)):
                continue
            if g.text.startswith(tuple(place_words("kin")), right):
                continue  # a people or a currency
            score = KNOWN[kind]
            if kind == "nation" and g.open[right] and not g.edge_begins[right]:
                score = ATTRIBUTIVE
            propose(doc, EntityType.PLACE, left, right, score, "place.known")
            g.note(left, right)

    def zones(self, doc: Doc, g: Ground) -> None:
        """Zones called by their kind alone (开发区), where a place or an organ is meant."""
        backed = {g.text[c.left : c.right] for c in doc._.candidates if c.rule == "place.ending"}
        for left, right, word in zones().find(g.text):
            if not g.open[left] or g.head(right, 0) < left or not g.is_word_start(left):
                continue
            full = any(name.endswith(word) and len(name) > len(word) for name in backed)
            before = g.text[max(0, left - 4) : left]
            listed = before.endswith("、") and before[:-1].endswith(tuple(place_words("level")))
            if not (full or listed or cued(g.text, left) or g.text.startswith(organs(), right)):
                continue
            propose(doc, EntityType.PLACE, left, right, ZONE_BACKED if full else ZONE_CUED, "place.zone")
            g.note(left, right)

    def patterns(self, doc: Doc, g: Ground) -> None:
        """Names by their endings, left to right so that 镇 may border 村; of endings that end together the longest."""
        found = sorted(endings().find(g.text), key=lambda m: -m[0])
        longest = {right: (left, ending) for left, right, ending in found}
        for right, (left, ending) in sorted(longest.items()):
            if g.open[left] and not g.inside_word(left, right):
                blocked = bool(ending.unless and ending.unless.match(g.text, right))
                self.pattern(doc, g, left, right, ending.row, blocked)

    def pattern(self, doc: Doc, g: Ground, left: int, right: int, row: PlaceSuffixRow, blocked: bool) -> None:
        """Find where the name begins whose ending is `text[left:right]`, and propose it."""
        border = g.reach(left, row.longest + 8, strict=True)
        start, kind, joined = self.placed(g, border.left, left, row)
        if not joined:
            kind = border.kind
        begun = start
        if not joined:
            start = self.past_locality(g, start, left - row.shortest)
        core, name = g.text[start:left], g.text[start:right]
        plain = g.plain(start, left)
        told = start > begun
        banked = len(core) > 1 and not plain and g.text.startswith(tuple(place_words("bank")), right)
        if blocked and not banked and (not joined or g.crossed[right]):
            return
        if g.text.startswith(tuple(place_words("firm")), right):
            return  # 某路公司 is called after the road
        limit = row.longest + (8 if row.joins and joined else 0)
        if not row.shortest <= len(core) <= limit or name in place_words("generic"):
            return
        if core and all(c in place_words("numeral") for c in core) and not joined:
            return  # 五村 are five villages
        if any(name.endswith(trap) for trap in (name[-2:], name[-3:], name[-4:]) if trap in place_words("trap")):
            return
        if inner_organ().search(core) or (core in place_words("modifier") and not joined):
            return
        graded = g.text[max(0, start - 3) : start].endswith(tuple(place_words("grade")))
        if graded and not joined and name.endswith(tuple(place_words("generic"))):
            return  # 省级某业产业园 is a kind
        if plain and (kind == "count" or (not joined and common_noun(g, start, right))):
            return
        score = (max(row.score, BANKED) if banked else row.score) * BORDER_FACTOR[kind]
        if row.strength == "soft" and not (joined or banked or told) and not cued(g.text, start):
            listed = len(core) > 1 and "、" in (g.text[start - 1 : start], g.text[right : right + 1])
            score -= UNCUED / 2 if listed else UNCUED
        if not joined and len(core) > LONG_CORE:
            score *= LONG
        listed = g.text[start - 1 : start] == "、" and g.head(start - 1, 0) < start - 1
        if plain and not joined and not row.common and not listed:
            score *= PLAIN
        if (g.crossed[start] and not joined) or g.crossed[right]:
            score *= 0.7
        score = round(min(score, 0.95), 3)
        propose(doc, EntityType.PLACE, start, right, score, "place.ending")
        if score > 0.6:
            g.note(start, right)

    def past_locality(self, g: Ground, start: int, last: int) -> int:
        """Where a name begins that follows a part of a town: 县城|新华路, 城区|人民广场; at `last` at the latest."""
        ends = (start + len(word) for word in place_words("locality") if g.text.startswith(word, start))
        return max((end for end in ends if end <= last), default=start)

    def placed(self, g: Ground, limit: int, left: int, row: PlaceSuffixRow) -> tuple[int, str, bool]:
        """Where a name begins because a place stands in it or right before it, and whether one does."""
        for end in range(left, limit, -1):
            head = g.head(end, limit)
            if head == end:
                continue
            rest = g.text[end:left]
            if row.joins:
                return head, "place", True
            if not rest:
                spot = g.spot_end.get(end)
                if spot and spot.kind != "full" and left - spot.left <= row.longest:
                    return spot.left, "place", True
                continue
            spot = g.spot_end.get(end)
            if rest in suffixes() and spot and spot.kind != "full":
                return spot.left, "place", True
            if len(rest) >= row.shortest:
                return end, "place", True
        return limit, "", False


@Language.factory("kg_places")
def make_places(nlp: Language, name: str) -> Places:
    """Registry entry of `Places`."""
    return Places()
