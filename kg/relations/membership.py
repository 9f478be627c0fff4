"""What belongs to what, who founded whom, who works with whom: scene in, part_of, founded and cooperates_with out."""

from __future__ import annotations

from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ResolutionBank
from kg.model import Entity, EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.geography import first_mention, short
from kg.relations.ledger import Ledger
from kg.relations.patterns import find
from kg.relations.scene import Scene, words

BODIES = (EntityType.ORG, EntityType.COMPANY)


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


@cache
def head_offices() -> dict[str, tuple[str, ...]]:
    """The names that begin the branches of a bank, by the head office's name."""
    names: dict[str, tuple[str, ...]] = {}
    for row in table("resolution/banks", ResolutionBank):
        names[row.name] = (*names.get(row.name, ()), row.form, row.short)
    return names


def plain(name: str) -> str:
    """A name without what long official forms add, for comparing beginnings."""
    for word in (*words("chinese_party"), *words("long_form")):
        name = name.replace(word, "")
    return name


def units(scene: Scene, ledger: Ledger) -> None:
    """A body whose name is another's and a unit's (某局办公室), or another's and a branch's (某行某县支行), is part of that."""
    bodies = [e for e in scene.resolution.entities if e.type in BODIES]
    branches, suffixes = words("branch"), words("unit")
    for e in bodies:
        span = first_mention(scene, e.id)
        if span is None or e.name.startswith(words("national")):
            continue
        best: tuple[int, Entity] | None = None
        for whole in bodies:
            if whole.id == e.id:
                continue
            for name in {plain(e.name), *map(plain, e.aliases)}:
                for n in sorted({plain(w) for w in (*short(whole), *head_offices().get(whole.name, ()))}):
                    rest = name[len(n) :]
                    if name == n or len(n) < 2 or not name.startswith(n) or not rest.endswith(branches + suffixes):
                        continue
                    if best is None or len(n) > best[0]:
                        best = (len(n), whole)
        if best is not None:
            ledger.enter(e.id, Predicate.PART_OF, best[1].id, *span, "membership.unit", 0.85)
