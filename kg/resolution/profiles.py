"""What tells namesakes apart: the evidence that one page has about an entity besides its name.

Two entities of one name are one thing unless something contradicts: persons in posts of different cities, a reporter
and an official, staff of different companies; places without a code and bodies that lie in different cities.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.lexicon.divisions import divisions
from kg.model import Entity, EntityType, Extraction, Predicate
from kg.resolution.chains import leading, seat
from kg.resolution.places import is_village
from kg.resolution.words import plain

SETTLED = (EntityType.PLACE, EntityType.ORG, EntityType.PROJECT, EntityType.COMPANY, EntityType.EVENT)


@dataclass(frozen=True, slots=True, order=True)
class Profile:
    """Evidence about one entity of one page. Equal profiles of one name are always one thing."""

    city: str = ""  # code of the prefecture-level city (or municipality) where the page is at home
    bodies: tuple[str, ...] = ()  # names of the bodies that a person has posts in, sorted
    cities: tuple[str, ...] = ()  # codes of the cities that those bodies, or the entity itself, lie in, sorted
    official: bool = False
    staff: bool = False  # has a post in a company
    author: bool = False
    anchored: bool = False  # the name itself says the place, or is a code's
    village: str = ""  # code of a village: those of one name are compared with villages whose code is not known


@dataclass(frozen=True, slots=True)
class Item:
    """One entity of one page with its profile; `page` and `entity.id` make it unique in a corpus."""

    page: str
    entity: Entity
    profile: Profile
    first: str  # ISO date of the issue, empty if unknown

    @property
    def key(self) -> tuple[str, int]:
        """Order of items that depends on nothing but themselves."""
        return self.page, int(self.entity.id[1:]) if self.entity.id[1:].isdigit() else 0


def items_of(extraction: Extraction) -> list[Item]:
    """The entities of one page with their profiles."""
    by_id = {e.id: e for e in extraction.entities}
    posts: defaultdict[str, list[str]] = defaultdict(list)
    places: defaultdict[str, set[str]] = defaultdict(set)
    for r in extraction.relations:
        if r.predicate is Predicate.POSITION:
            posts[r.subject].append(r.object)
        elif r.predicate is Predicate.LOCATED_IN and r.object in by_id and by_id[r.object].code:
            places[r.subject].add(str(by_id[r.object].code))
    home = divisions().by_code(extraction.home) if extraction.home else None
    home_seat = seat(home) if home is not None else None
    city = home_seat.code if home_seat is not None else ""
    authors = {a.start for article in extraction.articles for a in article.authors}
    found = []
    for e in extraction.entities:
        chain = leading(e.name, home) if e.type in SETTLED else None
        own = {s for code in places[e.id] if (s := _seat_of(code))}
        anchored = bool(e.code)
        if chain is not None and chain.last is not None:
            anchored = True
            own |= {s for s in (_seat_of(chain.last.code),) if s}
        bodies = sorted({by_id[b].name for b in posts[e.id] if b in by_id})
        if e.type is EntityType.PERSON:
            for b in posts[e.id]:
                if b in by_id:
                    head = leading(by_id[b].name, home)
                    own |= {s for d in (head.last,) if d is not None and (s := _seat_of(d.code))}
                    own |= {s for code in places[b] if (s := _seat_of(code))}
        staff = any(by_id[b].type is EntityType.COMPANY for b in posts[e.id] if b in by_id)
        author = any(extraction.mentions[m].start in authors for m in e.mentions)
        village = e.code if e.code and is_village(e.code) else ""
        profile = Profile(city, tuple(bodies), tuple(sorted(own)), e.official, staff, author, anchored, village)
        found.append(Item(extraction.page, e, profile, extraction.issue_date or ""))
    return found


def _seat_of(code: str) -> str:
    division = divisions().by_code(code[:9]) or divisions().by_code(code[:6])  # a village's by its town
    found = seat(division) if division is not None else None
    return found.code if found is not None else ""


def contradict(type: EntityType, one: Profile, two: Profile) -> bool:
    """Whether two entities of one name cannot be one thing."""
    if type is EntityType.PERSON:
        return _persons_contradict(one, two)
    if one.village and two.village:
        return one.village != two.village
    if one.anchored and two.anchored and type is not EntityType.COMPANY:
        return bool(one.cities and two.cities) and not set(one.cities) & set(two.cities)
    if type in (EntityType.PLACE, EntityType.ORG, EntityType.PROJECT, EntityType.EVENT):
        return not _may_share(one.cities or (one.city,), two.cities or (two.city,))
    if type is EntityType.COMPANY:
        apart = bool(one.cities and two.cities) and not set(one.cities) & set(two.cities)
        return apart and not (one.anchored or two.anchored)
    return False


def _persons_contradict(one: Profile, two: Profile) -> bool:
    if set(one.bodies) & set(two.bodies):
        return False
    if one.author != two.author and (one if two.author else two).bodies and not (one if one.author else two).bodies:
        return True  # a reporter and somebody with a post
    if one.official != two.official and (one.staff or two.staff) and one.bodies and two.bodies:
        return True
    if one.staff and two.staff and not (one.official or two.official):
        return True  # staff of companies that share none
    if one.cities and two.cities:
        return not set(one.cities) & set(two.cities)
    if (one.bodies and not one.cities) or (two.bodies and not two.cities):
        return False  # a national post: spoken of everywhere
    return not _may_share(one.cities or (one.city,), two.cities or (two.city,))


def _may_share(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return not (any(one) and any(two)) or bool(set(one) & set(two))


def strength(one: Profile, two: Profile) -> int:
    """How strongly two profiles speak for one thing: 3 a body or a village's code, 2 a city, 1 a home, 0 the name."""
    if one.village and one.village == two.village:
        return 3
    if set(one.bodies) & set(two.bodies):
        return 3
    if set(one.cities) & set(two.cities):
        return 2
    return int(bool(one.city) and one.city == two.city)


def bucket_name(entity: Entity) -> str:
    """What entities must share to be compared at all: the code, but for villages, or the name without quotes."""
    if entity.code and is_village(entity.code):
        return leading(entity.name, None).rest or plain(entity.name)
    return entity.code or plain(entity.name)
