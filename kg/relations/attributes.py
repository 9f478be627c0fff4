"""Literal facts: scene in, attributes out. The words around a quantity name it; `bearers.py` says whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.quantities import Quantity, quantities
from kg.lexicon.schema import AttributeTrigger
from kg.model import Attribute, EntityType
from kg.relations.bearers import HELD, bearers, event_behind
from kg.relations.clauses import Topics
from kg.relations.scene import Line, Scene


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of relations/attributes.tsv, compiled."""

    row: AttributeTrigger
    before: re.Pattern[str]
    behind: re.Pattern[str]
    kinds: frozenset[str]
    subjects: tuple[EntityType, ...]


@cache
def triggers() -> tuple[Trigger, ...]:
    """The rows, in order: the first that fits names the quantity."""
    return tuple(
        Trigger(
            row,
            re.compile(f"(?:{row.before})$" if row.before else ""),
            re.compile(row.behind),
            frozenset(row.kinds.split("|")),
            tuple(EntityType(t) for t in row.subjects.split("|")),
        )
        for row in table("relations/attributes", AttributeTrigger)
    )


def measure(scene: Scene, topics: Topics) -> tuple[Attribute, ...]:
    """Every quantity of the page that a trigger names, bound to its subjects, sorted by place."""
    found: dict[tuple[str, str, str], Attribute] = {}
    for line in scene.lines:
        for q in quantities(scene.page.clean, line.left, line.right):
            named = name_of(scene, line, q)
            if named is None:
                continue
            row = named.row
            for entity, left, right in bearers(scene, topics, line, q, row.name, row.id, named.subjects):
                key = (entity, row.name, q.value)
                if key not in found:
                    evidence = scene.page.evidence(min(left, q.left), max(right, q.right))
                    found[key] = Attribute(
                        entity, row.name, q.value, q.number, q.unit, evidence, f"attributes.{row.id}", row.confidence
                    )
    return tuple(sorted(found.values(), key=lambda a: (a.evidence.start, a.evidence.end, a.name, a.subject, a.value)))


def name_of(scene: Scene, line: Line, q: Quantity) -> Trigger | None:
    """The first trigger that fits the words around a quantity within its clause."""
    clean = scene.page.clean
    before, behind = clean[max(line.left, q.left - 24) : q.left], clean[q.right : min(line.right, q.right + 80)]
    for t in triggers():
        if (
            q.kind in t.kinds
            and (not t.row.before or t.before.search(before))
            and (not t.row.behind or t.behind.match(behind))
        ):
            return t
    if q.kind == "date" and event_behind(line, q):
        return next(t for t in triggers() if t.row.id == HELD)
    return None
