"""Official visits: scene in, inspected out.

A visit is told over several sentences: who came to which place, where they went in turn, who came along.
Whoever came, and every companion, those of an unnamed group too, inspected every stop; the place that the visit went
to counts for its leader, and for all when no stop is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.model import EntityType, Predicate, RegionKind
from kg.relations.ledger import Ledger
from kg.relations.names import is_area, short
from kg.relations.patterns import Match, find
from kg.relations.scene import Argument, Line, Scene, posts_by_holder
from kg.relations.words import words

Span = tuple[int, int]
STOPS = (EntityType.COMPANY, EntityType.ORG, EntityType.PLACE, EntityType.PROJECT)


@dataclass(slots=True)
class Visit:
    """What one article tells of one visit. Spans are the evidence in `Page.clean`."""

    leaders: dict[str, Span] = field(default_factory=dict)
    companions: dict[str, Span] = field(default_factory=dict)
    targets: dict[str, Span] = field(default_factory=dict)
    goals: set[str] = field(default_factory=set)  # the targets told of before any stop
    stops: dict[str, Span] = field(default_factory=dict)
    active: dict[str, Span] = field(default_factory=dict)  # who took part in the activity: companions or hosts
    meetings: dict[tuple[str, str], Span] = field(default_factory=dict)  # of one leader alone
    group: bool = False  # whether an unnamed group went: delegates, an inspection team


@dataclass(slots=True)
class Visits:
    """What other rooms need to know of the visits of a page."""

    zones: dict[str, str] = field(default_factory=dict)  # where a stop was visited: {stop: place}
    guests: set[str] = field(default_factory=set)  # companies whose people came


def visit(scene: Scene, ledger: Ledger) -> Visits:
    """Enter inspected."""
    visits = Visits()
    employers: dict[str, list[str]] = {}
    for post, body in posts_by_holder(scene):
        employers.setdefault(scene.resolution.of_mention[post.holder], []).append(body)
    for article, lines in scene.articles():
        told = read_visit(scene, lines)
        told.leaders = {p: span for p, span in told.leaders.items() if scene.entities[p].official or p in employers}
        if article is None or not (told.leaders or (told.group and told.companions)):
            continue
        told.leaders = {p: s for p, s in told.leaders.items() if p not in told.companions} or told.leaders
        if not told.stops:
            told.stops = passed_by(scene, told, lines)
        told.companions.update(
            {
                p: span
                for p, span in told.active.items()
                if p not in told.companions and comes_along(scene, told, employers.get(p, []))
            }
        )
        report(told, ledger)
        for leader in told.leaders:
            visits.guests.update(b for b in employers.get(leader, []) if scene.entities[b].type is EntityType.COMPANY)
        places = [t for t in told.targets if t in told.goals and scene.entities[t].type is EntityType.PLACE]
        if len(places) == 1:
            visits.zones.update({s: places[0] for s in told.stops if scene.entities[s].type is not EntityType.PLACE})
    return visits


def read_visit(scene: Scene, lines: list[Line]) -> Visit:
    """Collect one article's visit; one without leaders is none."""
    told = Visit()
    for printed in lines:
        line = printed
        found: dict[str, list[Match]] = {}
        for m in find("visits", printed):
            if m.pattern.id in ("escort", "escorted"):
                line = without(line, m)
                told.companions.update(
                    {s.entity: (s.name_left, m.right) for s in m.subjects if s.entity not in told.companions}
                )
        for m in find("visits", line):
            found.setdefault(m.pattern.id, []).append(m)
        told.group = told.group or "group" in found
        for m in found.get("meeting", []):
            told.meetings.update({(s.entity, o.entity): (m.left, m.right) for s in m.subjects for o in m.objects})
        if line.paragraph - lines[0].paragraph < 3:
            for m in found.get("leads", []) + found.get("led", []):
                told.leaders.update(
                    {s.entity: (s.name_left, m.right) for s in m.subjects if s.entity not in told.leaders}
                )
        for m in found.get("to", []) + found.get("direct", []):
            for s in m.subjects:
                told.leaders.setdefault(s.entity, (s.name_left, m.right))
            objects = enumerated(line, m)
            for o in objects:
                aim = is_target(scene, o, objects)
                if aim and not told.stops and len(objects) == 1:
                    told.goals.add(o.entity)
                (told.targets if aim else told.stops).setdefault(o.entity, (m.left, max(m.right, o.right)))
        for m in found.get("fronted", []):
            told.stops.update({o.entity: (m.left, m.right) for o in m.objects if o.entity not in told.stops})
            told.leaders.update({s.entity: (m.left, m.right) for s in m.subjects if s.entity not in told.leaders})
        for m in found.get("companion", []) + found.get("company", []):
            told.companions.update(
                {s.entity: (s.name_left, m.right) for s in m.subjects if s.entity not in told.companions}
            )
        for m in found.get("activity", []):
            told.active.update({s.entity: (s.name_left, m.right) for s in m.subjects if s.entity not in told.active})
        if told.leaders or told.group:
            for m in found.get("stops", []) + found.get("toured", []) + found.get("passed", []):
                for o in enumerated(line, m):
                    if is_target(scene, o, [o]):
                        told.targets.setdefault(o.entity, (line.left, o.right))
                    elif o.entity not in told.targets and not any(o.entity == place for _, place in told.meetings):
                        told.stops.setdefault(o.entity, (line.left, o.right))
    return told


def without(line: Line, m: Match) -> Line:
    """The line with the stretch of a match blanked, so that the phrase parts no subject from its verb."""
    left = m.start
    right = next(i for i in range(left, len(line.offsets)) if line.offsets[i] >= m.right)
    blank = " " * (right - left)
    slots = (*line.arguments[:left], *[None] * (right - left), *line.arguments[right:])
    return replace(line, text=line.text[:left] + blank + line.text[right:], arguments=slots)


def is_target(scene: Scene, stop: Argument, listed: list[Argument]) -> bool:
    """Whether a stop is an area that stops lie in: a division, or a zone that no smaller stop is listed with."""
    if stop.type is not EntityType.PLACE:
        return False
    entity = scene.entities[stop.entity]
    if entity.name.endswith(words("locality")):
        return False
    if entity.code is not None or entity.name.endswith(words("town")):
        return True
    return is_area(entity) and len(listed) == 1


def comes_along(scene: Scene, told: Visit, bodies: list[str]) -> bool:
    """Whether somebody who took part came with the visit: their body is not of the place visited."""
    names = [n for t in told.targets if scene.entities[t].type is EntityType.PLACE for n in short(scene.entities[t])]
    return not any(n in scene.entities[b].name for b in bodies for n in names)


def passed_by(scene: Scene, told: Visit, lines: list[Line]) -> dict[str, Span]:
    """Where a visit without a listed stop went: firms, projects and sites told of before anybody speaks."""
    stops: dict[str, Span] = {}
    for line in lines:
        if line.kind is not RegionKind.BODY:
            continue
        if any(word in line.text for word in words("say")):
            break
        for a in line.named():
            site = a.type is EntityType.PLACE and scene.entities[a.entity].code is None
            if (
                a.named
                and a.entity not in told.targets
                and (site or a.type in (EntityType.COMPANY, EntityType.PROJECT))
            ):
                stops.setdefault(a.entity, (a.left, a.right))
    return stops


def enumerated(line: Line, m: Match) -> list[Argument]:
    """The objects of a match and the rest of the list that they begin, across stops that have no name."""
    objects = list(m.objects)
    if not objects:
        return []
    i = m.listed
    item = i
    while i < len(line.text) and line.text[i] not in "，。；！？：）":
        a = line.arguments[i]
        if a is not None and a.type in STOPS and "、" in line.text[item:i]:
            objects.append(a)
            item = i
        i += 1
    return objects


def report(told: Visit, ledger: Ledger) -> None:
    """Enter who inspected what."""
    for leader in told.leaders:
        for target, where in told.targets.items():
            ledger.enter(leader, Predicate.INSPECTED, target, *where, "visits.to", 0.85)
        for stop, where in told.stops.items():
            ledger.enter(leader, Predicate.INSPECTED, stop, *where, "visits.stops", 0.8)
    for (leader, place), where in told.meetings.items():
        ledger.enter(leader, Predicate.INSPECTED, place, *where, "visits.meeting", 0.7)
    for companion, span in told.companions.items():
        if companion in told.leaders:
            continue
        for stop in told.stops or told.targets:
            ledger.enter(companion, Predicate.INSPECTED, stop, *span, "visits.companion", 0.75)
