"""Who a clause is about when it does not say: scene in, the subject in force at a place of a line out.

Chinese news drops the subject as long as it stays the same. A subject is an argument at the head of a clause,
perhaps after a few words of time; it stands until the next one, over sentences and paragraphs of one article.
An article begins with the first of its headline, else with the place of its dateline, else with the page's
home.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from kg.model import EntityType, RegionKind
from kg.relations.fragments import fragments
from kg.relations.names import is_area
from kg.relations.scene import OBLIQUE, PLAIN, TYPES, Line, Scene
from kg.relations.words import words

ACTORS = (EntityType.PLACE, EntityType.ORG, EntityType.COMPANY)
HEAD = 24  # characters of a clause that may stand before its subject
BREAKS = "，：（）()“”‘’《》—■□▶◀ \n"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts: entities (a list acts together) and where they stand; `left` is -1 if only the article says so."""

    entities: tuple[str, ...]
    type: EntityType
    left: int
    right: int
    line: int


@dataclass(slots=True)
class Topics:
    """The subjects of a page's lines, in order, and what each article falls back on."""

    scene: Scene
    by_line: dict[int, list[tuple[int, Subject]]] = field(default_factory=dict)
    starts: dict[int | None, Subject | None] = field(default_factory=dict)
    carried: dict[int, list[Subject]] = field(
        default_factory=dict
    )  # before a line: the last subject of each type, newest last

    def at(self, line: Line, index: int, types: tuple[EntityType, ...] = ACTORS) -> Subject | None:
        """The subject in force before `line.text[index]` among those of the given types."""
        here = self.by_line.get(line.index, [])
        for i in range(bisect_left(here, index, key=lambda found: found[0]) - 1, -1, -1):
            if here[i][1].type in types:
                return here[i][1]
        for subject in reversed(self.carried.get(line.index, [])):
            if subject.type in types:
                return subject
        start = self.starts.get(line.article)
        if start is not None and start.type in types:
            return start
        home = self.scene.home_of(line.article)
        if home is not None and EntityType.PLACE in types:
            return Subject((home,), EntityType.PLACE, -1, -1, -1)
        return None


@cache
def head_of_clause() -> re.Pattern[str]:
    """Matches what may stand between the head of a clause and its subject: words of time, 记者从, 据."""
    lead = "|".join(re.escape(w) for w in words("lead"))
    return re.compile(rf"(?:{lead}|{fragments()['time']}|[\s\-~])*")


def subjects_of(scene: Scene, line: Line) -> list[tuple[int, Subject]]:
    """The subjects of a line with their index in its text."""
    found: list[tuple[int, Subject]] = []
    begin = 0
    i = 0
    while i < len(line.text):
        a = line.arguments[i]
        if a is None:
            if line.text[i] in BREAKS:
                begin = i + 1
            i += 1
            continue
        site = a.type is EntityType.PLACE and not is_area(scene.entities[a.entity])
        mute = a.type is EntityType.EVENT and not line.text.startswith(words("say"), i + 1)
        if (
            a.oblique
            or site
            or mute
            or a.type is EntityType.PERSON
            or i - begin > HEAD
            or not clear(line.text[begin:i])
        ):
            i += 1
            continue
        group, j = [a], i + 1
        while (b := coordinated(line, j)) is not None:
            group.append(line.arguments[b] or a)
            j = b + 1
        found.append(
            (i, Subject(tuple(dict.fromkeys(x.entity for x in group)), a.type, a.left, group[-1].right, line.index))
        )
        i = j
        begin = j if j < len(line.text) and line.text[j] not in BREAKS else begin
    return found


def coordinated(line: Line, index: int) -> int | None:
    """Where the next actor of a list stands, when `line.text[index:]` begins with 、, 和 or the like and an actor."""
    for word in words("joint"):
        at = index + len(word)
        if line.text.startswith(word, index) and at < len(line.text):
            a = line.arguments[at]
            return at if a is not None and a.type in ACTORS else None
    return None


def clear(before: str) -> bool:
    """Whether what stands before an argument leaves it the head of its clause."""
    plain = "".join(c for c in before if not (PLAIN <= ord(c) < OBLIQUE + len(TYPES)))
    return head_of_clause().fullmatch(plain) is not None


def follow_topics(scene: Scene) -> Topics:
    """Read the subjects of all lines and carry them forward within each article."""
    topics = Topics(scene)
    for line in scene.lines:
        topics.by_line[line.index] = subjects_of(scene, line)
    for article, lines in scene.articles():
        topics.starts[article] = start_of(scene, article, lines)
        carried: dict[EntityType, Subject] = {}
        for line in lines:
            topics.carried[line.index] = list(carried.values())
            for _, subject in topics.by_line[line.index]:
                if len(subject.entities) > 1:
                    continue
                carried.pop(subject.type, None)
                carried[subject.type] = subject
    return topics


def start_of(scene: Scene, article: int | None, lines: list[Line]) -> Subject | None:
    """What an article is about before its text says: the first actor of the headline, else the dateline's place."""
    if article is None:
        return None
    for line in lines:
        if line.kind is RegionKind.TITLE:
            for a in line.named():
                if a.type in ACTORS and not a.oblique:
                    return Subject((a.entity,), a.type, a.left, a.right, line.index)
    place = place_called(scene, scene.page.articles[article].place)
    return None if place is None else Subject((place,), EntityType.PLACE, -1, -1, -1)


def place_called(scene: Scene, name: str | None) -> str | None:
    """The place of the page with a name or short name, if there is one."""
    if not name:
        return None
    for e in scene.resolution.entities:
        if e.type is EntityType.PLACE and (e.name == name or name in e.aliases):
            return e.id
    for e in scene.resolution.entities:
        if e.type is EntityType.PLACE and e.name.startswith(name) and len(e.name) == len(name) + 1:
            return e.id
    return None
