"""What belongs to what, who founded whom, who works with whom: scene in, part_of, founded and cooperates_with out."""

from __future__ import annotations

from kg.model import Entity, EntityType, Predicate, RegionKind
from kg.relations.clauses import Topics
from kg.relations.ledger import Ledger
from kg.relations.names import BODIES
from kg.relations.patterns import find
from kg.relations.scene import Scene
from kg.relations.words import plain, words

LEAST_HEAD = 4  # characters of a unit's name before its ending that name the body


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
    suffixes = words("branch") + words("unit") + words("party_unit")
    for e in scene.resolution.entities:
        if e.type not in BODIES or not e.name.endswith(suffixes) or e.name.startswith(words("national")):
            continue
        if e.name.endswith(words("standing")):
            continue
        whole = scene.names.body_before((e.name, *e.aliases), BODIES, 2, e.id) or longer_named(scene, e)
        span = unit_span(scene, e)
        if whole is not None and span is not None:
            ledger.enter(e.id, Predicate.PART_OF, whole, *span, "membership.unit", 0.85)
    departments(scene, ledger)
    police(scene, ledger)


def unit_span(scene: Scene, e: Entity) -> tuple[int, int] | None:
    """Where the unit is printed with the longest of its names, which shows what it is part of."""
    mentions = [scene.recognition.mentions[i] for i in e.mentions]
    best = max(mentions, key=lambda m: (len(m.text), -m.left), default=None)
    return scene.names.first(e.id) if best is None else (best.left, best.right)


def longer_named(scene: Scene, e: Entity) -> str | None:
    """The one body whose name ends as the unit's begins (甲区乙中学 of 乙中学党支部)."""
    ending = next((w for w in words("unit") if e.name.endswith(w)), "")
    head = plain(e.name.removesuffix(ending))
    if not ending or len(head) < LEAST_HEAD:
        return None
    found = sorted({body for name, body in scene.names.bodies.items() if name.endswith(head) and body != e.id})
    return found[0] if len(found) == 1 else None


def police(scene: Scene, ledger: Ledger) -> None:
    """A police station or squad is part of the police bureau of its article, if that names one."""
    for e in scene.resolution.entities:
        if e.type is not EntityType.ORG or not e.name.endswith(words("patrol")) or ledger.has(Predicate.PART_OF, e.id):
            continue
        span = scene.names.first(e.id)
        at = article_of(scene, span)
        bureaus = [
            b.id
            for b in scene.resolution.entities
            if b.id != e.id
            and b.type is EntityType.ORG
            and b.name.endswith(words("police"))
            and article_of(scene, scene.names.first(b.id)) == at
            and not (e.name.endswith(words("police")) and ledger.has(Predicate.PART_OF, b.id, e.id))
        ]
        branches = [b for b in bureaus if ledger.has(Predicate.PART_OF, b) or len(bureaus) == 1]
        if not branches:  # of several the one that most of the named squads belong to
            units = [unit.id for unit in scene.resolution.entities]
            held = {b: sum(ledger.has(Predicate.PART_OF, unit, b) for unit in units) for b in bureaus}
            most = max(held.values(), default=0)
            branches = [b for b in bureaus if most and held[b] == most]
        if len(branches) == 1 and span is not None:
            ledger.enter(e.id, Predicate.PART_OF, branches[0], *span, "membership.police", 0.7)


def article_of(scene: Scene, span: tuple[int, int] | None) -> int | None:
    """The article that a stretch lies in, -1 for nowhere."""
    region = None if span is None else scene.page.region_at(span[0])
    return -1 if region is None else scene.page.regions[region].article


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
