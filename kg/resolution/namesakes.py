"""Two persons of one name on one page: those whom the page introduces by posts that no one person holds at once.

A page introduces a person once, with all the posts that matter; a second introduction in a village's post after one in
a bureau's, or as head in another town or county, is of a namesake. What is told of the bare name goes to whom the
article introduced last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon.divisions import divisions
from kg.model import EntityType, Post, Recognition
from kg.resolution.chains import leading
from kg.resolution.profiles import of_village
from kg.resolution.scene import Scene
from kg.resolution.succession import post_of
from kg.resolution.words import plain, words


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a post is held: a village's body or another, the code of its county or town, its title if it heads it."""

    village: str  # name of the village's body, empty for others
    code: str
    head: bool
    ordinary: bool = False  # no post: a villager, a reader …


ORDINARY = Frame("", "", False, True)


def ordinary(recognition: Recognition, scene: Scene) -> list[int]:
    """The mentions of persons right behind a word for somebody without an office."""
    clean = scene.page.clean
    return [
        i
        for i, m in enumerate(recognition.mentions)
        if m.type is EntityType.PERSON and clean[max(0, m.left - 6) : m.left].endswith(words("ordinary_people"))
    ]


def variants(recognition: Recognition, scene: Scene) -> Mapping[int, int]:
    """Which of the namesakes of a page each mention of a person is, from 0; those without namesakes are left out."""
    frames: defaultdict[int, list[Frame | None]] = defaultdict(list)
    for post in recognition.posts:
        if not post.status:
            frames[post.holder].append(frame(post, recognition, scene))
    for holder in ordinary(recognition, scene):
        frames.setdefault(holder, [ORDINARY])
    introduced: defaultdict[str, list[int]] = defaultdict(list)
    for holder in sorted(frames):
        introduced[plain(recognition.mentions[holder].text)].append(holder)
    found: dict[int, int] = {}
    for name, holders in sorted(introduced.items()):
        groups = part(holders, frames)
        if len(groups) < 2:
            continue
        known = {h: n for n, group in enumerate(groups) for h in group}
        for index, mention in enumerate(recognition.mentions):
            if mention.type is EntityType.PERSON and plain(mention.text) == name:
                before = bisect_right(holders, index) - 1
                found[index] = known[holders[max(0, before)]]
    return found


def part(holders: Sequence[int], frames: Mapping[int, Sequence[Frame | None]]) -> list[list[int]]:
    """The introductions of one name by whom they introduce: each joins the first that it does not contradict."""
    groups: list[list[int]] = []
    for holder in holders:
        for group in groups:
            if not any(apart(frames[holder], frames[other]) for other in group):
                group.append(holder)
                break
        else:
            groups.append([holder])
    return groups


def apart(one: Sequence[Frame | None], other: Sequence[Frame | None]) -> bool:
    """Whether two introductions are of two persons: all that the one holds contradicts all that the other does."""
    return all(a is not None and b is not None and contradict(a, b) for a in one for b in other)


def contradict(one: Frame, other: Frame) -> bool:
    """Whether nobody holds both posts at once, or the one has none."""
    if one.ordinary or other.ordinary:
        return one.ordinary != other.ordinary
    if bool(one.village) != bool(other.village):
        return True
    if one.village and other.village:
        return (
            one.head
            and other.head
            and not one.village.endswith(other.village)
            and not other.village.endswith(one.village)
        )
    inside = divisions().within
    nested = inside(one.code, other.code) or inside(other.code, one.code)
    return bool(one.code and other.code) and one.head and other.head and not nested


def frame(post: Post, recognition: Recognition, scene: Scene) -> Frame | None:
    """Where a post is held; None where the page does not print it, or only by a company's name."""
    printed = post.body if post.body is not None else post.place
    if printed is None:
        return None
    mention = recognition.mentions[printed]
    if mention.type is EntityType.COMPANY:
        return None
    text = plain(mention.text)
    head = bool(post_of(post.title))
    if of_village(text):
        return Frame(text, "", head)
    last = leading(text, scene.home_at(mention.left)).last
    return Frame("", last.code if last is not None else "", head)
