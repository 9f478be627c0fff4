"""Finds the body of a post, left of its title: a candidate of other recognisers, or what ends as organs end.

Tables: people/body_endings.tsv, body_stops.tsv, body_inner.tsv.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.names import surname_of
from kg.lexicon.schema import BodyEndingRow, WordRow
from kg.model import EntityType
from kg.recognition.candidates import Candidate
from kg.recognition.naming import everyday, is_han
from kg.recognition.phrases import Phrases
from kg.recognition.titles import statuses

LONGEST = 30  # characters of a body left of its ending
UNIT_GAP = 12  # characters between a body and a title that may name a unit or belong to the title
BODY_TYPES = (EntityType.ORG, EntityType.COMPANY)
PUBLIC_KINDS = frozenset(("party", "congress", "cppcc", "government", "agency"))
STANDALONE = frozenset(("party", "congress", "cppcc", "government"))
SHARED = frozenset(("agency", "party"))  # kinds of organs that share a character with their heads' titles
SHORT = (2, 6)  # characters of a company's short name
TRUSTED = 0.5  # candidates scored lower give no body


@dataclass(frozen=True, slots=True)
class Body:
    """A printed body. `kind` is a kind of body_endings.tsv, empty for a candidate whose ending is unknown."""

    left: int
    right: int
    type: EntityType
    kind: str
    public: bool
    proposed: bool  # by another recogniser already


@cache
def endings() -> Phrases[BodyEndingRow]:
    """How bodies end."""
    return Phrases((row.ending, row) for row in table("people/body_endings", BodyEndingRow))


@cache
def stops() -> Phrases[str]:
    """Words that a body's name cannot hold."""
    return Phrases((row.word, row.word) for row in table("people/body_stops", WordRow))


@cache
def inner() -> Phrases[str]:
    """Words that begin like a stop and may stand in a body's name."""
    return Phrases((row.word, row.word) for row in table("people/body_inner", WordRow))


class Bodies:
    """The bodies of one text."""

    def __init__(self, text: str, candidates: Iterable[Candidate]) -> None:
        self.text = text
        self.by_right: dict[int, list[Candidate]] = {}
        self.places: dict[int, list[Candidate]] = {}
        for c in candidates:
            if c.score < TRUSTED:
                continue
            if c.type in BODY_TYPES:
                self.by_right.setdefault(c.right, []).append(c)
            elif c.type is EntityType.PLACE:
                self.places.setdefault(c.right, []).append(c)
        kept = [(left, right) for left, right, _ in inner().find(text)]
        covered: set[int] = set()
        for left, right in kept:
            covered.update(range(left, right))
        self.cuts = {right for left, right, _ in stops().find(text) if left not in covered}
        for side in ("verb", "lead"):
            self.cuts |= {right for left, right, _ in statuses(side).find(text) if right - left > 1}

    def ending_at(self, right: int, floor: int) -> list[Body]:
        """Bodies of other recognisers that end at `right` and begin at or after `floor`, the longest first."""
        found = {(c.left, c.type): c for c in self.by_right.get(right, ()) if c.left >= floor}
        return [self.known(c) for _, c in sorted(found.items(), key=lambda item: (item[0][0], item[0][1].value))]

    def known(self, c: Candidate) -> Body:
        """A candidate as a body."""
        ending = endings().before(self.text[c.left : c.right], c.right - c.left)
        row = endings().payload.get(ending)
        public = c.type is EntityType.ORG and row is not None and row.public
        return Body(c.left, c.right, c.type, row.kind if row else "", public, True)

    def near(self, right: int, floor: int) -> Body | None:
        """The nearest body of another recogniser that ends a few unbroken characters before `right`."""
        for end in range(right - 1, max(floor, right - UNIT_GAP) - 1, -1):
            if end + 1 in self.cuts or not is_han(self.text[end]):
                return None
            if found := self.ending_at(end, floor):
                return found[0]
        return None

    def place_at(self, right: int, floor: int) -> tuple[int, int] | None:
        """The longest place candidate that ends at `right`."""
        found = [c for c in self.places.get(right, ()) if c.left >= floor]
        return min(((c.left, c.right) for c in found), default=None)

    def organ_before(self, right: int, floor: int) -> Body | None:
        """The organ that ends at `right`, read by its ending alone; None if nothing there ends like an organ."""
        ending = endings().before(self.text, right)
        if not ending or right - len(ending) < floor:
            return None
        row = endings().payload[ending]
        start = right - len(ending)
        left = self.reach(start, floor)
        anchors = [
            place.left
            for end in range(left + 1, start + 2)
            for place in self.places.get(end, ())
            if place.left >= left and end <= right
        ]
        if anchors:
            left = min(anchors)
        elif start - left > UNIT_GAP:
            return None
        if left == start and not self.stands_alone(row, left):
            return None
        kind = EntityType.COMPANY if row.kind == "company" else EntityType.ORG
        return Body(left, right, kind, row.kind, row.public, False)

    def shared_organ(self, left: int, title: str, floor: int) -> Body | None:
        """The organ that shares its last character with the title at `left`: 公安局 of 公安局长, 组织部 of 组织部长."""
        organ = self.organ_before(left + 1, floor) if self.text.startswith(title, left) else None
        return organ if organ and organ.left < left and organ.kind in SHARED else None

    def stands_alone(self, row: BodyEndingRow, left: int) -> bool:
        """Whether an ending alone is printed for a body (县委, 管委会; 村委会 only behind another post)."""
        if row.kind == "village":
            return len(row.ending) > 2 and self.text[left - 1 : left] == "、"
        return (len(row.ending) > 1 and row.kind in STANDALONE) or (len(row.ending) > 2 and row.public)

    def short_company(self, right: int, floor: int) -> Body | None:
        """A company by its short name alone, at the border of a clause, known by its head's title (甲乙董事长)."""
        left = self.reach(right, floor)
        edge = self.text[left - 1 : left]
        if not SHORT[0] <= right - left <= SHORT[1] or (
            edge and (is_han(edge) or edge.isalnum()) and left not in self.cuts
        ):
            return None
        name = self.text[left:right]
        words = everyday()
        if name in words or name[:2] in words or name[-2:] in words or (surname_of(name) and len(name) < 3):
            return None
        return Body(left, right, EntityType.COMPANY, "company", False, False)

    def reach(self, start: int, floor: int) -> int:
        """How far left of `start` the name of a body may begin."""
        left = start
        while left > max(floor, start - LONGEST):
            c = self.text[left - 1]
            if left in self.cuts or not (is_han(c) or (c.isascii() and c.isalnum())):
                break
            left -= 1
        return left
