"""What an article tells of visits: its lines in; who went where, in turn, and who came along, out.

A visit is told over several sentences, mostly without its subject. A new one begins with another leader, or with
one of several leaders who went separate ways (分别带队).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from kg.model import EntityType, RegionKind
from kg.relations.fragments import fragments
from kg.relations.names import is_area
from kg.relations.patterns import Match, find
from kg.relations.scene import Argument, Line, Scene
from kg.relations.words import words

Span = tuple[int, int]
Found = dict[str, list[Match]]
STOPS = (EntityType.COMPANY, EntityType.ORG, EntityType.PLACE, EntityType.PROJECT)
LEAD = 3  # paragraphs of an article in which a leader may be named without a place
MANY = 12  # things that 这些 may point at
SAID = 400  # characters of a line in which whoever speaks or goes is looked for
BACK = 200  # characters of a line in which what a word points at is looked for
OWNED = 14  # characters between a company and its project in one item of a list


@dataclass(slots=True)
class Tour:
    """One visit. Spans are the evidence in `Page.clean`."""

    leaders: dict[str, Span] = field(default_factory=dict)
    companions: dict[str, Span] = field(default_factory=dict)
    targets: dict[str, Span] = field(default_factory=dict)
    goals: set[str] = field(default_factory=set)  # the targets told of before any stop
    stops: dict[str, Span] = field(default_factory=dict)
    active: dict[str, Span] = field(default_factory=dict)  # who took part in the activity: companions or hosts
    meetings: dict[tuple[str, str], Span] = field(default_factory=dict)  # of one leader alone
    group: bool = False  # whether an unnamed group went: delegates, an inspection team
    parted: bool = False  # whether its leaders went separate ways

    def knows(self, person: str) -> bool:
        """Whether somebody is of the visit."""
        return person in self.leaders or person in self.companions or person in self.active


@cache
def expression(name: str) -> re.Pattern[str]:
    """A fragment of relations/fragments.tsv, compiled."""
    return re.compile(fragments()[name])


class Teller:
    """Reads one article line by line; `tours` grows.

    Args:
        scene: the page.
        lines: the article's lines.
        leads: whether an entity may lead a visit: an official, or somebody with a post.
    """

    def __init__(self, scene: Scene, lines: list[Line], leads: Callable[[str], bool]) -> None:
        self.scene, self.lines, self.leads = scene, lines, leads
        self.tours = [Tour()]
        self.printed: set[int] = set()  # spans that stand in a headline, by their left border

    @property
    def tour(self) -> Tour:
        """The visit that is being told."""
        return self.tours[-1]

    def read(self) -> list[Tour]:
        """Read all lines."""
        for number, line in enumerate(self.lines):
            if line.kind is RegionKind.TITLE:
                self.printed.update(line.offsets)
            self.read_line(line, number)
        return self.tours

    def read_line(self, printed: Line, number: int) -> None:
        """Read one line; who escorts is blanked first, for the phrase parts no subject from its verb."""
        escorts = [m for m in find("visits", printed) if m.pattern.id in ("escort", "escorted")]
        for m in escorts:
            self.note(self.tour.companions, ((s.entity, s.name_left, m.right) for s in m.subjects))
        line = without(printed, escorts)
        found: Found = {}
        for m in find("visits", line):
            found.setdefault(m.pattern.id, []).append(m)
        self.begin(line, found)
        tour = self.tour
        tour.group = tour.group or "group" in found
        for m in found.get("meeting", []):
            tour.meetings.update({(s.entity, o.entity): (m.left, m.right) for s in m.subjects for o in m.objects})
        if line.paragraph - self.lines[0].paragraph < LEAD:
            for m in (*found.get("leads", []), *found.get("led", [])):
                self.lead(m)
        for m in (*found.get("to", []), *found.get("direct", []), *found.get("enters", [])):
            if m.pattern.id != "enters" or any(self.scene.entities[s.entity].official for s in m.subjects):
                self.lead(m)
            self.arrive(line, m)
        for m in found.get("fronted", []):
            self.note(tour.stops, ((o.entity, m.left, m.right) for o in self.places_in(m.objects)))
            self.lead(m)
        for m in (*found.get("companion", []), *found.get("company", [])):
            self.note(tour.companions, ((s.entity, s.name_left, m.right) for s in m.subjects))
        for m in found.get("activity", []):
            self.note(tour.active, ((s.entity, s.name_left, m.right) for s in m.subjects))
        if tour.leaders or tour.group:
            for m in (*found.get("stops", []), *found.get("toured", []), *found.get("passed", [])):
                if not self.others(line, m):
                    self.halt(line, m)
            for m in (*found.get("these", []), *found.get("onsite", [])):
                self.point(line, m, number)

    def begin(self, line: Line, found: Found) -> None:
        """Begin another visit where another leader sets out."""
        tour = self.tour
        came = (*found.get("companion", []), *found.get("company", []), *found.get("activity", []))
        along = {s.entity for c in came for s in c.subjects}
        sets_out = (*found.get("to", []), *found.get("direct", []), *found.get("enters", []))
        for m in (*sets_out, *found.get("stops", [])):
            persons = m.subjects or (persons_before(line, m.start, 0) if tour.parted else [])
            who = [s.entity for s in persons if self.leads(s.entity)]
            if not who or not tour.leaders:
                continue
            if tour.parted and set(who) < set(tour.leaders):
                self.tours.append(Tour({w: tour.leaders[w] for w in who}))
                return
            strong = m.pattern.id in ("to", "direct")
            if strong and (tour.stops or tour.targets) and not any(tour.knows(w) or w in along for w in who):
                self.tours.append(Tour())
                return
        names = {s.entity for m in (*found.get("leads", []), *found.get("to", [])) for s in m.subjects}
        if len(names) > 1 and expression("parted").search(line.text):
            tour.parted = True

    def lead(self, m: Match) -> None:
        """Enter the subjects of a match as leaders."""
        self.note(self.tour.leaders, ((s.entity, s.name_left, m.right) for s in m.subjects if self.leads(s.entity)))

    def note(self, known: dict[str, Span], found: Iterable[tuple[str, int, int]]) -> None:
        """Keep the first span of each entity, but for one in the headline where the text tells it too."""
        for entity, left, right in found:
            if entity not in known or known[entity][0] in self.printed:
                known[entity] = (left, right)

    def arrive(self, line: Line, m: Match) -> None:
        """Enter where somebody named went."""
        tour = self.tour
        if not any(tour.knows(s.entity) for s in m.subjects):
            return
        met = {place for _, place in tour.meetings}
        objects = [o for o in self.places_in(enumerated(line, m)) if o.entity not in met]
        for o in objects:
            aim = self.is_target(o, objects)
            if aim and not tour.stops and len(objects) == 1:
                tour.goals.add(o.entity)
            self.note(tour.targets if aim else tour.stops, [(o.entity, m.left, max(m.right, o.right))])

    def halt(self, line: Line, m: Match) -> None:
        """Enter where the visit went on to."""
        tour = self.tour
        met = {place for _, place in tour.meetings}
        objects = self.places_in(enumerated(line, m))
        for o in objects:
            if o.entity in met or self.is_topic(line, o):
                continue
            if self.is_target(o, objects):
                self.note(tour.targets, [(o.entity, line.left, o.right)])
            elif o.entity not in tour.targets:
                self.note(tour.stops, [(o.entity, line.left, o.right)])

    def others(self, line: Line, m: Match) -> bool:
        """Whether a clause without subject is of somebody else: spoken by a leader, or of a person not of the visit."""
        begin = max(0, m.start - SAID)
        said = max(
            (at + len(w) for w in words("speech") if (at := line.text.rfind(w, begin, m.start)) >= 0), default=-1
        )
        before = [a.entity for a in persons_before(line, m.start, max(said, 0))]
        if any(self.tour.knows(p) for p in before):
            return False
        return said >= 0 or bool(before)

    def point(self, line: Line, m: Match, number: int) -> None:
        """Enter the stops that 这两家企业, or the site that a leader speaks on, stands for: those last named."""
        if m.subjects and not any(self.tour.knows(s.entity) for s in m.subjects):
            return
        kinds: tuple[EntityType, ...] = ()
        for word, types in pointers():
            if word in line.text[m.start : m.listed]:
                kinds = types
                break
        pointing = [a.type for a in line.arguments[m.start : m.listed] if a is not None and not a.named]
        if m.pattern.id == "these" and pointing:
            kinds = tuple(pointing)
        start = m.start if not m.subjects else bisect_left(line.offsets, m.subjects[0].left)
        named = [a for a in line.arguments[max(0, start - BACK) : start] if a is not None]
        for earlier in reversed(self.lines[max(0, number - MANY) : number]):
            if earlier.paragraph != line.paragraph:
                break
            named = [a for a in earlier.arguments[-BACK:] if a is not None] + named
        near = [a for a in named if a.type in STOPS and not self.is_target(a, [a])]
        fitting = [a for a in near if a.type in kinds] or [a for a in near if a.type is not EntityType.ORG]
        wanted = count_of(line.text[m.start : m.listed])
        if m.pattern.id == "onsite":
            wanted = MANY if expression("each").search(line.text, m.start) else 1
        last = list(dict.fromkeys(a.entity for a in reversed(fitting)))[:wanted]
        self.note(self.tour.stops, ((e, m.left, m.right) for e in last))

    def places_in(self, objects: Iterable[Argument]) -> list[Argument]:
        """The objects that can be stopped at."""
        return [o for o in objects if o.type in STOPS]

    def is_topic(self, line: Line, stop: Argument) -> bool:
        """Whether an area is but what the visitors heard of (了解某新区建设等情况)."""
        if stop.type is not EntityType.PLACE or not is_area(self.scene.entities[stop.entity]):
            return False
        at = bisect_left(line.offsets, stop.left)
        return expression("heard").search(line.text, max(0, at - BACK), at) is not None and (
            expression("matter").match(line.text, at + 1) is not None
        )

    def is_target(self, stop: Argument, listed: list[Argument]) -> bool:
        """Whether a stop is an area that stops lie in: a division, or a zone that no smaller stop is listed with."""
        if stop.type is not EntityType.PLACE:
            return False
        entity = self.scene.entities[stop.entity]
        if entity.name.endswith(words("locality")):
            return False
        if entity.code is not None or entity.name.endswith(words("town")):
            return True
        return is_area(entity) and len(listed) == 1


@cache
def pointers() -> tuple[tuple[str, tuple[EntityType, ...]], ...]:
    """The nouns that point at a stop named before, with what they may stand for."""
    company, project, place = EntityType.COMPANY, EntityType.PROJECT, EntityType.PLACE
    return tuple(
        (word, types)
        for role, types in (
            ("points_project", (project,)),
            ("points_company", (company, project)),
            ("points_village", (place,)),
        )
        for word in words(role)
    )


def count_of(text: str) -> int:
    """How many things a phrase points at: 这两家企业 two, 这些项目 any number, 该村 one."""
    for role, number in (("counts_two", 2), ("counts_three", 3), ("counts_many", MANY)):
        if any(word in text for word in words(role)):
            return number
    return 1


def without(line: Line, matches: list[Match]) -> Line:
    """The line with the stretches of matches blanked, so that the phrases part no subject from its verb."""
    if not matches:
        return line
    text, slots = list(line.text), list(line.arguments)
    for m in matches:
        right = bisect_left(line.offsets, m.right)
        for i in range(m.start, right):
            text[i], slots[i] = " ", None
    return replace(line, text="".join(text), arguments=tuple(slots))


def persons_before(line: Line, at: int, begin: int) -> list[Argument]:
    """The last persons named in `line.text[begin:at]`, those within reach."""
    begin = max(begin, at - SAID)
    return [a for a in line.arguments[begin:at] if a is not None and a.type is EntityType.PERSON]


def enumerated(line: Line, m: Match) -> list[Argument]:
    """The objects of a match and the rest of the list that they begin, across stops that have no name.

    A project printed behind its company in one item (甲公司的某项目) is the stop, and not the company.
    """
    found = [
        (i, a)
        for i, a in enumerate(line.arguments[m.start : m.listed], m.start)
        if a is not None and any(a is o for o in m.objects)
    ]
    if not found:
        return []
    i = item = m.listed
    while i < len(line.text):
        if line.text[i] in "，。；！？：）" and not line.text.startswith(words("list_goes_on"), i):
            break
        a = line.arguments[i]
        between = line.text[item:i]
        if a is not None and a.type in STOPS:
            if "、" in between or between.endswith(words("joint")):
                found.append((i, a))
                item = i
            elif a.type is EntityType.PROJECT and found[-1][1].type is EntityType.COMPANY and i - item <= OWNED:
                found[-1] = (i, a)
                item = i
        i += 1
    kept: list[Argument] = []
    for n, (at, a) in enumerate(found):
        follower = found[n + 1] if n + 1 < len(found) else None
        if (
            a.type is EntityType.COMPANY
            and follower is not None
            and follower[1].type is EntityType.PROJECT
            and not any(c in "、，" for c in line.text[at + 1 : follower[0]])
            and not line.text[at + 1 : follower[0]].endswith(words("joint"))
        ):
            continue
        kept.append(a)
    return kept
