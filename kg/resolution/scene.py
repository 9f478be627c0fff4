"""What a page speaks about where: for any place in the text, the division that 市, 县, 镇 or 我市 mean there.

A `Scene` holds the page's home and, per article, the areas that it names in their order. 县 in an article about 甲县
is 甲县: the nearest area of that level before, else the next one after. What lies at home's own level or above is
home's.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from kg.config import Settings
from kg.lexicon.divisions import Division, divisions
from kg.model import EntityType, Page, Recognition
from kg.resolution.chains import Chain, ancestor, common_name, full_name, leading, lineage, readings, seat
from kg.resolution.home import article_at, infer_homes, set_province
from kg.resolution.words import levels, plain, stands_for, zones

LOOSE = (EntityType.COMPANY, EntityType.PROGRAM)  # their first characters may look like any short place name
NAMED = frozenset(t for t in EntityType if t not in (EntityType.PERSON, EntityType.HONOUR))


@dataclass(frozen=True, slots=True)
class Area:
    """A place as resolution needs it: its name, a label unambiguous in the country, its code if it is a division."""

    name: str
    label: str
    code: str | None = None
    level: str = ""  # the level word at its end: 市 县 镇 村

    @property
    def title(self) -> str:
        """What names of bodies begin with: the label, for a zone its name."""
        return self.label if self.code or self.level else self.name

    @property
    def division(self) -> Division | None:
        """The division, if it is a known one."""
        return divisions().by_code(self.code) if self.code else None


def level_word(name: str) -> str:
    """The level word that a place name ends with (甲市 → 市, 乙街道 → 街道), empty if there is none."""
    return next((level for word, level in levels() if word == level and name.endswith(word) and name != word), "")


def area_of(division: Division) -> Area:
    """A division as an area."""
    return Area(common_name(division), full_name(division), division.code, level_word(division.name))


@dataclass(frozen=True, slots=True)
class Scene:
    """One page's home and the areas along its text. Build it with `survey`."""

    page: Page
    home: Division | None
    chains: tuple[Chain, ...]  # by mention index; empty for persons
    landmarks: dict[int, tuple[tuple[int, Area], ...]] = field(repr=False)  # article (-1: none) → (left, area), sorted
    province: str = ""  # code of the province whose villages are known, empty for none
    homes: dict[int, Division] = field(default_factory=dict)  # of articles that are at home elsewhere
    by_level: dict[tuple[int, str, bool], tuple[list[int], list[Area]]] = field(default_factory=dict, repr=False)

    def article(self, left: int) -> int:
        """Index of the article that holds an offset, -1 for none."""
        article = article_at(self.page, left)
        return -1 if article is None else article

    def home_at(self, left: int) -> Division | None:
        """Where the article that holds an offset is at home."""
        return self.homes.get(self.article(left), self.home) if self.homes else self.home

    def at(self, level: str, left: int) -> Area | None:
        """The area of a level (省 市 县 …; empty for home) that the text speaks of at an offset; None if not known."""
        home = self.home_at(left)
        if not level:
            return area_of(home) if home is not None else self.nearest("", left)
        if home is not None:
            line = [d for c in lineage(home.code) if (d := divisions().by_code(c)) is not None]
            own = next((d for d in line if level_word(d.name) == level or (level, d.level) in stands_for()), None)
            if own is not None:
                return area_of(own)
        return self.nearest(level, left)

    def local(self, left: int) -> Area | None:
        """The area that the text speaks of at an offset: the nearest city, county or town before it, else home."""
        lefts, areas = self._marks(self.article(left), LOCAL, True)
        cut = bisect_right(lefts, left)
        if cut:
            return areas[cut - 1]
        home = self.home_at(left)
        return area_of(home) if home is not None else None

    def _in_branch(self, division: Division | None, article: int) -> bool:
        home = self.homes.get(article, self.home)
        if home is None or division is None:
            return True
        city = seat(home)
        return city is None or city.code in lineage(division.code)

    def nearest(self, level: str, left: int, in_branch: bool = True) -> Area | None:
        """The area of a level named nearest before an offset in its article, else after it, else alone on the page.

        Args:
            level: level word; empty for any.
            left: offset in `Page.clean`.
            in_branch: leave out what lies in other cities than home.
        """
        lefts, areas = self._marks(self.article(left), level, in_branch)
        cut = bisect_right(lefts, left)
        if areas:
            return areas[cut - 1] if cut else areas[0]
        everywhere = self._marks(EVERYWHERE, level, True)[1]
        return everywhere[0] if len(everywhere) == 1 else None

    def _marks(self, article: int, level: str, in_branch: bool) -> tuple[list[int], list[Area]]:
        """Offsets and areas of one level that an article names, in order; kept, so that looking back stays cheap."""
        known = self.by_level.get((article, level, in_branch))
        if known is None:
            marks = self.landmarks.get(article, ())
            if article == EVERYWHERE:
                marks = tuple({area.label: (at, area) for m in self.landmarks.values() for at, area in m}.values())
            found = [(at, _at_level(area, level)) for at, area in marks]
            areas = [(at, a) for at, a in found if a is not None]
            kept = [(at, a) for at, a in areas if not in_branch or self._in_branch(a.division, article)]
            if article == EVERYWHERE:
                kept = list({a.label: (at, a) for at, a in kept}.values())
            known = self.by_level[article, level, in_branch] = ([at for at, _ in kept], [a for _, a in kept])
        return known


EVERYWHERE = -2  # stands for all articles together, each area once
LOCAL = "local"  # stands for city, county and town alike


def _at_level(area: Area, level: str) -> Area | None:
    """The area itself or the division above it that has the level word."""
    if level == LOCAL:
        return area if area.division is not None and area.division.level in ("city", "county", "town") else None
    if area.level == level or not level:
        return area
    if area.code is None:
        return None
    for code in lineage(area.code)[1:]:
        division = divisions().by_code(code)
        if division is not None and (level_word(division.name) == level or (level, division.level) in stands_for()):
            return area_of(division)
    return None


def survey(page: Page, recognition: Recognition, settings: Settings) -> Scene:
    """Find a page's home and the areas along its articles."""
    homes = infer_homes(page, recognition, settings)
    home = homes.page
    chains: list[Chain] = []
    scene = Scene(page, home, (), {}, homes=homes.articles)
    province = set_province(settings) or (ancestor(home, "province") if home is not None else None)
    marks: dict[int, list[tuple[int, Area]]] = {}
    counties: dict[int, Division] = {}  # by article, the last that was named
    for mention in recognition.mentions:
        article = marks.setdefault(scene.article(mention.left), [])
        home = scene.home_at(mention.left)
        chain = leading(mention.text, home) if mention.type in NAMED else Chain((), plain(mention.text))
        chain = beside(chain, counties.get(scene.article(mention.left)))
        chains.append(chain)
        if chain.last is not None and chain.last.level == "county" and not (chain.rest and mention.type in LOOSE):
            counties[scene.article(mention.left)] = chain.last
        if chain.last is not None and (mention.type not in LOOSE or in_province(chain.last, home)):
            article.append((mention.left, printed_area(chain, mention.text)))
        elif mention.type is EntityType.PLACE:
            name = plain(mention.text)
            if level_word(name) and not name.endswith(tuple(zones())):
                article.append((mention.left, Area(name, name, None, level_word(name))))
    for index, entry in enumerate(page.articles):
        home = homes.articles.get(index, homes.page)
        chain = leading(entry.place, home) if entry.place else Chain((), "")
        if chain.last is not None:
            marks.setdefault(index, []).insert(0, (-1, area_of(chain.last)))
    landmarks = {k: tuple(sorted(v, key=lambda m: m[0])) for k, v in sorted(marks.items())}
    code = province.code if province is not None else ""
    return Scene(page, homes.page, tuple(chains), landmarks, code, homes.articles)


def printed_area(chain: Chain, text: str) -> Area:
    """The last division of a chain as an area, at the level that its printed name says (甲县, now 甲区, is 县)."""
    division = chain.divisions[-1]
    area, printed = area_of(division), plain(text)[: len(plain(text)) - len(chain.rest)]
    level = level_word(printed) if not printed.endswith((division.name, division.short or division.name)) else ""
    return replace(area, level=level) if level else area


def beside(chain: Chain, county: Division | None) -> Chain:
    """A chain that begins with a town, read as the town of that name in the county last spoken of, if it has one.

    Args:
        chain: as read from the page's home.
        county: the county named last before it in the article.
    """
    if county is None or not chain.divisions or chain.divisions[0].level != "town":
        return chain
    first = chain.divisions[0]
    if county.code in lineage(first.code):
        return chain
    twins = [d for d in readings(first.name) if d.level == "town" and county.code in lineage(d.code)]
    return replace(chain, divisions=(twins[0], *chain.divisions[1:])) if len(twins) == 1 else chain


def in_province(division: Division | None, home: Division | None) -> bool:
    """Whether a division lies in home's province; what is not known to lie elsewhere does."""
    province = None if home is None else ancestor(home, "province")
    return province is None or division is None or province.code in lineage(division.code)
