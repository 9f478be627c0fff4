"""Which place lies in which: scene in, located_in between places out, one level each.

Four kinds of evidence, the surest first: two names printed as one (某市某镇), the table of divisions, a place's
own name (某县工业园), and the place that the article is about. `Geography.parent` is then what other rooms ask
when they need the more specific of two places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from kg.model import Entity, EntityType, Predicate, RegionKind
from kg.relations.clauses import ACTORS, Topics, place_called
from kg.relations.ledger import Ledger
from kg.relations.names import is_area
from kg.relations.scene import Argument, Line, Scene, posts_by_holder
from kg.relations.words import words


@dataclass(slots=True)
class Geography:
    """The places of a page: who lies in whom, and the place each article is about."""

    scene: Scene
    parent: dict[str, str] = field(default_factory=dict)
    articles: dict[int | None, str | None] = field(default_factory=dict)

    def within(self, place: str, other: str) -> bool:
        """Whether `place` lies in `other` by what the page and the table of divisions say; no place lies in itself."""
        seen = {place}
        at = self.parent.get(place)
        while at is not None and at not in seen:
            if at == other:
                return True
            seen.add(at)
            at = self.parent.get(at)
        inner, outer = self.scene.entities[place].code, self.scene.entities[other].code
        return inner is not None and outer is not None and divided(inner, outer)

    def finest(self, places: list[str]) -> str | None:
        """The first of the places, or a later one that lies in it."""
        best: str | None = None
        for place in places:
            if best is None or self.within(place, best):
                best = place
        return best


COUNTY, TOWN, VILLAGE, SITE = 3, 4, 5, 6


def rank_of(place: Entity) -> int:
    """How fine a place is: 1 province or country, 2 city, 3 county, 4 town or zone, 5 village, 6 anything smaller.

    By the length of the division code (GB/T 2260 and 10114: two digits a level, three from the town on), else by how
    the name ends.
    """
    if place.code is not None:
        if len(place.code) > COUNTY * 2:
            return TOWN if len(place.code) <= COUNTY * 2 + 3 else VILLAGE
        return len(re.sub("(?:00)+$", "", place.code).ljust(2)) // 2
    if place.name.endswith(words("country") + words("province")):
        return 1
    if place.name.endswith(words("village")):
        return VILLAGE
    if place.name.endswith(words("town_only") + words("zone")):
        return TOWN
    return COUNTY if place.name.endswith(words("town")) else SITE


def divided(inner: str, outer: str) -> bool:
    """Whether the division with one code lies in that with the other."""
    from kg.lexicon.divisions import divisions

    return inner != outer and divisions().within(inner, outer)


def map_places(scene: Scene, topics: Topics, ledger: Ledger) -> Geography:
    """Enter located_in for every place of the page that has one, and find the place of each article."""
    geography = Geography(scene)
    chained(scene, geography, ledger)
    inside_names(scene, geography, ledger)
    by_code(scene, geography, ledger)
    by_name(scene, geography, ledger)
    by_list(scene, geography, ledger)
    by_neighbour(scene, geography, ledger)
    settle_articles(scene, topics, geography)
    by_article(scene, geography, ledger)
    return geography


def enter(
    scene: Scene,
    geography: Geography,
    ledger: Ledger,
    inner: str,
    outer: str,
    span: tuple[int, int] | None,
    rule: str,
    confidence: float,
) -> None:
    """Enter one place in another unless that would turn in a circle."""
    if inner == outer or inner in geography.parent or geography.within(outer, inner) or span is None:
        return
    a, b = scene.entities[inner].code, scene.entities[outer].code
    if a is not None and b is not None and not divided(a, b):
        return
    geography.parent[inner] = outer
    ledger.enter(inner, Predicate.LOCATED_IN, outer, *span, rule, confidence)


def chained(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """Two places printed as one: the second lies in the first, unless the table says it cannot."""
    for outer, inner in scene.chains:
        if inner.type is not EntityType.PLACE or not (outer.named and inner.named):
            continue
        held = scene.names.place_in(scene.entities[inner.entity])
        if held is not None and geography.within(held, outer.entity):
            continue  # 某市[某区产业园] lies in the 区
        site = not is_area(scene.entities[outer.entity])
        if site and rank_of(scene.entities[inner.entity]) < SITE:  # 某公园某县段
            continue
        enter(scene, geography, ledger, inner.entity, outer.entity, (outer.left, inner.right), "places.chain", 0.95)


def inside_names(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """The same within one name: 某市某镇某村党支部 shows the village in the town."""
    for e in scene.resolution.entities:
        if e.type not in (EntityType.ORG, EntityType.PLACE) or (span := scene.names.first(e.id)) is None:
            continue
        for inner, outer in scene.names.adjoining(e):
            if is_area(scene.entities[inner]) and is_area(scene.entities[outer]):
                enter(scene, geography, ledger, inner, outer, span, "places.inside", 0.9)


def by_code(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """The nearest division above that is on the page too."""
    from kg.lexicon.divisions import divisions

    coded = {e.code: e.id for e in reversed(scene.resolution.entities) if e.type is EntityType.PLACE and e.code}
    for e in scene.resolution.entities:
        if e.type is not EntityType.PLACE or e.code is None:
            continue
        above = next((coded[d.code] for d in divisions().ancestors(e.code) if d.code in coded), None)
        if above is not None:
            enter(scene, geography, ledger, e.id, above, scene.names.first(e.id), "places.code", 0.85)


def by_name(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """A place whose name holds that of another: 某县工业园."""
    for e in scene.resolution.entities:
        if e.type is EntityType.PLACE and e.code is None and e.id not in geography.parent:
            held = scene.names.place_in(e)
            if held is not None:
                enter(scene, geography, ledger, e.id, held, scene.names.first(e.id), "places.name", 0.9)


def by_list(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """Places listed together lie together: a town between towns of one county is that county's too."""
    for line in scene.lines:
        for row in rows_of_places(scene, line):
            parents = [geography.parent.get(a.entity) for a in row]
            for i, a in enumerate(row):
                nearest = parents[:i][::-1] + parents[i + 1 :]
                known = next((p for p in nearest if p is not None), None)
                if parents[i] is None and known and rank_of(scene.entities[known]) < rank_of(scene.entities[a.entity]):
                    enter(scene, geography, ledger, a.entity, known, (a.left, a.right), "places.list", 0.7)


def by_neighbour(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """A zone of no name of its own listed behind a village lies where that does: 某镇甲村、乙村、工业集中区."""
    for line in scene.lines:
        for i in range(2, len(line.arguments)):
            a, before = line.arguments[i], line.arguments[i - 2]
            if a is None or before is None or line.text[i - 1] not in joints():
                continue
            zone, place = scene.entities[a.entity], scene.entities[before.entity]
            outer = geography.parent.get(place.id)
            nameless = zone.code is None and zone.name.endswith(words("zone"))
            if nameless and outer is not None and place.type is EntityType.PLACE and rank_of(place) == VILLAGE:
                enter(scene, geography, ledger, zone.id, outer, (a.left, a.right), "places.list", 0.7)


def rows_of_places(scene: Scene, line: Line) -> list[list[Argument]]:
    """The lists of areas of one rank in a line: 甲镇、乙镇、丙乡."""
    rows: list[list[Argument]] = []
    last = -3
    for i, a in enumerate(line.arguments):
        if a is None or not is_area(scene.entities[a.entity]):
            continue
        rank = rank_of(scene.entities[a.entity])
        if last == i - 2 and line.text[i - 1] in joints() and rank == rank_of(scene.entities[rows[-1][-1].entity]):
            rows[-1].append(a)
        else:
            rows.append([a])
        last = i
    return [row for row in rows if len(row) > 1]


def joints() -> tuple[str, ...]:
    """The words of one character that join a list."""
    return tuple(word for word in words("joint") if len(word) == 1)


def settle_articles(scene: Scene, topics: Topics, geography: Geography) -> None:
    """The place of each article: the finer of headline and dateline, else what its first lines are about."""
    for article, lines in scene.articles():
        if article is None:
            geography.articles[None] = scene.home
            continue
        dateline = place_called(scene, scene.page.articles[article].place)
        headline = headline_place(scene, lines)
        first = next((p for p in opening_places(scene, topics, lines) if p is not None), scene.home_of(article))
        first = around(scene, geography, first, lines)
        home = scene.home_of(article)
        if first is not None and home is not None and geography.within(home, first):
            first = home  # leaders of the city in a county's paper
        best = geography.finest([p for p in (headline, dateline) if p]) or first
        if best is not None and first is not None and geography.within(first, best):
            ranks = rank_of(scene.entities[best]), rank_of(scene.entities[first])
            best = first if ranks[0] < COUNTY == ranks[1] else best  # a correspondent's city, a county's event
        geography.articles[article] = best


def around(scene: Scene, geography: Geography, place: str | None, lines: list[Line]) -> str | None:
    """The place itself, or the one around it where an article goes through several of its rank (a tour of towns)."""
    outer = geography.parent.get(place) if place is not None else None
    if place is None or outer is None or rank_of(scene.entities[place]) < TOWN:
        return place
    listed = any(a.entity == place for line in lines[:3] for row in rows_of_places(scene, line) for a in row)
    rank = rank_of(scene.entities[place])
    named = {a.entity for line in lines for a in line.named() if is_area(scene.entities[a.entity])}
    same = [p for p in named if rank_of(scene.entities[p]) == rank and geography.parent.get(p) == outer]
    return outer if listed or len(same) > 2 else place


def headline_place(scene: Scene, lines: list[Line]) -> str | None:
    """The first area or body of a headline, if it is an area: where something is done counts too (到某镇调研)."""
    actors = (a for line in lines if line.kind is RegionKind.TITLE for a in line.named() if a.type in ACTORS)
    first = next(actors, None)
    return first.entity if first is not None and is_area(scene.entities[first.entity]) else None


def opening_places(scene: Scene, topics: Topics, lines: list[Line]) -> list[str | None]:
    """The areas that an article's first lines are about, or whose bodies they are about; then what it names often."""
    found: list[str | None] = []
    for line in lines[:3]:
        for _, subject in topics.by_line[line.index]:
            e = scene.entities[subject.entities[0]]
            if is_area(e):
                found.append(e.id)
            elif e.type is EntityType.ORG and (held := scene.names.place_in(e)) is not None:
                found.append(held)
    counts = Counter(a.entity for line in lines for a in line.named() if is_area(scene.entities[a.entity]))
    early = [a.entity for line in lines[:2] for a in line.named() if counts[a.entity] > 1]
    return found + early + [p for p in counts if counts[p] > 2]


def by_article(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """A place of no division lies in the coarser area named just before it in its article, else where that is."""
    zones = words("zone")
    for e in scene.resolution.entities:
        if e.type is not EntityType.PLACE or e.code is not None or e.id in geography.parent:
            continue
        span = scene.names.first(e.id)
        if span is None or e.name.endswith(words("country") + words("province") + words("unbounded")):
            continue
        if regional(e.name) or (e.mentions and all(known_place(scene, i) for i in e.mentions)):
            continue
        region = scene.page.region_at(span[0])
        article = scene.page.regions[region].article if region is not None else None
        place = geography.articles.get(article)
        if place is None:
            continue
        rank = rank_of(e)
        near = None if rank <= TOWN else area_before(scene, geography, span[0], e.id, place)
        outer = near or place
        while rank_of(scene.entities[outer]) >= rank and rank < SITE and outer in geography.parent:
            outer = geography.parent[outer]
        if rank_of(scene.entities[outer]) >= rank and (rank < SITE or e.name.endswith(zones)):
            continue
        enter(scene, geography, ledger, e.id, outer, span, "places.near" if near else "places.article", 0.6)


def known_place(scene: Scene, mention: int) -> bool:
    """Whether a mention is of a country, foreign city, region or river that everybody knows: it lies where it lies."""
    return scene.recognition.mentions[mention].rule == "place.known"


def regional(name: str) -> bool:
    """Whether a name is that of a part of a province by its letter and a direction (陕北)."""
    from kg.lexicon.divisions import province_letters
    from kg.recognition.spots import place_words

    return len(name) == 2 and name[0] in province_letters() and name[1] in place_words("direction")


def area_before(scene: Scene, geography: Geography, at: int, place: str, frame: str) -> str | None:
    """The nearest coarser area inside the article's place named before an offset: anywhere for a village, else near.

    The town of a body counts for a village (某镇党委…，某村支部), for it is where the list of bodies is.
    """
    index = bisect_right(scene.lines, at, key=lambda line: line.left) - 1
    if index < 0:
        return None
    here, rank = scene.lines[index], rank_of(scene.entities[place])
    for back in range(index, max(-1, index - 40), -1):
        line = scene.lines[back]
        if line.article != here.article or (rank == SITE and line.paragraph < here.paragraph):
            break
        for a in reversed(line.named()):
            if a.left >= at or a.entity == place:
                continue
            found = a.entity if a.type is EntityType.PLACE else None
            if found is None and rank == VILLAGE:
                found = town_of(scene, a)
            if found is None or not is_area(scene.entities[found]) or rank_of(scene.entities[found]) >= rank:
                continue
            if geography.within(found, frame):
                return found
    return None


def town_of(scene: Scene, a: Argument) -> str | None:
    """The town that the name of a body holds, or of the body of a person's post."""
    bodies = [a.entity] if a.type is EntityType.ORG else []
    if a.type is EntityType.PERSON:
        bodies = [
            body for post, body in posts_by_holder(scene) if scene.recognition.mentions[post.holder].left == a.name_left
        ]
    for body in bodies:
        held = scene.names.place_in(scene.entities[body])
        if held is not None and rank_of(scene.entities[held]) == TOWN:
            return held
    return None
