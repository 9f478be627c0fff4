"""Official visits: scene in, inspected out.

A visit is told over several sentences: who came to which place, where they went in turn, who came along.
Whoever came, and every companion, those of an unnamed group too, inspected every stop; the place that the visit went
to counts for its leader, and for all when no stop is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import EntityType, Predicate, RegionKind
from kg.relations.ledger import Ledger
from kg.relations.names import short
from kg.relations.scene import Line, Scene, posts_by_holder
from kg.relations.tours import Span, Teller, Tour
from kg.relations.words import words

DIVISION = 6  # digits of the code of a county or anything above it


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

    def leads(person: str) -> bool:
        return scene.entities[person].official or person in employers

    for article, lines in scene.articles():
        if article is None:
            continue
        tours = Teller(scene, lines, leads).read()
        for told in tours:
            if not (told.leaders or (told.group and told.companions)):
                continue
            settle(scene, told, lines if len(tours) == 1 else [], employers)
            report(told, ledger)
            for leader in told.leaders:
                bodies = employers.get(leader, [])
                visits.guests.update(b for b in bodies if scene.entities[b].type is EntityType.COMPANY)
            places = [t for t in told.targets if t in told.goals and scene.entities[t].type is EntityType.PLACE]
            if len(places) == 1:
                visits.zones.update(
                    {s: places[0] for s in told.stops if scene.entities[s].type is not EntityType.PLACE}
                )
    return visits


def settle(scene: Scene, told: Tour, lines: list[Line], employers: dict[str, list[str]]) -> None:
    """Complete what was told: who came along leads nothing, and a visit without stops went to what it tells of."""
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


def comes_along(scene: Scene, told: Tour, bodies: list[str]) -> bool:
    """Whether somebody who took part came with the visit: their body is not of the town or zone visited."""
    places = [scene.entities[t] for t in told.targets if scene.entities[t].type is EntityType.PLACE]
    names = [n for p in places if len(p.code or "") != DIVISION for n in short(p)]
    return not any(n in scene.entities[b].name for b in bodies for n in names)


def passed_by(scene: Scene, told: Tour, lines: list[Line]) -> dict[str, Span]:
    """Where a visit without a listed stop went: firms, projects and sites told of before anybody speaks."""
    stops: dict[str, Span] = {}
    for line in lines:
        if line.kind is not RegionKind.BODY:
            continue
        if any(word in line.text for word in (*words("say"), *words("speech"))):
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


def report(told: Tour, ledger: Ledger) -> None:
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
