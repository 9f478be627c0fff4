"""Literal facts: scene in, attributes out. The words around a quantity name it, its clause gives the subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.quantities import Quantity, quantities
from kg.lexicon.schema import AttributeTrigger
from kg.model import Attribute, EntityType
from kg.relations.clauses import Topics
from kg.relations.scene import Line, Scene

REACH = 120  # characters on either side of a quantity that its subject may stand in

NEAR = 16  # characters behind a quantity that the project it is spent on may begin in


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
    """Every quantity of the page that a trigger names, bound to its subject, sorted by place."""
    found: dict[tuple[str, str, str], Attribute] = {}
    for line in scene.lines:
        for q in quantities(scene.page.clean, line.left, line.right):
            named = name_of(scene, line, q)
            if named is None:
                continue
            subject = subject_of(scene, line, topics, q, named)
            if subject is None:
                continue
            entity, left, right = subject
            row = named.row
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
    return None


def subject_of(scene: Scene, line: Line, topics: Topics, q: Quantity, t: Trigger) -> tuple[str, int, int] | None:
    """Whom a quantity is about.

    The name that holds it; else, type by type as the trigger ranks them, the nearest argument before it in its line
    or a project or event of the paragraph; else one behind it; else the topic.
    """
    index = bisect_right(line.offsets, q.left) - 1
    holder = line.arguments[index] if index < len(line.arguments) else None
    if holder is not None:
        return (holder.entity, holder.left, holder.right) if holder.type in t.subjects else None
    before = [a for a in line.arguments[max(0, index - REACH) : index] if a is not None]
    behind = [a for a in line.arguments[index : index + REACH] if a is not None]
    for kind in t.subjects:
        nearest = next((a for a in reversed(before) if a.type is kind), None)
        if nearest is None and kind is EntityType.PROJECT:
            nearest = next((a for a in behind if a.type is kind and a.left - q.right < NEAR), None)
        if nearest is not None:
            return nearest.entity, nearest.left, nearest.right
        if kind in (EntityType.PROJECT, EntityType.EVENT):
            for other in reversed(scene.lines[max(0, line.index - 3) : line.index]):
                known = [a for a in other.named() if a.type is kind] if other.paragraph == line.paragraph else []
                if known:
                    return known[-1].entity, q.left, q.right
    for kind in t.subjects:
        nearest = next((a for a in behind if a.type is kind), None)
        if nearest is not None and (q.kind == "date" or not before):
            return nearest.entity, nearest.left, nearest.right
    topic = topics.at(line, index, t.subjects)
    if topic is None or topic.left < 0 or q.kind == "date":
        return None
    return topic.entities[0], q.left, q.right
