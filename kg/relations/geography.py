"""Which place lies in which: scene in, located_in between places out, one level each.

Four kinds of evidence, the surest first: two names printed as one (某市某镇), the table of divisions, a place's own name (某县工业园), and the place
that the article is about. `Geography.parent` is then what other rooms ask when they need the more specific of two places.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Entity, EntityType, Predicate
from kg.relations.clauses import Topics, place_called
from kg.relations.ledger import Ledger
from kg.relations.scene import Line, Scene, is_area, words


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


def divided(inner: str, outer: str) -> bool:
    """Whether the division with one code lies in that with the other."""
    from kg.lexicon.divisions import divisions

    return inner != outer and divisions().within(inner, outer)


def first_mention(scene: Scene, entity: str) -> tuple[int, int] | None:
    """Where an entity is first named, else referred to, else found inside another name or a post: offsets in `Page.clean`."""
    e = scene.entities[entity]
    for i in e.mentions:
        m = scene.recognition.mentions[i]
        return m.left, m.right
    for line in scene.lines:
        for a in line.named():
            if a.entity == entity:
                return a.left, a.right
    for post, held in zip(scene.recognition.posts, scene.resolution.of_post, strict=True):
        if held == entity:
            return post.left, post.right
    for name in (*short(e), *(n for p in held_places(scene, e) for n in short(p))):
        at = scene.page.clean.find(name)
        if at >= 0:
            return at, at + len(name)
    return None


def held_places(scene: Scene, entity: Entity) -> list[Entity]:
    """The places whose full names an entity's name holds."""
    return [
        p
        for p in scene.resolution.entities
        if p.type is EntityType.PLACE and p.id != entity.id and p.name in entity.name
    ]


def short(entity: Entity) -> tuple[str, ...]:
    """Every name of an entity of two characters or more, longest first; a place also without the word for its kind."""
    names = {entity.name, *entity.aliases}
    if entity.type is EntityType.PLACE:
        for suffix in words("suffix"):
            names |= {n.removesuffix(suffix) for n in (entity.name, *entity.aliases)}
    return tuple(sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n)))


def place_in_name(scene: Scene, entity: Entity, first: bool = False) -> tuple[str, int] | None:
    """The place that a name holds, and where in the name it ends: the last one printed (the first, where `first`), never itself."""
    best: tuple[tuple[int, int], str, int] | None = None
    for name in short(entity):
        for place in scene.resolution.entities:
            area = is_area(place)
            if place.id == entity.id or place.type is not EntityType.PLACE or not (area or len(place.name) > 2):
                continue
            for surface in short(place) if area else (place.name,):
                at = name.find(surface) if first else name.rfind(surface)
                if at < 0 or len(surface) == len(name):
                    continue
                end = at + len(surface)
                rank = (-at if first else end, len(surface))
                if best is None or rank > best[0]:
                    best = (rank, place.id, end)
        if best is not None:
            return best[1], best[2]
    return None


def map_places(scene: Scene, topics: Topics, ledger: Ledger) -> Geography:
    """Enter located_in for every place of the page that has one, and find the place of each article."""
    geography = Geography(scene)
    chained(scene, geography, ledger)
    inside_names(scene, geography, ledger)
    by_code(scene, geography, ledger)
    by_name(scene, geography, ledger)
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
    geography.parent[inner] = outer
    ledger.enter(inner, Predicate.LOCATED_IN, outer, *span, rule, confidence)


def chained(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """Two places printed as one: the second lies in the first, unless the table says it cannot."""
    for outer, inner in scene.chains:
        if inner.type is not EntityType.PLACE or not (outer.named and inner.named):
            continue
        a, b = scene.entities[inner.entity].code, scene.entities[outer.entity].code
        if a is not None and b is not None and divided(b, a):
            continue
        enter(scene, geography, ledger, inner.entity, outer.entity, (outer.left, inner.right), "places.chain", 0.95)


def inside_names(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """The same within one name: 某市某镇某村党支部 shows the village in the town."""
    places = [(n, e) for e in scene.resolution.entities if is_area(e) for n in short(e)]
    whole = {(n, e.id) for e in scene.resolution.entities for n in (e.name, *e.aliases)}
    for e in scene.resolution.entities:
        if e.type not in (EntityType.ORG, EntityType.PLACE) or (span := first_mention(scene, e.id)) is None:
            continue
        for name in short(e):
            found = sorted((at, at + len(n), p.id) for n, p in places if p.id != e.id and (at := name.find(n)) >= 0)
            for _, end, outer in found:
                for left, right, inner in found:
                    if left == end and (name[left:right], inner) in whole:
                        enter_if_possible(scene, geography, ledger, inner, outer, span)


def enter_if_possible(
    scene: Scene, geography: Geography, ledger: Ledger, inner: str, outer: str, span: tuple[int, int]
) -> None:
    """Enter a place in the one printed before it unless the table of divisions says otherwise."""
    a, b = scene.entities[inner].code, scene.entities[outer].code
    if a is None or b is None or divided(a, b):
        enter(scene, geography, ledger, inner, outer, span, "places.inside", 0.9)


def by_code(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """The nearest division above that is on the page too."""
    from kg.lexicon.divisions import divisions

    coded = {e.code: e.id for e in reversed(scene.resolution.entities) if e.type is EntityType.PLACE and e.code}
    for e in scene.resolution.entities:
        if e.type is not EntityType.PLACE or e.code is None:
            continue
        above = next((coded[d.code] for d in divisions().ancestors(e.code) if d.code in coded), None)
        if above is not None and printed(scene, scene.entities[above]):
            enter(scene, geography, ledger, e.id, above, first_mention(scene, e.id), "places.code", 0.9)


def printed(scene: Scene, place: Entity) -> bool:
    """Whether a place is named on the page or its full name stands inside another name; one that 省 alone implies is not."""
    return bool(place.mentions) or place.name in scene.page.clean or not place.name.endswith(words("province"))


def by_name(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """A place whose name holds that of another: 某县工业园."""
    for e in scene.resolution.entities:
        if e.type is EntityType.PLACE and e.code is None and e.id not in geography.parent:
            held = place_in_name(scene, e)
            if held is not None:
                enter(scene, geography, ledger, e.id, held[0], first_mention(scene, e.id), "places.name", 0.9)


def settle_articles(scene: Scene, topics: Topics, geography: Geography) -> None:
    """The place of each article: of those in its headline, dateline and first lines the finest that the first-named holds."""
    for article, lines in scene.articles():
        if article is None:
            geography.articles[None] = scene.home
            continue
        dateline = place_called(scene, scene.page.articles[article].place)
        start = topics.starts.get(article)
        headline = start.entities[0] if start is not None and is_area(scene.entities[start.entities[0]]) else None
        first = next((p for p in opening_places(scene, topics, lines) if p is not None), scene.home)
        best = geography.finest([p for p in (headline, dateline) if p]) or first
        geography.articles[article] = best


def opening_places(scene: Scene, topics: Topics, lines: list[Line]) -> list[str | None]:
    """The areas that the first lines of an article are about, or whose bodies they are about; then one that it names three times."""
    found: list[str | None] = []
    for line in lines[:3]:
        for _, subject in topics.by_line[line.index]:
            e = scene.entities[subject.entities[0]]
            if is_area(e):
                found.append(e.id)
            elif e.type is EntityType.ORG and (held := place_in_name(scene, e)) is not None:
                found.append(held[0])
    named = [a.entity for line in lines for a in line.named() if is_area(scene.entities[a.entity])]
    early = [a.entity for line in lines[:2] for a in line.named() if named.count(a.entity) > 1]
    return found + early + [p for p in dict.fromkeys(named) if named.count(p) > 2]


def by_article(scene: Scene, geography: Geography, ledger: Ledger) -> None:
    """A place of no division lies in the area named just before it in its paragraph, else where its article is."""
    zones, towns = words("zone"), words("town")
    for e in scene.resolution.entities:
        if e.type is not EntityType.PLACE or e.code is not None or e.id in geography.parent:
            continue
        span = first_mention(scene, e.id)
        if span is None or e.name.endswith(words("country") + words("unbounded")):
            continue
        region = scene.page.region_at(span[0])
        article = scene.page.regions[region].article if region is not None else None
        place = geography.articles.get(article)
        if place is None:
            continue
        near = None if e.name.endswith(zones + towns) else area_before(scene, geography, span[0], e.id, place)
        if near is None and scene.entities[place].name.endswith(zones) and e.name.endswith(zones + towns):
            place = geography.parent.get(place, place)
        enter(scene, geography, ledger, e.id, near or place, span, "places.near" if near else "places.article", 0.6)


def area_before(scene: Scene, geography: Geography, at: int, place: str, frame: str) -> str | None:
    """The nearest area of finer grain than the article's place that is named before an offset in its paragraph or the one before."""
    here = next((line for line in scene.lines if line.left <= at < line.right), None)
    if here is None:
        return None
    for line in reversed(scene.lines[: here.index + 1]):
        if line.article != here.article or line.paragraph < here.paragraph:
            break
        for a in reversed(line.named()):
            if (
                a.left < at
                and a.entity != place
                and is_area(scene.entities[a.entity])
                and geography.within(a.entity, frame)
            ):
                return a.entity
    return None
