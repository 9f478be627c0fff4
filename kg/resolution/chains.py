"""The divisions at the head of a name: 甲市乙区丙镇中心小学 → (甲市, 乙区, 丙镇) and 中心小学.

A surface may mean several divisions (over a hundred towns share one name), so every reading is ranked by how near it
lies to the page's home. A full name wins over a short one, unless the short one leaves a rest that must not be cut
(甲城市场监管局).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon.divisions import Division, divisions, province_letters
from kg.resolution.words import levels, plain, words

LONGEST = 16
LEVELS = ("province", "city", "county", "town", "village")


@dataclass(frozen=True, slots=True)
class Chain:
    """Divisions that a name begins with, widest first, and what is left of the name."""

    divisions: tuple[Division, ...]
    rest: str

    @property
    def last(self) -> Division | None:
        """The narrowest division, or None."""
        return self.divisions[-1] if self.divisions else None


@lru_cache(maxsize=65536)
def readings(surface: str) -> tuple[Division, ...]:
    """Divisions of province to town level that bear this full or short name; towns by full name only."""
    named = divisions().named(surface)
    found = tuple(d for d in named if d.level in LEVELS[:3] or (d.level == "town" and d.name == surface))
    return found or renamed(surface)


def renamed(surface: str) -> tuple[Division, ...]:
    """Divisions that bore this name before they were renamed.

    One that was merged into another is not that other: a county's old name must share its beginning with the present
    name, or with the city's (甲县 of 甲市 often got a name of its own). Of a city and a county in it, the county.
    """
    found = [d for d in divisions().former(surface) if d.level in LEVELS[:3]]
    narrow = [d for d in found if not any(d.code in lineage(other.code)[1:] for other in found)]
    return tuple(d for d in narrow if d.level != "county" or _goes_on(surface, d))


def _goes_on(surface: str, division: Division) -> bool:
    parent = divisions().by_code(division.parent) if division.parent else None
    stem = surface[: min(2, len(surface) - 1)]
    return any(d.name.startswith(stem) for d in (division, parent) if d is not None)


@lru_cache(maxsize=4096)
def lineage(code: str) -> tuple[str, ...]:
    """A division's code and those of its ancestors, nearest first."""
    return (code, *(d.code for d in divisions().ancestors(code)))


def ancestor(division: Division, level: str) -> Division | None:
    """The division itself or the ancestor of it that is of `level`."""
    for code in lineage(division.code):
        found = divisions().by_code(code)
        if found is not None and found.level == level:
            return found
    return None


def distance(division: Division, home: Division | None) -> int:
    """How far a division lies from home: 0 on home's line, 1 in its county, 2 in its city, 3 in its province, 9."""
    if home is None:
        return 9
    own, homes = lineage(division.code), lineage(home.code)
    if home.code in own or division.code in homes:
        return 0
    for steps, level in ((1, "county"), (2, "city"), (3, "province")):
        shared = ancestor(home, level)
        if shared is not None and shared.code in own:
            return 2 if level == "province" and ancestor(home, "city") is None and home.level != "province" else steps
    return 9


def seat(division: Division) -> Division | None:
    """The prefecture-level city (or municipality) that a division lies in or is; None for a province."""
    found = ancestor(division, "city")
    if found is None and division.level != "province":
        return ancestor(division, "province")
    return found or (division if is_municipality(division) else None)


@lru_cache(maxsize=64)
def _is_municipality(code: str) -> bool:
    return all(d.level != "city" for d in divisions().children(code))


def is_municipality(division: Division) -> bool:
    """Whether a province has no prefectures below it, as Beijing."""
    return division.level == "province" and _is_municipality(division.code)


def choose(found: tuple[Division, ...], home: Division | None, inside: bool = False) -> Division | None:
    """The reading nearest to home, then of the highest level, then by code; None for a town far from home.

    Args:
        found: divisions of one name.
        home: where the page is at home.
        inside: whether the division above is printed too; then the only town of a name may lie anywhere.
    """
    if not found:
        return None
    ranked = sorted(found, key=lambda d: (distance(d, home), LEVELS.index(d.level), d.code))
    best = ranked[0]
    if best.level == "town" and distance(best, home) > 2 and (len(found) > 1 or (home is not None and not inside)):
        return None
    return best


def blocked(name: str, right: int) -> bool:
    """Whether the level character before `right` belongs to a word that goes on (the 市 of 甲城市场…)."""
    return any(name.startswith(w, right - 1) for w in words("level_blockers"))


def leading(name: str, home: Division | None) -> Chain:
    """Read the divisions at the head of a name.

    Args:
        name: a name as printed; white space and quotes do not matter.
        home: where the page is at home, to choose among divisions of one name; None while that is unknown.
    """
    rest = plain(name)
    found: list[Division] = []
    while rest:
        division, length = _step(rest, home, found[-1] if found else None)
        if division is None:
            break
        found.append(division)
        rest = rest[length:]
    return Chain(tuple(found), rest)


def _step(rest: str, home: Division | None, within: Division | None) -> tuple[Division | None, int]:
    """The division at the head of `rest`, and how many characters name it."""
    for length in range(min(len(rest), LONGEST), 1, -1):
        surface = rest[:length]
        found = readings(surface)
        if not found:
            continue
        whole = length == len(rest)
        if not whole and any(d.name == surface for d in found) and blocked(rest, length):
            continue
        if within is not None:
            found = tuple(d for d in found if d.code != within.code and within.code in lineage(d.code))
        best = choose(found, home, within is not None)
        if best is not None and (
            best.name == surface or whole or _former(surface, best) or _believable(best, surface, rest, home, within)
        ):
            return best, length
    return None, 0


def _former(surface: str, division: Division) -> bool:
    """Whether a surface is a full name that a division had before: it prints the level, as a short name does not."""
    ends = tuple(word for word, level in levels() if word == level)
    return len(surface) > 2 and surface.endswith(ends) and division in renamed(surface)


def _believable(division: Division, surface: str, rest: str, home: Division | None, within: Division | None) -> bool:
    """Whether a short name may stand for a division at the head of a longer name.

    Not before a road's or village's ending; everyday words and counties only near home or after their city.
    """
    if rest.startswith(words("road_words"), len(surface)):
        return False
    near = home is not None and distance(division, home) <= 2
    if divisions().is_common(surface):
        return near
    return near or within is not None or division.level in LEVELS[:2]


def by_letter(letter: str) -> Division | None:
    """The province that a single character stands for."""
    code = province_letters().get(letter)
    return divisions().by_code(code) if code else None


def common_name(division: Division) -> str:
    """A division's name as newspapers print it: full, but for 甲县 where the table has 甲某族自治县."""
    if division.level in ("city", "county") and division.short and len(division.name) - len(division.short) > 3:
        brief = division.short + division.name[-1]
        if division in divisions().named(brief):
            return brief
    return division.name


def full_name(division: Division) -> str:
    """A division's name; before it its parent's where another division of its level bears the same name."""
    name = common_name(division)
    twins = [d for d in divisions().named(division.name) if d.name == division.name and d.level == division.level]
    parent = divisions().by_code(division.parent) if division.parent and len(twins) > 1 else None
    return (common_name(parent) if parent is not None and parent.name != name else "") + name
