"""Who carries out a program and who takes part in it: scene in, implements and participates_in out.

A program in the news is somebody's: after a verb such as 推行 or 打造 it belongs to the subject in force. What a page never shows with such
a verb falls to the same subject, with less confidence.
"""

from __future__ import annotations

import re
from functools import cache

from kg.model import EntityType, Predicate
from kg.relations.clauses import Subject, Topics
from kg.relations.ledger import Ledger
from kg.relations.patterns import find, fragments, marks
from kg.relations.scene import Argument, Line, Scene


@cache
def carried_out() -> re.Pattern[str]:
    """Matches the text before a program that a verb of doing governs."""
    return re.compile(rf"(?:{fragments()['do']})[^。！？；]{{0,16}}$")


@cache
def directly() -> re.Pattern[str]:
    """Matches the text before a program of the body printed right before it: 市委“…”思路."""
    return re.compile(f"([{marks((EntityType.PLACE, EntityType.ORG, EntityType.COMPANY), True)}])的?$")


def run_programs(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """Enter implements and participates_in."""
    for line in scene.lines:
        for m in find("programs", line):
            for s in m.subjects:
                for o in m.objects:
                    ledger.enter(s.entity, m.pattern.predicate, o.entity, m.left, m.right, f"programs.{m.pattern.id}", m.pattern.confidence)
    weak: list[tuple[Argument, Line, Subject]] = []
    for line in scene.lines:
        for i, a in enumerate(line.arguments):
            if a is None or a.type is not EntityType.PROGRAM or not a.named:
                continue
            before = line.text[:i]
            owner = directly().search(before)
            if owner is not None:
                body = line.arguments[owner.start(1)]
                assert body is not None
                ledger.enter(body.entity, Predicate.IMPLEMENTS, a.entity, body.left, a.right, "programs.owner", 0.8)
                continue
            subject = topics.at(line, i)
            if subject is None or any(o == a.entity for o in taken(ledger, a.entity)):
                continue
            if carried_out().search(before):
                give(ledger, line, a, subject, "programs.verb", 0.75)
            else:
                weak.append((a, line, subject))
    for a, line, subject in weak:
        if not ledger.has(Predicate.IMPLEMENTS, object=a.entity) and not ledger.has(Predicate.PARTICIPATES_IN, object=a.entity):
            give(ledger, line, a, subject, "programs.topic", 0.5)


def taken(ledger: Ledger, program: str) -> list[str]:
    """The program, if somebody was chosen for it: then nobody on the page need carry it out."""
    return [program] if ledger.has(Predicate.PARTICIPATES_IN, object=program) else []


def give(ledger: Ledger, line: Line, program: Argument, subject: Subject, rule: str, confidence: float) -> None:
    """Enter a program for a subject, shown by the line from the subject (if there) to the program."""
    left = subject.left if subject.line == line.index and subject.left >= 0 else max(line.left, program.left - 12)
    for entity in subject.entities:
        ledger.enter(entity, Predicate.IMPLEMENTS, program.entity, min(left, program.left), program.right, rule, confidence)
