"""Whose a quantity is: scene and a quantity with its name in, the entities it measures out.

The nearest argument of a fitting type bears it, but for what a reader knows better: the sum of several projects is
the event's or the area's (项目44个，总投资…), a loan is its borrower's or the program's and never the bank's, a
date of foundation is that of what was founded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from kg.lexicon.quantities import Quantity, number_of
from kg.model import EntityType
from kg.relations.clauses import Topics
from kg.relations.fragments import fragments
from kg.relations.names import is_area
from kg.relations.scene import Argument, Line, Scene
from kg.relations.words import words

Bearer = tuple[str, int, int]  # entity, and where it stands in Page.clean

REACH = 120  # characters on either side of a quantity that its subject may stand in
NEAR = 16  # characters behind a quantity that the project it is spent on may begin in
SOON = 5  # characters between a date and the event that it is the date of
FAR = 12  # lines of an article that are looked back for an area
BACK = 3  # lines of a paragraph that are looked back
SUMS = frozenset({"investment", "annual_output", "tax", "jobs", "revenue"})
HELD, FOUNDED, LOAN = "date_held", "date_founded", "loan"
BORROWERS = (EntityType.PERSON, EntityType.COMPANY, EntityType.ORG, EntityType.PROJECT)


@cache
def counted() -> re.Pattern[str]:
    """Matches projects that are counted: 项目44个, 四个项目."""
    return re.compile(fragments()["counted"])


def bearers(
    scene: Scene, topics: Topics, line: Line, q: Quantity, name: str, rule: str, kinds: tuple[EntityType, ...]
) -> list[Bearer]:
    """Whom a quantity measures.

    Args:
        scene: the page.
        topics: the subjects in force.
        line: the line that the quantity stands in.
        q: the quantity.
        name: the attribute's name.
        rule: id of the trigger that gave it.
        kinds: the types that its subject may have, the likeliest first.
    """
    index = bisect_right(line.offsets, q.left) - 1
    holder = line.arguments[index] if index < len(line.arguments) else None
    if holder is not None:
        fits = holder.type in kinds and q.kind != "date"
        return [(holder.entity, holder.left, holder.right)] if fits else []
    before = [a for a in line.arguments[max(0, index - REACH) : index] if a is not None]
    behind = [a for a in line.arguments[index : index + REACH] if a is not None]
    found: list[Bearer] | None = None
    if name in SUMS:
        found = of_many(scene, topics, line, index, q)
    elif name == LOAN:
        found = of_loan(scene, before, behind)
    elif rule == FOUNDED:
        found = of_founded(line, index)
    if found is not None:
        return found
    one = nearest(scene, topics, line, index, q, kinds, before, behind)
    return [] if one is None else [one]


def nearest(
    scene: Scene,
    topics: Topics,
    line: Line,
    index: int,
    q: Quantity,
    kinds: tuple[EntityType, ...],
    before: list[Argument],
    behind: list[Argument],
) -> Bearer | None:
    """The nearest that fits.

    Type by type as the trigger ranks them: the nearest argument before it in its line, or a project or event of the
    paragraph, unless a firm of its line stands between; else one behind it; else the topic.
    """
    spent_on = behind[0] if behind and behind[0].type is EntityType.PROJECT else None
    if spent_on is not None and EntityType.PROJECT in kinds and spent_on.left - q.right <= 1 and q.kind != "date":
        return spent_on.entity, spent_on.left, spent_on.right
    firm = any(a.type is EntityType.COMPANY and not a.oblique for a in before) and EntityType.COMPANY in kinds
    for kind in kinds:
        found = next((a for a in reversed(before) if a.type is kind), None)
        if found is None and kind is EntityType.PROJECT:
            found = next((a for a in behind if a.type is kind and a.left - q.right < NEAR), None)
        if found is not None:
            return found.entity, found.left, found.right
        if kind is EntityType.EVENT or (kind is EntityType.PROJECT and not firm):
            for other in reversed(scene.lines[max(0, line.index - BACK) : line.index]):
                known = [a for a in other.named() if a.type is kind] if other.paragraph == line.paragraph else []
                if known:
                    return known[-1].entity, q.left, q.right
    for kind in kinds:
        found = next((a for a in behind if a.type is kind), None)
        if found is not None and (q.kind == "date" or not before):
            return found.entity, found.left, found.right
    topic = topics.at(line, index, kinds)
    if topic is None or topic.left < 0 or q.kind == "date":
        return None
    return topic.entities[0], q.left, q.right


def of_many(scene: Scene, topics: Topics, line: Line, index: int, q: Quantity) -> list[Bearer] | None:
    """Who bears the sum of several projects; None where no number of projects stands before it."""
    first = max(0, index - REACH)
    begin = max((i + 1 for i in range(first, index) if is_a(line.arguments[i], EntityType.PROJECT)), default=first)
    counts = list(counted().finditer(line.text, begin, index))
    if not counts:
        return None
    count = counts[-1]
    if line.text[count.end() : index].endswith(words("each")):
        return each_next(scene, line, count["number"] or count["after"], q)
    lines = [line, *reversed(scene.lines[max(0, line.index - BACK) : line.index])]
    kind = EntityType.COMPANY if line.text[first : count.start()].endswith(words("these")) else EntityType.EVENT
    for other in lines:
        if other.paragraph == line.paragraph:
            near = line.arguments[first:index] if other is line else other.arguments[-REACH:]
            known = [a for a in near if a is not None and a.type is kind]
            if known:
                return [(known[-1].entity, q.left, q.right)]
    place = area_in_force(scene, topics, line, index)
    return None if place is None else [(place, q.left, q.right)]


def area_in_force(scene: Scene, topics: Topics, line: Line, index: int) -> str | None:
    """The area that an index of a line speaks of: a subject, else one named in the line or before it, else home."""
    topic = topics.at(line, index, (EntityType.PLACE,))
    if topic is not None and topic.left >= 0:
        return topic.entities[0]
    for other in reversed(scene.lines[max(0, line.index - FAR) : line.index + 1]):
        if other.article != line.article:
            break
        for a in other.arguments[:REACH]:
            if a is not None and is_a(a, EntityType.PLACE) and not a.oblique and is_area(scene.entities[a.entity]):
                return a.entity
    return None if topic is None else topic.entities[0]


def each_next(scene: Scene, line: Line, number: str, q: Quantity) -> list[Bearer]:
    """The projects named next in the paragraph, as many as are counted (另外两个项目总投资都是3000万元)."""
    wanted = int(number_of(number, "") or 0)
    found: list[Bearer] = []
    for other in scene.lines[line.index : line.index + BACK]:
        if other.paragraph == line.paragraph and other.article == line.article:
            for a in other.named():
                if a.type is EntityType.PROJECT and a.left > q.right and all(a.entity != e for e, _, _ in found):
                    found.append((a.entity, q.left, q.right))
    return found[:wanted]


def of_loan(scene: Scene, before: list[Argument], behind: list[Argument]) -> list[Bearer] | None:
    """Who borrows: to whom it is lent, else who is named and is no bank, else the program; None: the bank's topic."""
    named = [a for a in before if not lends(scene, a)]
    told = [a for a in reversed(named) if a.oblique and a.type in BORROWERS]
    plain = [a for kinds in (BORROWERS, (EntityType.PROGRAM,)) for a in reversed(named) if a.type in kinds]
    later = [a for a in behind if a.type in (*BORROWERS, EntityType.PROGRAM) and not lends(scene, a)]
    for a in (*told, *plain, *later):
        return [(a.entity, a.left, a.right)]
    return [] if any(lends(scene, a) for a in before) else None


def lends(scene: Scene, a: Argument) -> bool:
    """Whether an argument is a bank."""
    return a.type is EntityType.COMPANY and scene.entities[a.entity].name.endswith(words("lender"))


def of_founded(line: Line, index: int) -> list[Bearer] | None:
    """What is founded, where it stands right behind the verb."""
    for word in words("founding"):
        at = line.text.find(word, index, index + REACH)
        a = next((x for x in line.arguments[at + len(word) : at + len(word) + 2] if x is not None), None)
        if at >= 0 and a is not None and a.type in (EntityType.ORG, EntityType.COMPANY):
            return [(a.entity, a.left, a.right)]
    return None


def event_behind(line: Line, q: Quantity) -> bool:
    """Whether an event stands right behind a date, so that the date is the event's."""
    index = bisect_right(line.offsets, q.right) - 1
    soon: Iterable[Argument | None] = line.arguments[index : index + SOON]
    a = next((x for x in soon if x is not None), None)
    return is_a(a, EntityType.EVENT)


def is_a(a: Argument | None, kind: EntityType) -> bool:
    """Whether an argument is of a type."""
    return a is not None and a.type is kind
