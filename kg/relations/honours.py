"""Who received which honour and who issued which document: scene in, received and issued out."""

from __future__ import annotations

from kg.model import EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.ledger import Ledger
from kg.relations.names import is_area
from kg.relations.patterns import find, listed_before
from kg.relations.scene import Line, Scene
from kg.relations.words import words

MEETING = 20  # lines that a meeting may stand before what it passes


def honour(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter received and issued."""
    for line in scene.lines:
        for m in find("honours", line):
            given = [(s.entity, m.left) for s in m.subjects]
            if m.subjects and m.pattern.predicate is Predicate.RECEIVED and m.line.arguments[m.start] is m.subjects[0]:
                given += [(a.entity, a.left) for a in listed_before(line, m.start, (m.subjects[0].type,))]
            passed = m.pattern.subjects == (EntityType.EVENT,)
            if passed:
                given = [(host, m.left) for host in hosts_before(scene, ledger, line)]
            elif m.pattern.elided:
                topic = topics.at(line, m.start, m.pattern.subjects)
                near = topic is not None and topic.left >= 0 and line.index - topic.line < 2
                given = [(t, m.left) for t in topic.entities] if topic is not None and near else []
            for o in m.objects:
                if passed and (heard(scene, o.entity) or named_after(scene, o.entity) is not None):
                    continue
                if m.pattern.elided and ledger.has(m.pattern.predicate, object=o.entity):
                    continue
                for entity, left in given:
                    ledger.enter(
                        entity,
                        m.pattern.predicate,
                        o.entity,
                        left,
                        m.right,
                        f"honours.{m.pattern.id}",
                        m.pattern.confidence,
                    )
    named_after_issuer(scene, ledger)


def hosts_before(scene: Scene, ledger: Ledger, line: Line) -> list[str]:
    """Who hosts the last event that the article names before the end of a line."""
    for other in reversed(scene.lines[max(0, line.index - MEETING) : line.index + 1]):
        events = [a.entity for a in other.named() if a.type is EntityType.EVENT]
        if other.article != line.article:
            break
        if events:
            return [r.subject for r in ledger.of(Predicate.ORGANISED) if r.object == events[-1]]
    return []


def named_after_issuer(scene: Scene, ledger: Ledger) -> None:
    """A document whose name begins with a body's is issued by that body."""
    for document in scene.resolution.entities:
        if document.type is not EntityType.DOCUMENT or ledger.has(Predicate.ISSUED, object=document.id):
            continue
        owner = named_after(scene, document.id) or area_before(scene, document.name)
        span = scene.names.first(document.id)
        if owner is not None and span is not None:
            ledger.enter(owner, Predicate.ISSUED, document.id, *span, "honours.name", 0.8)


def named_after(scene: Scene, document: str) -> str | None:
    """The body whose name a document's begins with."""
    entity = scene.entities[document]
    return scene.names.body_before((entity.name, *entity.aliases), (EntityType.ORG,), 3)


def heard(scene: Scene, document: str) -> bool:
    """Whether a meeting only hears and passes what others made (报告, 议案)."""
    return scene.entities[document].name.rstrip("》”").endswith(words("heard"))


def area_before(scene: Scene, name: str) -> str | None:
    """The area, but no province or country, whose full name a document's begins with, unless it is a law."""
    bare = name.strip("《》“”")
    if bare.endswith(words("law")):
        return None
    for place in scene.resolution.entities:
        wide = place.name.endswith(words("province")) or place.name.endswith(words("country"))
        if is_area(place) and not wide and len(place.name) < len(bare) and bare.startswith(place.name):
            return place.id
    return None
