"""Who hosts and who attends events: scene in, organised and attended out."""

from __future__ import annotations

from kg.model import Entity, EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.geography import short
from kg.relations.ledger import Ledger
from kg.relations.patterns import Match, find
from kg.relations.scene import Line, Scene


def gather(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter organised and attended."""
    for line in scene.lines:
        for m in find("events", line):
            if m.pattern.predicate is Predicate.ORGANISED:
                host(topics, line, m, ledger)
            else:
                attend(scene, line, m, ledger)
    named_after_host(scene, ledger)


def host(topics: Topics, line: Line, m: Match, ledger: Ledger) -> None:
    """One match of a row about hosts; an elided host is the topic, unless the event has a host."""
    hosts = [(s.entity, m.left) for s in m.subjects]
    if m.pattern.elided:
        topic = topics.at(line, m.start, m.pattern.subjects)
        hosts = [] if topic is None else [(t, m.left) for t in topic.entities]
    for o in m.objects:
        if m.pattern.elided and ledger.has(Predicate.ORGANISED, object=o.entity):
            continue
        for entity, left in hosts:
            ledger.enter(entity, Predicate.ORGANISED, o.entity, left, max(m.right, o.right), f"events.{m.pattern.id}", m.pattern.confidence)


def attend(scene: Scene, line: Line, m: Match, ledger: Ledger) -> None:
    """One match of a row about guests; an event that the row does not hold is the one the line or article is about."""
    if m.objects:
        for s in m.subjects:
            for o in m.objects:
                ledger.enter(s.entity, Predicate.ATTENDED, o.entity, m.left, m.right, f"events.{m.pattern.id}", m.pattern.confidence, role=m.role)
        return
    event = event_in_force(scene, line)
    if event is None:
        return
    for s in m.subjects:
        ledger.enter(
            s.entity, Predicate.ATTENDED, event, s.name_left, m.right, f"events.{m.pattern.id}", m.pattern.confidence, role=m.role
        )


def event_in_force(scene: Scene, line: Line) -> str | None:
    """The event of the line, else the last before it in its article."""
    for other in reversed(scene.lines[: line.index + 1]):
        if other.article != line.article:
            if other.article is not None and line.article is not None:
                break
            continue
        events = [a for a in other.named() if a.type is EntityType.EVENT]
        if events:
            return events[0].entity
    return None


def named_after_host(scene: Scene, ledger: Ledger) -> None:
    """An event whose name begins with a body's, and then counts its sessions, is that body's."""
    bodies = [e for e in scene.resolution.entities if e.type is EntityType.ORG]
    for event in scene.resolution.entities:
        if event.type is not EntityType.EVENT or not event.mentions or ledger.has(Predicate.ORGANISED, object=event.id):
            continue
        owner = longest_prefix(event, bodies)
        if owner is not None:
            m = scene.recognition.mentions[event.mentions[0]]
            ledger.enter(owner.id, Predicate.ORGANISED, event.id, m.left, m.right, "events.name", 0.8)


def longest_prefix(event: Entity, bodies: list[Entity]) -> Entity | None:
    """The body with the longest name that one of the event's names begins with."""
    best: tuple[int, Entity] | None = None
    for name in short(event):
        for body in bodies:
            for n in short(body):
                if name.startswith(n) and len(n) > 2 and (best is None or len(n) > best[0]):
                    best = (len(n), body)
    return None if best is None else best[1]
