"""What belongs to what, who founded whom, who works with whom: scene in, part_of, founded and cooperates_with out."""

from __future__ import annotations

from kg.model import EntityType, Predicate, RegionKind
from kg.relations.clauses import Topics
from kg.relations.ledger import Ledger
from kg.relations.names import BODIES
from kg.relations.patterns import find
from kg.relations.scene import Scene
from kg.relations.words import plain, words


def belong(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter part_of, founded and cooperates_with."""
    for line in scene.lines:
        for m in find("membership", line):
            given = [s.entity for s in m.subjects]
            if m.pattern.predicate is Predicate.COOPERATES_WITH and not m.objects:
                for i, a in enumerate(given):
                    for b in given[i + 1 :]:
                        ledger.enter(
                            a,
                            Predicate.COOPERATES_WITH,
                            b,
                            m.left,
                            m.right,
                            f"membership.{m.pattern.id}",
                            m.pattern.confidence,
                        )
                continue
            if m.pattern.elided:
                topic = topics.at(line, m.start, m.pattern.subjects)
                if topic is not None and scene.lines[topic.line].kind is RegionKind.TITLE and topic.line >= 0:
                    topic = topics.at(line, m.start, (EntityType.PLACE,)) or topic
                given = [] if topic is None else list(topic.entities)
            for entity in given:
                for o in m.objects:
                    ledger.enter(
                        entity,
                        m.pattern.predicate,
                        o.entity,
                        m.left,
                        m.right,
                        f"membership.{m.pattern.id}",
                        m.pattern.confidence,
                    )
    units(scene, ledger)


def units(scene: Scene, ledger: Ledger) -> None:
    """A body whose name is another's and a unit's (某局办公室) or a branch's (某行某县支行) is part of that."""
    suffixes = words("branch") + words("unit")
    for e in scene.resolution.entities:
        if e.type not in BODIES or not e.name.endswith(suffixes) or e.name.startswith(words("national")):
            continue
        whole = scene.names.body_before((e.name, *e.aliases), BODIES, 2, e.id)
        span = scene.names.first(e.id)
        if whole is not None and span is not None:
            ledger.enter(e.id, Predicate.PART_OF, whole, *span, "membership.unit", 0.85)
    departments(scene, ledger)


def departments(scene: Scene, ledger: Ledger) -> None:
    """A Party committee's department that drops the committee's name (某市组织部) is part of that (某市委)."""
    for e in scene.resolution.entities:
        if e.type is not EntityType.ORG or ledger.has(Predicate.PART_OF, e.id):
            continue
        for name in sorted({e.name, *e.aliases}):
            ending = next((w for w in words("party_unit") if name.endswith(w)), "")
            heads = [plain(name.removesuffix(ending) + w) for w in words("party")] if ending else []
            whole = next((scene.names.bodies[h] for h in heads if h in scene.names.bodies), None)
            span = scene.names.first(e.id)
            if whole is not None and whole != e.id and span is not None:
                ledger.enter(e.id, Predicate.PART_OF, whole, *span, "membership.department", 0.8)
