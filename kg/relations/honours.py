"""Who received which honour and who issued which document: scene in, received and issued out."""

from __future__ import annotations

from kg.model import EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.ledger import Ledger
from kg.relations.patterns import find, listed_before
from kg.relations.scene import Scene


def honour(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter received and issued."""
    for line in scene.lines:
        for m in find("honours", line):
            given = [(s.entity, m.left) for s in m.subjects]
            if m.subjects and m.pattern.predicate is Predicate.RECEIVED and m.line.arguments[m.start] is m.subjects[0]:
                given += [(a.entity, a.left) for a in listed_before(line, m.start, (m.subjects[0].type,))]
            if m.pattern.elided:
                topic = topics.at(line, m.start, m.pattern.subjects)
                near = topic is not None and topic.left >= 0 and line.index - topic.line < 2
                given = [(t, m.left) for t in topic.entities] if topic is not None and near else []
            for o in m.objects:
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


def named_after_issuer(scene: Scene, ledger: Ledger) -> None:
    """A document whose name begins with a body's is issued by that body."""
    for document in scene.resolution.entities:
        if document.type is not EntityType.DOCUMENT or ledger.has(Predicate.ISSUED, object=document.id):
            continue
        owner = scene.names.body_before((document.name, *document.aliases), (EntityType.ORG,), 3)
        span = scene.names.first(document.id)
        if owner is not None and span is not None:
            ledger.enter(owner, Predicate.ISSUED, document.id, *span, "honours.name", 0.8)
