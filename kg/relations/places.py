"""Where bodies, companies, projects and events are: scene and geography in, located_in out.

For each thing, the first of: what the text says outright (位于, 在…举行), the place printed right before it, the place its own name holds, the zone
that a visit to it went to, the place its sentence is about, the place of its article. A place in a company's name counts less when it is a
whole province: then where the article happens says more.
"""

from __future__ import annotations

from kg.model import Entity, EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.geography import Geography, first_mention, place_in_name
from kg.relations.ledger import Ledger
from kg.relations.patterns import find
from kg.relations.scene import Argument, Line, Scene, words

THINGS = (EntityType.COMPANY, EntityType.ORG, EntityType.PROJECT, EntityType.EVENT)


def locate(scene: Scene, topics: Topics, geography: Geography, zones: dict[str, str], ledger: Ledger) -> None:
    """Enter located_in for everything that is no place. `zones` says where stops of visits were visited."""
    stated(scene, ledger)
    printed_before(scene, ledger)
    for stop, zone in sorted(zones.items()):
        span = first_mention(scene, stop)
        if span is not None and scene.entities[stop].type in THINGS and not ledger.has(Predicate.LOCATED_IN, stop):
            ledger.enter(stop, Predicate.LOCATED_IN, zone, *span, "places.zone", 0.8)
    for e in scene.resolution.entities:
        if e.type in THINGS and not ledger.has(Predicate.LOCATED_IN, e.id):
            by_own_name(scene, geography, ledger, e) or by_context(scene, topics, geography, ledger, e)


def stated(scene: Scene, ledger: Ledger) -> None:
    """The rows of relations/places.tsv."""
    for line in scene.lines:
        for m in find("places", line):
            for s in m.subjects:
                for o in m.objects:
                    ledger.enter(s.entity, m.pattern.predicate, o.entity, m.left, m.right, f"places.{m.pattern.id}", m.pattern.confidence)


def printed_before(scene: Scene, ledger: Ledger) -> None:
    """A place right before a body, company, project or event is where that is."""
    for place, thing in scene.chains:
        if thing.type in THINGS and not ledger.has(Predicate.LOCATED_IN, thing.entity):
            ledger.enter(thing.entity, Predicate.LOCATED_IN, place.entity, place.left, thing.right, "places.before", 0.9)


def by_own_name(scene: Scene, geography: Geography, ledger: Ledger, e: Entity) -> bool:
    """The place that a name holds; false where there is none that says enough."""
    held = place_in_name(scene, e, first=e.name.endswith(words("first_place")))
    span = first_mention(scene, e.id) or post_span(scene, e.id)
    if held is None or span is None:
        return False
    place = scene.entities[held[0]]
    if e.type in (EntityType.COMPANY, EntityType.PROJECT) and place.name.endswith(words("province")):
        return False
    ledger.enter(e.id, Predicate.LOCATED_IN, place.id, *span, "places.name", 0.9)
    return True


def post_span(scene: Scene, body: str) -> tuple[int, int] | None:
    """Where a body that only a post implies is shown."""
    for post, held in zip(scene.recognition.posts, scene.resolution.of_post, strict=True):
        if held == body:
            return post.left, post.right
    return None


def by_context(scene: Scene, topics: Topics, geography: Geography, ledger: Ledger, e: Entity) -> bool:
    """The place that the sentence of a thing's first mention is about, else its article's."""
    for line, index, argument in occurrences(scene, e.id):
        if line.article is None:
            continue
        subject = topics.at(line, index, (EntityType.PLACE,))
        place = geography.articles.get(line.article)
        if subject is not None and subject.left >= 0 and (place is None or geography.within(subject.entities[0], place)):
            place = subject.entities[0]
        if place is None:
            continue
        ledger.enter(e.id, Predicate.LOCATED_IN, place, argument.left, argument.right, "places.context", 0.6)
        return True
    return False


def occurrences(scene: Scene, entity: str) -> list[tuple[Line, int, Argument]]:
    """Where an entity stands as an argument, in page order."""
    return [
        (line, i, a) for line in scene.lines for i, a in enumerate(line.arguments) if a is not None and a.entity == entity
    ]
