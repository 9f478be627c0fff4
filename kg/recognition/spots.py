"""Division names in a text: where they stand and how far each is to be trusted, before anything else looks for names.

A full name (清河县) is trusted. A short one is doubtful if it is an everyday word too and nothing on the page supports
it: the full name, another division of the same branch, or a place cue (在, 来到) right before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.divisions import divisions, province_letters
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import NameWordRow


@dataclass(frozen=True, slots=True)
class Spot:
    """A division's name in the text.

    `kind` is full, firm (short and supported), short, supported (an everyday word that the page supports) or doubtful.
    """

    left: int
    right: int
    kind: str


@cache
def place_words(kind: str) -> frozenset[str]:
    """The words of one kind about places."""
    return frozenset(row.word for row in table("places/words", NameWordRow) if row.kind == kind)


@cache
def division_matcher() -> Matcher[str]:
    """Finds full names from province to township and short ones to county, but for generic ones (城区)."""
    generic, levels = place_words("generic"), tuple(sorted(place_words("level")))
    marks = tuple(sorted(place_words("autonomous")))
    known = divisions()
    kinds: dict[str, str] = {}
    for surface, listed in known.surfaces(ambiguous=True):
        if surface in generic or len(surface) < 2:
            continue
        found = [d for d in known.named(surface) if d.level != "town"]
        plain = len(surface) > 2 or (bool(found) and surface not in place_words("ambiguous"))
        whole = listed == "full" and surface.endswith(levels) and plain
        kind = "full" if whole else "short"
        if kind == "short" and not found:
            continue
        if kinds.get(surface) != "full":
            kinds[surface] = kind
        for division in found:  # 清河县 for 清河回族自治县
            for mark in marks:
                if kind == "full" and surface.endswith(mark) and division.short:
                    kinds[division.short + mark[-1]] = "full"
    for name in known.former_names():
        if len(name) > 2 and name.endswith(levels) and name not in generic:
            kinds.setdefault(name, "full")
    return Matcher(sorted(kinds.items()))


@cache
def region_matcher() -> Matcher[str]:
    """Finds provinces by letter and direction (陕北) and the words for countries, regions and landmarks, by kind."""
    wanted = ("country", "nation", "region", "landmark")
    found = {row.word: row.kind for row in table("places/words", NameWordRow) if row.kind in wanted}
    for letter in province_letters():
        for direction in place_words("direction"):
            if letter + direction not in place_words("trap"):
                found.setdefault(letter + direction, "region")
    return Matcher(sorted(found.items()))


def cued(text: str, left: int) -> bool:
    """Whether a word that places follow (在, 来到) stands before `left`."""
    cues = place_words("cue")
    return any(text[left - n : left] in cues for n in (1, 2) if left >= n)


def find_spots(text: str, allowed: Callable[[int], bool], cuts: Callable[[int, int], bool]) -> list[Spot]:
    """Division names, leftmost longest, none inside another.

    Args:
        text: the text.
        allowed: whether a name may begin at an offset.
        cuts: whether a name between two offsets would cut an everyday word; only names that the page supports may.
    """
    found = sorted(division_matcher().find(text), key=lambda m: (m[0], -m[1]))
    spots: list[Spot] = []
    for left, right, kind in found:
        if not (spots and left < spots[-1].right) and allowed(left):
            spots.append(with_level(text, Spot(left, right, kind), cuts))
    full, codes = branches({text[s.left : s.right] for s in spots if s.kind == "full"})
    known = [judged(text, spot, full, codes) for spot in spots]
    return [s for s in known if s.kind == "firm" or s.right - s.left > 2 or not cuts(s.left, s.right)]


def with_level(text: str, spot: Spot, cuts: Callable[[int, int], bool]) -> Spot:
    """A short name with the word for a county or city behind it as one name: a division missing from the table."""
    level = text[spot.right : spot.right + 1]
    if spot.kind == "full" or not level or level not in place_words("unit"):
        return spot
    surface = text[spot.left : spot.right]
    if surface.endswith(tuple(place_words("level"))) or text[spot.right : spot.right + 2] in place_words("no unit"):
        return spot
    if not any(d.level in ("city", "county") for d in divisions().named(surface)) or cuts(spot.left, spot.right + 1):
        return spot
    return Spot(spot.left, spot.right + 1, "full")


def branches(full: set[str]) -> tuple[set[str], set[str]]:
    """The full names, and the codes of the divisions they may stand for and of these' ancestors below the province."""
    known = divisions()
    codes: set[str] = set()
    for name in sorted(full):
        found = known.named(name)
        if len(found) <= 3:
            for division in found:
                codes.add(division.code)
                codes.update(a.code for a in known.ancestors(division.code) if a.level != "province")
    return full, codes


def judged(text: str, spot: Spot, full: set[str], codes: set[str]) -> Spot:
    """The spot with its kind settled by what the page supports."""
    if spot.kind == "full":
        return spot
    surface = text[spot.left : spot.right]
    known = divisions()
    found = [d for d in known.named(surface) if d.level != "town"]
    supported = any(d.name in full or d.code in codes or d.parent in codes for d in found)
    if surface in place_words("ambiguous") or known.is_common(surface):
        sure = supported and cued(text, spot.left)
        return Spot(spot.left, spot.right, "short" if sure else "supported" if supported else "doubtful")
    return Spot(spot.left, spot.right, "firm" if supported else "short")
