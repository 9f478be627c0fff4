"""Who hosts and who attends events: scene in, organised and attended out."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ResolutionFrame
from kg.model import Entity, EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.geography import short
from kg.relations.ledger import Ledger
from kg.relations.membership import plain
from kg.relations.patterns import Match, find
from kg.relations.scene import Line, Scene, words


def gather(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter organised and attended."""
    for line in scene.lines:
        for m in find("events", line):
            if m.pattern.predicate is Predicate.ORGANISED:
                host(topics, line, m, ledger)
            else:
                attend(scene, line, m, ledger)
    named_after_host(scene, ledger)
    speakers(scene, ledger)


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
            ledger.enter(
                entity,
                Predicate.ORGANISED,
                o.entity,
                left,
                max(m.right, o.right),
                f"events.{m.pattern.id}",
                m.pattern.confidence,
            )


def attend(scene: Scene, line: Line, m: Match, ledger: Ledger) -> None:
    """One match of a row about guests; an event that the row does not hold is the one the line or article is about."""
    if m.objects:
        for s in m.subjects:
            for o in m.objects:
                ledger.enter(
                    s.entity,
                    Predicate.ATTENDED,
                    o.entity,
                    m.left,
                    m.right,
                    f"events.{m.pattern.id}",
                    m.pattern.confidence,
                    role=m.role,
                )
        return
    event = event_in_force(scene, line)
    if event is None:
        return
    for s in m.subjects:
        ledger.enter(
            s.entity,
            Predicate.ATTENDED,
            event,
            s.name_left,
            m.right,
            f"events.{m.pattern.id}",
            m.pattern.confidence,
            role=m.role,
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
        owner = framed(event, bodies) or longest_prefix(event, bodies)
        if owner is not None:
            m = scene.recognition.mentions[event.mentions[0]]
            ledger.enter(owner.id, Predicate.ORGANISED, event.id, m.left, m.right, "events.name", 0.8)


@cache
def frames() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How the names of sessions name their bodies."""
    return tuple((re.compile(row.pattern), row.body) for row in table("resolution/meeting_bodies", ResolutionFrame))


def framed(event: Entity, bodies: list[Entity]) -> Entity | None:
    """The body whose session an event is by its name: 某县委十届三次全会."""
    for expression, template in frames():
        for name in short(event):
            m = expression.match(plain(name))
            if m is None:
                continue
            wanted = template.format(m["place"]) if "place" in m.groupdict() else m["body"]
            for body in bodies:
                if any(n == wanted or n.endswith(wanted) for n in map(plain, short(body))):
                    return body
    return None


def speakers(scene: Scene, ledger: Ledger) -> None:
    """An official quoted in an article about an event spoke there."""
    officials = {h for post in scene.recognition.posts for h in (post.holder,) if not post.status}
    starts = {scene.recognition.mentions[h].left for h in officials}
    said = words("saying")
    for article, lines in scene.articles():
        events = [a.entity for line in lines[:3] for a in line.named() if a.type is EntityType.EVENT and a.named]
        if article is None or not events:
            continue
        for line in lines:
            for i, a in enumerate(line.arguments):
                if a is None or a.type is not EntityType.PERSON or a.name_left not in starts:
                    continue
                if (
                    scene.entities[a.entity].official
                    and line.text[i + 1 :].startswith(said)
                    and not ledger.has(Predicate.ATTENDED, a.entity)
                ):
                    ledger.enter(a.entity, Predicate.ATTENDED, events[0], a.left, a.right, "events.speaker", 0.5)


def longest_prefix(event: Entity, bodies: list[Entity]) -> Entity | None:
    """The body with the longest name that one of the event's names begins with."""
    best: tuple[int, Entity] | None = None
    for name in short(event):
        for body in bodies:
            for n in short(body):
                if name.startswith(n) and len(n) > 2 and (best is None or len(n) > best[0]):
                    best = (len(n), body)
    return None if best is None else best[1]
