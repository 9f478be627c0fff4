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
from kg.relations.occasions import Occasions, event_behind, follow_events, signs
from kg.relations.patterns import Match, find
from kg.relations.scene import Line, Scene
from kg.relations.words import plain, words

SHORTENED = 4  # characters that the end of a body's name has at least that stands for it (某中学 of 某区某中学)
ACTS = ("act", "body_act", "teams")  # rows about what people do at an event, not about being there


def gather(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter organised and attended."""
    occasions = follow_events(scene)
    for line in scene.lines:
        for m in find("events", line):
            if m.pattern.predicate is Predicate.ORGANISED:
                host(topics, occasions, line, m, ledger)
            else:
                attend(occasions, line, m, ledger)
    named_after_host(scene, ledger)
    speakers(scene, occasions, ledger)


def host(topics: Topics, occasions: Occasions, line: Line, m: Match, ledger: Ledger) -> None:
    """One match of a row about hosts; an elided host is the topic, unless the event has a host.

    Hosts of an event that the row does not hold (由甲主办、乙承办的某会) host the next that the line names, else the
    one in force.
    """
    hosts = [(s.entity, m.left) for s in m.subjects]
    if m.pattern.elided:
        topic = topics.at(line, m.start, m.pattern.subjects)
        hosts = [] if topic is None else [(t, m.left) for t in topic.entities]
    elif m.objects and session_between(line, m):
        return
    events = [(o.entity, max(m.right, o.right)) for o in m.objects]
    if not m.objects:
        later = [a for a in line.arguments[m.listed :] if a is not None and a.type is EntityType.EVENT]
        known = later[0].entity if later else occasions.at(line, m.start)
        events = [] if known is None else [(known, m.right)]
    for event, right in events:
        if m.pattern.elided and ledger.has(Predicate.ORGANISED, object=event):
            continue
        for entity, left in hosts:
            rule = f"events.{m.pattern.id}"
            ledger.enter(entity, Predicate.ORGANISED, event, left, right, rule, m.pattern.confidence)


def session_between(line: Line, m: Match) -> bool:
    """Whether an organ of a term is between a place and its verb: 某县十届人大常委会举行某会 is not the county’s."""
    last = m.subjects[-1]
    return last.type is EntityType.PLACE and any(line.text.find(word, m.start, m.listed) > 0 for word in words("term"))


def attend(occasions: Occasions, line: Line, m: Match, ledger: Ledger) -> None:
    """One match of a row about guests; an event that the row does not hold is the one behind the verb, or in force."""
    objects = m.objects
    if not objects:
        behind = event_behind(line, m.listed)
        objects = () if behind is None else (behind,)
    rule = f"events.{m.pattern.id}"
    for o in objects:
        for s in m.subjects:
            left, right = min(m.left, s.name_left), max(m.right, o.right)
            ledger.enter(s.entity, Predicate.ATTENDED, o.entity, left, right, rule, m.pattern.confidence, role=m.role)
    if objects or line.text.startswith(words("no_event"), m.listed):
        return
    event = occasions.at(line, m.start, held=m.pattern.id in ACTS)
    if event is not None:
        for s in m.subjects:
            ledger.enter(
                s.entity, Predicate.ATTENDED, event, s.name_left, m.right, rule, m.pattern.confidence, role=m.role
            )


def named_after_host(scene: Scene, ledger: Ledger) -> None:
    """An event whose name begins with a body's, or is of a body's sessions, is that body's."""
    tails = tails_of(scene)
    for event in scene.resolution.entities:
        if event.type is not EntityType.EVENT or ledger.has(Predicate.ORGANISED, object=event.id):
            continue
        owner = framed(scene, event) or host_named(scene, event, tails)
        span = scene.names.first(event.id)
        if owner is not None and span is not None:
            ledger.enter(owner, Predicate.ORGANISED, event.id, *span, "events.name", 0.8)


def host_named(scene: Scene, event: Entity, tails: dict[str, str]) -> str | None:
    """The host by the beginning of an event's name: a body, by its full name or the end of it; for projects the place.

    A body that is founded, opened or built does not host the ceremony by that alone.
    """
    names = short(event)
    if any(name.endswith(words("ceremony")) for name in names):
        projects = any(word in name for word in words("project_ceremony") for name in names)
        return place_ahead(scene, event) if projects else None
    body = scene.names.body_before(names, (EntityType.ORG,), 3)
    if body is not None:
        return body
    for name in (plain(n) for n in names):
        for end in range(len(name) - 1, SHORTENED - 1, -1):
            if name[:end] in tails:
                return tails[name[:end]]
    return None


def tails_of(scene: Scene) -> dict[str, str]:
    """The organizations by the ends of their names; the first by name of two wins."""
    tails: dict[str, str] = {}
    for known, body in sorted(scene.names.bodies.items()):
        if scene.entities[body].type is EntityType.ORG:
            for at in range(len(known) - SHORTENED + 1):
                tails.setdefault(known[at:], body)
    return tails


def place_ahead(scene: Scene, event: Entity) -> str | None:
    """The place that an event's name begins with, after a year or anniversary, where no company stands in it."""
    place = scene.names.place_in(event, first=True)
    name = plain(event.name)
    if place is None or any(
        body in name for body, i in scene.names.bodies.items() if scene.entities[i].type is EntityType.COMPANY
    ):
        return None
    at = min((name.find(n) for n in short(scene.entities[place]) if n in name), default=-1)
    return place if at >= 0 and signs("event_prefix").fullmatch(name[:at]) else None


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


def speakers(scene: Scene, occasions: Occasions, ledger: Ledger) -> None:
    """An official quoted in an article about an event spoke there."""
    officials = {h for post in scene.recognition.posts for h in (post.holder,) if not post.status}
    starts = {scene.recognition.mentions[h].left for h in officials}
    said = words("saying")
    for article, lines in scene.articles():
        if article is None or not any(holds for line in lines[:3] for _, _, holds in occasions.by_line[line.index]):
            continue
        for line in lines:
            for i, a in enumerate(line.arguments):
                if a is None or a.type is not EntityType.PERSON or a.name_left not in starts:
                    continue
                event = occasions.at(line, i, held=True)
                if (
                    event is not None
                    and scene.entities[a.entity].official
                    and line.text.startswith(said, i + 1)
                    and not ledger.has(Predicate.ATTENDED, a.entity)
                ):
                    ledger.enter(a.entity, Predicate.ATTENDED, event, a.left, a.right, "events.speaker", 0.5)
