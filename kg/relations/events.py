"""Who hosts and who attends events: scene in, organised and attended out."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ResolutionFrame
from kg.model import Entity, EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.ledger import Ledger
from kg.relations.names import short
from kg.relations.patterns import Match, find
from kg.relations.scene import Line, Scene
from kg.relations.words import plain, words


def gather(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter organised and attended."""
    forces = events_in_force(scene)
    for line in scene.lines:
        for m in find("events", line):
            if m.pattern.predicate is Predicate.ORGANISED:
                host(topics, line, m, ledger)
            else:
                attend(line, m, forces, ledger)
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


def attend(line: Line, m: Match, forces: dict[int, str], ledger: Ledger) -> None:
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
    event = forces.get(line.index)
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


def events_in_force(scene: Scene) -> dict[int, str]:
    """The event that each line (by index) is about: the first it names, else the last before it in its article."""
    last: dict[int | None, str] = {}
    found: dict[int, str] = {}
    for line in scene.lines:
        here = next((a.entity for a in line.named() if a.type is EntityType.EVENT), None)
        if here is not None:
            last[line.article] = here
        if line.article in last:
            found[line.index] = last[line.article]
    return found


def named_after_host(scene: Scene, ledger: Ledger) -> None:
    """An event whose name begins with a body's, or is of a body's sessions, is that body's."""
    for event in scene.resolution.entities:
        if event.type is not EntityType.EVENT or ledger.has(Predicate.ORGANISED, object=event.id):
            continue
        owner = framed(scene, event) or scene.names.body_before(short(event), (EntityType.ORG,), 3)
        span = scene.names.first(event.id)
        if owner is not None and span is not None:
            ledger.enter(owner, Predicate.ORGANISED, event.id, *span, "events.name", 0.8)


@cache
def frames() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How the names of sessions name their bodies."""
    return tuple((re.compile(row.pattern), row.body) for row in table("resolution/meeting_bodies", ResolutionFrame))


def framed(scene: Scene, event: Entity) -> str | None:
    """The body whose session an event is by its name: 某县委十届三次全会."""
    for expression, template in frames():
        for name in short(event):
            m = expression.match(plain(name)) or expression.match(name)
            if m is None:
                continue
            wanted = plain(template.format(m["place"]) if "place" in m.groupdict() else m["body"])
            if wanted in scene.names.bodies:
                return scene.names.bodies[wanted]
            for known in sorted(scene.names.bodies):
                if known.endswith(wanted):
                    return scene.names.bodies[known]
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
                    and line.text.startswith(said, i + 1)
                    and not ledger.has(Predicate.ATTENDED, a.entity)
                ):
                    ledger.enter(a.entity, Predicate.ATTENDED, events[0], a.left, a.right, "events.speaker", 0.5)
