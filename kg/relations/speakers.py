"""Whose business a clause is that somebody says or does: scene in, the body or area that a person acts for out.

A mayor who calls for a campaign speaks for his city, the head of a bureau for the bureau. A speech stands until the
paragraph ends or somebody else is its subject; what is asked of a body named right behind the verb is that body's
(他要求某镇落实…).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from kg.model import EntityType
from kg.relations.clauses import ACTORS, Subject, Topics
from kg.relations.names import is_area, short
from kg.relations.scene import Argument, Line, Scene, posts_by_holder
from kg.relations.words import words

REACH = 240  # characters that a person may stand before what is said
SPEAKS = 12  # characters between a person and the verb of saying


@dataclass(slots=True)
class Speakers:
    """Whom each person of a page acts for, and who is speaking when a line begins."""

    scene: Scene
    topics: Topics
    bodies: dict[str, str] = field(default_factory=dict)
    carried: dict[int, Subject] = field(default_factory=dict)

    def at(self, line: Line, index: int) -> Subject | None:
        """Whom the person who says or does what stands at `line.text[index]` acts for; None where nobody does."""
        person = next((i for i in range(index - 1, max(-1, index - REACH), -1) if self.acts(line, i)), -1)
        addressed = self.addressed(line, person, index)
        if addressed is not None:
            return addressed
        here = self.topics.by_line.get(line.index, [])
        first, last = (bisect_left(here, at, key=lambda found: found[0]) for at in (max(person, index - REACH), index))
        if any(subject.type in ACTORS and not modifies(line, at) for at, subject in here[first:last]):
            return None
        if person < 0:
            return self.carried.get(line.index)
        return self.subject(line, person)

    def acts(self, line: Line, index: int) -> bool:
        """Whether a person whose body is known stands at an index."""
        a = line.arguments[index]
        return a is not None and a.type is EntityType.PERSON and a.entity in self.bodies

    def addressed(self, line: Line, person: int, index: int) -> Subject | None:
        """The body that a speaker asks something of, named right behind the verb."""
        verb = says(line, person)
        a = line.arguments[verb] if 0 <= verb < index else None
        if a is None or a.type not in ACTORS:
            return None
        return Subject((a.entity,), a.type, a.left, a.right, line.index)

    def subject(self, line: Line, person: int) -> Subject:
        """What a person of the line acts for."""
        a = line.arguments[person]
        assert isinstance(a, Argument)
        body = self.bodies[a.entity]
        return Subject((body,), self.scene.entities[body].type, a.left, a.right, line.index)


def says(line: Line, person: int) -> int:
    """The index behind the verb of saying whose subject stands at `person`; -1 when it says nothing."""
    if person < 0:
        return -1
    reach = line.text[person + 1 : person + 1 + SPEAKS]
    found = [(reach.find(word), len(word)) for word in words("speak")]
    at = min(((left, -size) for left, size in found if left >= 0), default=None)
    if at is None or "，" in reach[: at[0]]:
        return -1
    return person + 1 + at[0] - at[1]


def modifies(line: Line, index: int) -> bool:
    """Whether the subject at an index only modifies a noun behind it (某园区建设要提速)."""
    while index + 1 < len(line.text) and (line.arguments[index] is not None or line.text[index] in "、和与"):
        index += 1
    return line.text.startswith(words("modified"), index)


def follow_speakers(scene: Scene, topics: Topics) -> Speakers:
    """Read whom the persons of a page act for, and carry each speech through its paragraph."""
    speakers = Speakers(scene, topics)
    for post, body in posts_by_holder(scene):
        person = scene.resolution.of_mention[post.holder]
        if not post.status:
            speakers.bodies[person] = acted_for(scene, body)
    for before, line in zip(scene.lines, scene.lines[1:], strict=False):
        if before.paragraph != line.paragraph or before.article != line.article:
            continue
        speaking = [i for i in range(len(before.text)) if speakers.acts(before, i) and says(before, i) > 0]
        others = [at for at, s in topics.by_line.get(before.index, []) if s.type in ACTORS and not modifies(before, at)]
        if speaking:
            speakers.carried[line.index] = speakers.subject(before, speaking[-1])
        elif before.index in speakers.carried and not others and not any(map(is_person, before.arguments)):
            speakers.carried[line.index] = speakers.carried[before.index]
    return speakers


def is_person(a: Argument | None) -> bool:
    """Whether an argument is a person."""
    return a is not None and a.type is EntityType.PERSON


def acted_for(scene: Scene, body: str) -> str:
    """The area of a Party committee or government; any other body itself."""
    entity = scene.entities[body]
    place = scene.names.place_in(entity) if entity.type is EntityType.ORG else None
    if place is None or not is_area(scene.entities[place]):
        return body
    areas = short(scene.entities[place])
    rules = any(entity.name.removesuffix(w) in areas for w in words("ruler") if entity.name.endswith(w))
    return place if rules else body
