"""Which event a sentence is about when it names none: scene in, the event in force at a place of a line out.

An event is in force in its article from where it is told to take place (召开, 举行, 在…上) until the next such one; one
that is only planned, prepared or quoted (决定召开…, 贯彻…精神) leaves the one before in force.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from kg.model import EntityType
from kg.relations.fragments import fragments
from kg.relations.scene import Argument, Line, Scene
from kg.relations.words import words

BEHIND = 24  # characters behind an event in which a word is looked for that says whether it takes place
BEFORE = 12  # characters before it
NEXT = 12  # characters between a verb and the event that it is said of


@dataclass(slots=True)
class Occasions:
    """The events that take place in each line, with their index in its text, and what each line begins with.

    Attributes:
        by_line: by line index, (index in the text, event, whether it takes place), in order.
        carried: by line index, the event in force before the line, and whether it takes place.
    """

    by_line: dict[int, list[tuple[int, str, bool]]] = field(default_factory=dict)
    carried: dict[int, tuple[str, bool]] = field(default_factory=dict)

    def at(self, line: Line, index: int, held: bool = False) -> str | None:
        """The event in force at `line.text[index]`: one that takes place, else the first that the article names.

        Args:
            line: the line.
            index: where in its text.
            held: whether an event that is only named will not do.
        """
        here = self.by_line.get(line.index, [])
        cut = bisect_left(here, index, key=lambda found: found[0])
        for _, event, holds in reversed(here[:cut]):
            if holds:
                return event
        known = self.carried.get(line.index)
        if known is not None and (known[1] or not here):
            return known[0] if known[1] or not held else None
        for _, event, holds in here:
            if holds:
                return event
        first = known[0] if known is not None else here[0][1] if here else None
        return None if held else first


def follow_events(scene: Scene) -> Occasions:
    """Read which events take place, article by article."""
    occasions = Occasions()
    for _, lines in scene.articles():
        force: tuple[str, bool] | None = None
        for line in lines:
            if force is not None:
                occasions.carried[line.index] = force
            found = occasions.by_line[line.index] = events_of(line, scene.page.clean)
            for _, event, holds in found:
                if holds or force is None:
                    force = event, holds
    return occasions


def events_of(line: Line, clean: str) -> list[tuple[int, str, bool]]:
    """The events that a line names: index in its text, entity, whether it is told to take place.

    这次会议 names one; 会议 alone is left out: it stands for the event in force, not for the one named last.
    """
    return [
        (i, a.entity, takes_place(line, i))
        for i, a in enumerate(line.arguments)
        if a is not None and a.type is EntityType.EVENT and (a.named or pointed(clean, a))
    ]


def pointed(clean: str, a: Argument) -> bool:
    """Whether a reference says which one it means (这次会议), and is not 会议 alone."""
    return clean.startswith(words("deictic"), a.left) or clean[max(0, a.left - 2) : a.left].endswith(words("deictic"))


@cache
def signs(name: str) -> re.Pattern[str]:
    """A fragment of relations/fragments.tsv, compiled."""
    return re.compile(fragments()[name])


def takes_place(line: Line, index: int) -> bool:
    """Whether the event at `line.text[index]` is told to take place and not planned, prepared or quoted."""
    begin = max(line.text.rfind(mark, 0, index) for mark in "，。；：！？") + 1
    before = line.text[max(begin, index - BEFORE) : index]
    behind = line.text[index + 1 : index + 1 + BEHIND]
    if signs("planned_before").search(before) or signs("planned_behind").match(behind):
        return False
    return bool(signs("held_before").search(before) or signs("held_behind").match(behind))


def event_behind(line: Line, index: int) -> Argument | None:
    """The event that stands right behind `line.text[index]`, as the object of the verb that ends there."""
    for a, c in zip(line.arguments[index : index + NEXT], line.text[index : index + NEXT], strict=True):
        if a is not None and a.type is EntityType.EVENT:
            return a if a.named else None
        if c in "，。；！？：、":
            return None
    return None
