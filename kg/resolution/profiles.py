"""What tells namesakes apart: the evidence that one page has about an entity besides its name.

Two entities of one name are one thing unless something contradicts: persons in posts of different cities, a reporter
and an official, staff of different companies; places without a code and bodies that lie in different cities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.lexicon.divisions import Division, divisions
from kg.model import Entity, EntityType, Extraction, Predicate
from kg.resolution.chains import ancestor, leading, seat
from kg.resolution.places import is_village
from kg.resolution.words import patterns, plain, words

LOCAL = (EntityType.PLACE, EntityType.ORG, EntityType.PROJECT, EntityType.EVENT)
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
    within: str = ""  # the town or county that a place's name without a code of its own begins with
    counties: tuple[str, ...] = ()  # codes of the counties of a person's posts; empty if one is above county level
    leading: bool = False  # a person's posts are all in a county's leadership, or above
    local: bool = False  # a title that every place uses anew: 《政府工作报告》
    seats: tuple[str, ...] = ()  # what the bodies are compared as on all pages, sorted
    village_posts: bool = False  # all of a person's posts are in villages
    ordinary: bool = False  # a person called a villager, a reader …, without a post


@dataclass(frozen=True, slots=True)
class Item:
    """One entity of one page with its profile; `page` and `entity.id` make it unique in a corpus."""

    page: str
    entity: Entity
    profile: Profile
    first: str  # ISO date of the issue, empty if unknown
    near: tuple[str, ...] = ()  # names of a company's officers and projects, sorted

    @property
    def key(self) -> tuple[str, int]:
        """Order of items that depends on nothing but themselves."""
        return self.page, int(self.entity.id[1:]) if self.entity.id[1:].isdigit() else 0

    @property
    def home(self) -> Division | None:
        """The city where the item's page is at home."""
        return divisions().by_code(self.profile.city) if self.profile.city else None


def items_of(extraction: Extraction) -> list[Item]:
    """The entities of one page with their profiles."""
    by_id = {e.id: e for e in extraction.entities}
    posts: defaultdict[str, list[str]] = defaultdict(list)
    near: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, set[str]] = defaultdict(set)
    for r in extraction.relations:
        if r.predicate is Predicate.POSITION:
            posts[r.subject].append(r.object)
            if r.subject in by_id:
                near[r.object].add(plain(by_id[r.subject].name))
        elif r.predicate is Predicate.UNDERTAKES and r.object in by_id:
            near[r.subject].add(plain(by_id[r.object].name))
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
        counties, leader = _counties(bodies, home) if e.type is EntityType.PERSON else ((), False)
        profile = Profile(
            city=city,
            bodies=tuple(bodies),
            cities=tuple(sorted(own)),
            official=e.official,
            staff=staff,
            author=author,
            anchored=anchored,
            village=village,
            within=_within(places[e.id]) if e.type is EntityType.PLACE and e.code is None else "",
            counties=counties,
            leading=leader,
            local=e.type is EntityType.DOCUMENT and plain(e.name) in words("local_titles"),
            ordinary=e.ordinary and not bodies,
            village_posts=e.type is EntityType.PERSON and bool(bodies) and all(map(of_village, bodies)),
        )
        context = tuple(sorted(near[e.id])) if e.type is EntityType.COMPANY else ()
        found.append(Item(extraction.page, e, profile, extraction.issue_date or "", context))
    return found


def of_village(body: str) -> bool:
    """Whether a body is a village's or a neighbourhood's: 甲庄村党支部."""
    rest = leading(body, None).rest or plain(body)
    return any(p.match(rest) or p.match(plain(body)) for p in patterns("village_marks"))


def with_seats(items: Sequence[Item], name_of: Callable[[Item], str]) -> list[Item]:
    """The items, each person with what the bodies of its posts are compared as: one body, however pages shorten it."""
    known = {
        (i.page, i.entity.name): name_of(i) for i in items if i.entity.type in (EntityType.ORG, EntityType.COMPANY)
    }
    found = []
    for item in items:
        bodies = item.profile.bodies
        seats = tuple(sorted({known.get((item.page, b), plain(b)) for b in bodies}))
        found.append(replace(item, profile=replace(item.profile, seats=seats)) if bodies else item)
    return found


def _counties(bodies: Sequence[str], home: Division | None) -> tuple[tuple[str, ...], bool]:
    """The counties of bodies, none if one lies in no county; and whether all are a county's leading bodies."""
    counties, leader = set(), bool(bodies)
    for name in bodies:
        chain = leading(name, home)
        county = ancestor(chain.last, "county") if chain.last is not None else None
        if county is None:
            return (), leader
        counties.add(county.code)
        leader = leader and chain.last == county and chain.rest in words("leading_bodies")
    return tuple(sorted(counties)), leader


def _within(codes: Iterable[str]) -> str:
    """The narrowest county or town that a place lies in, empty if two are as narrow."""
    found = sorted(codes, key=lambda c: (-len(c), c))
    narrowest = [c for c in found if len(c) == len(found[0])]
    return narrowest[0] if len(narrowest) == 1 and not narrowest[0].endswith("00") else ""


def _seat_of(code: str) -> str:
    division = divisions().by_code(code[:9]) or divisions().by_code(code[:6])  # a village's by its town
    found = seat(division) if division is not None else None
    return found.code if found is not None else ""


def contradict(type: EntityType, one: Profile, two: Profile) -> bool:
    """Whether two entities of one name cannot be one thing."""
    return bool(objection(type, one, two))


def objection(type: EntityType, one: Profile, two: Profile) -> str:
    """Why two entities of one name cannot be one thing: a key of `OBJECTIONS`, empty if nothing is against it."""
    if type is EntityType.PERSON:
        return _persons_objection(one, two)
    if one.village and two.village:
        return "village" if one.village != two.village else ""
    for known, other in ((one, two), (two, one)):
        if known.village and other.within and not known.village.startswith(other.within):
            return "within"
    if one.within and two.within and not (one.within.startswith(two.within) or two.within.startswith(one.within)):
        return "within"
    if one.anchored and two.anchored and type is not EntityType.COMPANY:
        return "named" if one.cities and two.cities and not set(one.cities) & set(two.cities) else ""
    if type in LOCAL or one.local or two.local:
        return "" if _may_share(one.cities or (one.city,), two.cities or (two.city,)) else "city"
    if type is EntityType.COMPANY:
        apart = bool(one.cities and two.cities) and not set(one.cities) & set(two.cities)
        return "company" if apart and not (one.anchored or two.anchored) else ""
    return ""


def _persons_objection(one: Profile, two: Profile) -> str:
    if set(one.seats or one.bodies) & set(two.seats or two.bodies):
        return ""
    if one.author != two.author and (one if two.author else two).bodies and not (one if one.author else two).bodies:
        return "author"  # a reporter and somebody with a post
    if one.ordinary != two.ordinary and (one.official or two.official or one.author or two.author):
        return "ordinary"
    if one.official != two.official and (one.staff or two.staff) and one.bodies and two.bodies:
        return "staff"
    if one.staff and two.staff and not (one.official or two.official):
        return "companies"  # staff of companies that share none
    if one.cities and two.cities:
        return "" if set(one.cities) & set(two.cities) else "posts"
    if (one.bodies and not one.cities) or (two.bodies and not two.cities):
        return ""  # a national post: spoken of everywhere
    return "" if _may_share(one.cities or (one.city,), two.cities or (two.city,)) else "city"


def _may_share(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return not (any(one) and any(two)) or bool(set(one) & set(two))


def support(type: EntityType, one: Profile, two: Profile) -> tuple[int, str]:
    """What speaks for two profiles being one thing, besides the name.

    Returns:
        Strength and a key of `SUPPORTS`: 3 a body or a village's code, 2 a city, 1 a home, 0 nothing. A negative
        strength says that the name is not enough, though nothing is against it: then only a third page can unite them.
    """
    if one.village and one.village == two.village:
        return 3, "village"
    if set(one.seats or one.bodies) & set(two.seats or two.bodies):
        return 3, "body"
    if type is EntityType.PERSON and unlikely(one, two):
        return -1, "unlikely"
    if set(one.cities) & set(two.cities):
        return 2, "city"
    return (1, "home") if one.city and one.city == two.city else (0, "name")


def unlikely(one: Profile, two: Profile) -> bool:
    """Whether two namesakes with posts in one city are more likely two persons.

    They are when one has posts in villages only and the other elsewhere; and, unless their posts share a county, when
    one has public posts and the other has others only, or when all their posts lie in counties and one of them has one
    outside a county's leadership: heads of bureaus and towns seldom leave their county.
    """
    if one.bodies and two.bodies and one.village_posts != two.village_posts:
        return True
    if set(one.counties) & set(two.counties):
        return False
    if one.bodies and two.bodies and one.official != two.official:
        return True
    return bool(one.counties and two.counties) and not (one.leading and two.leading)
