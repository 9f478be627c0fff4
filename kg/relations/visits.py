"""Official visits: scene in, inspected out.

A visit is told over several sentences: who came to which place, where they went in turn, who came along. Whoever came, and every
companion, inspected every stop; the place that the visit went to counts for its leader, and for all when no stop is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import EntityType, Predicate
from kg.relations.geography import Geography
from kg.relations.ledger import Ledger
from kg.relations.patterns import Match, find
from kg.relations.scene import Line, Scene


@dataclass(slots=True)
class Visit:
    """What one article tells of one visit. Spans are the evidence in `Page.clean`."""

    leaders: dict[str, tuple[int, int]] = field(default_factory=dict)
    companions: dict[str, tuple[int, int]] = field(default_factory=dict)
    targets: dict[str, tuple[int, int]] = field(default_factory=dict)
    stops: dict[str, tuple[int, int]] = field(default_factory=dict)


def visit(scene: Scene, geography: Geography, ledger: Ledger) -> dict[str, str]:
    """Enter inspected.

    Returns:
        the place that each stop was visited in, for located_in: {stop: place}.
    """
    zones: dict[str, str] = {}
    for article, lines in scene.articles():
        told = read_visit(lines) if article is not None else None
        if told is None or not told.leaders:
            continue
        report(told, ledger)
        if len(told.targets) == 1:
            zone = next(iter(told.targets))
            if scene.entities[zone].type is EntityType.PLACE:
                zones.update({s: zone for s in told.stops if s != zone and scene.entities[s].type is not EntityType.PLACE})
    return zones


def read_visit(lines: list[Line]) -> Visit | None:
    """Collect one article's visit; None when it tells of none."""
    told = Visit()
    for line in lines:
        found: dict[str, list[Match]] = {}
        for m in find("visits", line):
            found.setdefault(m.pattern.id, []).append(m)
        for m in found.get("to", []):
            for s in m.subjects:
                told.leaders.setdefault(s.entity, (s.name_left, m.right))
            for o in m.objects:
                told.targets.setdefault(o.entity, (m.left, m.right))
        for m in found.get("fronted", []):
            for o in m.objects:
                told.stops.setdefault(o.entity, (m.left, m.right))
            for s in m.subjects:
                told.leaders.setdefault(s.entity, (m.left, m.right))
        for m in found.get("companion", []):
            for s in m.subjects:
                told.companions.setdefault(s.entity, (s.name_left, m.right))
        if told.leaders:
            for m in found.get("stops", []):
                for o in m.objects:
                    if o.entity not in told.targets:
                        told.stops.setdefault(o.entity, (line.left, o.right))
    return told if told.leaders else None


def report(told: Visit, ledger: Ledger) -> None:
    """Enter who inspected what."""
    for leader in told.leaders:
        for target, where in told.targets.items():
            ledger.enter(leader, Predicate.INSPECTED, target, *where, "visits.to", 0.85)
        for stop, where in told.stops.items():
            ledger.enter(leader, Predicate.INSPECTED, stop, *where, "visits.stops", 0.8)
    for companion, span in told.companions.items():
        if companion in told.leaders:
            continue
        for stop in told.stops or told.targets:
            ledger.enter(companion, Predicate.INSPECTED, stop, *span, "visits.companion", 0.75, role="")
