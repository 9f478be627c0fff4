"""Lists of names: 甲、乙、丙. A stretch between two marks has its borders given, and its neighbours tell what it is.

A list is read when enough of its members look like names; then the others are names too, rare surnames among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.recognition.naming import CLOSERS, FRAMED, Name, Naming, is_han

MARK = "、"
MEMBER = (2, 4)  # characters of a member, least and most
LIFT = 2.0  # log-odds for a member of a list of names
LONG_LIFT = 2.0  # and at most so much more in a long one
SHARE = 0.6  # of a list's inner members must look like names


@dataclass(frozen=True, slots=True)
class NameList:
    """Names of one list, from left to right; `right` is the end of the last."""

    left: int
    right: int
    names: tuple[Name, ...]


def find_lists(naming: Naming) -> list[NameList]:
    """All lists of names in the text, from left to right."""
    found = []
    run: list[int] = []
    at = naming.text.find(MARK)
    while at >= 0:
        run.append(at)
        following = naming.text.find(MARK, at + 1)
        if following < 0 or not is_member(naming.text, at + 1, following):
            names = read_run(naming, run)
            if names:
                found.append(NameList(names[0].left, names[-1].right, tuple(names)))
            run = []
        at = following
    return found


def is_member(text: str, left: int, right: int) -> bool:
    """Whether a stretch between two marks can be a name."""
    return MEMBER[0] <= right - left <= MEMBER[1] and is_han(text[left:right])


def read_run(naming: Naming, marks: list[int]) -> list[Name]:
    """The names around and between consecutive marks; empty if this is no list of names."""
    first, last = naming.ending(marks[0]), naming.starting(marks[-1] + 1)
    inner = [naming.name(a + 1, b) for a, b in pairwise(marks) if b - a - 1 in naming.lengths(a + 1)]
    stretches = len(marks) - 1
    likely = sum(name.logit > 0 for name in inner)
    outer = sum(name is not None and name.logit > 0 for name in (first, last))
    if likely + outer < 2 or likely < SHARE * stretches or (stretches < 3 and not outer):
        return []
    read = {name.left: name for name in inner}
    lift = LIFT + min(LONG_LIFT, 0.5 * likely)
    names = [lifted(first, lift)] if first else []
    for a, b in pairwise(marks):
        names.append(lifted(read[a + 1], lift) if a + 1 in read else Name(a + 1, b, FRAMED))
    if last:
        names.append(lifted(last, lift))
    elif closed := framed_last(naming.text, marks[-1] + 1):
        names.append(closed)
    if len(names) < 2:
        return []
    return [name for name in names if name.logit > 0]


def lifted(name: Name, lift: float) -> Name:
    """A member of a list of names, its log-odds raised."""
    return Name(name.left, name.right, round(name.logit + lift, 4))


def framed_last(text: str, left: int) -> Name | None:
    """The last member of a list, up to a punctuation or the word that closes lists."""
    from kg.recognition.titles import joints

    for right in range(left + 2, min(left + 3, len(text)) + 1):
        if is_han(text[left:right]) and (text[right : right + 1] in CLOSERS or joints("etc").at(text, right)):
            return Name(left, right, FRAMED)
    return None
