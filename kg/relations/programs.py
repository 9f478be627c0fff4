"""Who carries out a program and who takes part in it: scene in, implements and participates_in out.

A program in the news is somebody's. After a verb such as 推行 or 打造 it belongs to the subject in force; what
an event (会议强调 …) asks for is its host's; what a page never shows with such a verb falls to the same
subject, with less confidence.
"""

from __future__ import annotations

import re
from functools import cache

from kg.model import EntityType, Predicate
from kg.relations.clauses import ACTORS, Subject, Topics
from kg.relations.fragments import fragments
from kg.relations.geography import Geography
from kg.relations.ledger import Ledger
from kg.relations.names import is_area
from kg.relations.patterns import enter_rows, find, marks
from kg.relations.scene import Argument, Line, Scene
from kg.relations.speakers import Speakers, follow_speakers
from kg.relations.words import words

Weak = tuple[Argument, Line, Subject]

REACH = 60  # characters before a program that its verb and actor may stand in


@cache
def carried_out(fragment: str) -> re.Pattern[str]:
    """Matches the text before a program that a verb of doing governs."""
    return re.compile(rf"(?:{fragments()[fragment]})[^。！？；]{{0,16}}$")


@cache
def actor_and_verb() -> re.Pattern[str]:
    """Matches the same with an actor right before the verb, wherever in its clause: 得益于某镇开展的…."""
    actor = f"[{marks(ACTORS, False)}]|(?<={fragments()['owed']})[{marks(ACTORS, True)}]"
    verb = fragments()["do_firm"]
    return re.compile(f"({actor})[^。！？；，{marks(ACTORS, True)}]{{0,6}}(?:{verb})[^。！？；，]{{0,16}}$")


@cache
def directly() -> re.Pattern[str]:
    """Matches the text before a program of the body printed right before it: 市委“…”思路."""
    return re.compile(f"([{marks(ACTORS, True)}]){fragments()['of']}$")


def run_programs(scene: Scene, topics: Topics, geography: Geography, ledger: Ledger) -> None:
    """Enter implements and participates_in; organised must be entered before."""
    enter_rows("programs", scene, ledger)
    without_subject(scene, topics, ledger)
    told = {r.object for r in ledger.of(Predicate.IMPLEMENTS)}
    chosen = {r.object for r in ledger.of(Predicate.PARTICIPATES_IN) if not r.rule.endswith("thanks")}
    speakers = follow_speakers(scene, topics)
    weak: list[Weak] = []
    for line in scene.lines:
        for i, a in enumerate(line.arguments):
            if a is not None and a.type is EntityType.PROGRAM and a.named and a.entity not in chosen | told:
                weak += carry_out(scene, topics, speakers, geography, ledger, line, i, a)
    named_after_place(scene, ledger)
    done = {r.object for r in ledger.of(Predicate.IMPLEMENTS)}
    for a, line, subject in weak:
        if a.entity not in done:
            give(ledger, line, a, subject, "programs.topic", 0.4)


def carry_out(
    scene: Scene,
    topics: Topics,
    speakers: Speakers,
    geography: Geography,
    ledger: Ledger,
    line: Line,
    i: int,
    a: Argument,
) -> list[Weak]:
    """Enter who carries out the program at `line.text[i]`; what only the topic says is handed back for later."""
    begin = max(0, i - REACH)
    before = line.text[begin:i]
    for rule, expression, confidence in (("owner", directly(), 0.8), ("actor", actor_and_verb(), 0.85)):
        m = expression.search(before)
        at = begin + m.start(1) if m is not None else -1
        owner = line.arguments[at] if at >= 0 else None
        if owner is not None and (owner.type is not EntityType.PLACE or is_area(scene.entities[owner.entity])):
            for owner in [line.arguments[j] for j in owners(line, at)]:
                if owner is not None:
                    span = owner.left, a.right
                    ledger.enter(owner.entity, Predicate.IMPLEMENTS, a.entity, *span, f"programs.{rule}", confidence)
            return []
    subject = speakers.at(line, i) or topics.at(line, i, (*ACTORS, EntityType.EVENT))
    if subject is not None and subject.type is EntityType.EVENT:
        subject = host_of(scene, geography, ledger, line, subject)
    if subject is None:
        return []
    firm = subject.type is EntityType.COMPANY
    if carried_out("do_firm" if firm else "do").search(before):
        give(ledger, line, a, subject, "programs.verb", 0.7)
        return []
    headline = topics.starts.get(line.article)
    if subject.line != line.index and headline is not None and headline.type is not EntityType.COMPANY:
        return [(a, line, headline)]
    return [] if firm else [(a, line, subject)]


def owners(line: Line, index: int) -> list[int]:
    """Where the bodies of a list stand whose last is at `index` (市委、市政府“…”思路)."""
    found = [index]
    while (
        index > 1
        and line.text[index - 1] == "、"
        and (a := line.arguments[index - 2]) is not None
        and a.type is EntityType.ORG
    ):
        index -= 2
        found.append(index)
    return found


def without_subject(scene: Scene, topics: Topics, ledger: Ledger) -> None:
    """The rows of relations/programs.tsv that name no subject: the subject in force takes part (…，入选某试点)."""
    for line in scene.lines:
        for m in find("programs", line):
            subject = topics.at(line, m.start, m.pattern.subjects) if m.pattern.elided else None
            for o in m.objects if subject is not None and subject.left >= 0 else ():
                if not ledger.has(m.pattern.predicate, object=o.entity):
                    rule = f"programs.{m.pattern.id}"
                    for s in subject.entities if subject is not None else ():
                        span = m.left, m.right
                        ledger.enter(s, m.pattern.predicate, o.entity, *span, rule, m.pattern.confidence)


def host_of(scene: Scene, geography: Geography, ledger: Ledger, line: Line, event: Subject) -> Subject | None:
    """Who an event speaks for: its host, else the place of the article."""
    hosts = tuple(r.subject for r in ledger.of(Predicate.ORGANISED) if r.object in event.entities)
    if not hosts:
        place = geography.articles.get(line.article)
        hosts = () if place is None else (place,)
    if not hosts:
        return None
    return Subject(hosts[:1], scene.entities[hosts[0]].type, event.left, event.right, event.line)


def named_after_place(scene: Scene, ledger: Ledger) -> None:
    """A program whose name begins with an area's full name is that area's: 某市十大民生项目."""
    done = {r.object for r in ledger.of(Predicate.IMPLEMENTS)}
    for program in scene.resolution.entities:
        if (
            program.type is not EntityType.PROGRAM
            or program.id in done
            or (span := scene.names.first(program.id)) is None
        ):
            continue
        for place in scene.resolution.entities:
            if is_area(place) and not place.name.endswith(words("province")) and program.name.startswith(place.name):
                ledger.enter(place.id, Predicate.IMPLEMENTS, program.id, *span, "programs.name", 0.7)
                break


def give(ledger: Ledger, line: Line, program: Argument, subject: Subject, rule: str, confidence: float) -> None:
    """Enter a program for a subject, shown by the line from the subject (if there) to the program."""
    left = subject.left if subject.line == line.index and subject.left >= 0 else max(line.left, program.left - 12)
    for entity in subject.entities:
        ledger.enter(
            entity, Predicate.IMPLEMENTS, program.entity, min(left, program.left), program.right, rule, confidence
        )
