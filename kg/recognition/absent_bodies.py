"""A title without its body: 校长张甲 of the school, 所长李乙 of the police station that the article named last.

Table: people/title_bodies.tsv says how the bodies end whose heads and staff bear a title.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import TitleBodyRow
from kg.model import EntityType
from kg.recognition.candidates import Candidate

FIRM = 0.5  # candidates scored lower are no antecedents
MOST = 6  # bodies looked at, nearest first
REACH = 600  # characters between a title and its body; companies stand nearer
REACH_COMPANY = 160
BODY_TYPES = (EntityType.ORG, EntityType.COMPANY)


@cache
def wanted(title: str) -> tuple[str, ...]:
    """The endings of the bodies that a title is held in; none for a title that any body may have."""
    return tuple(row.ending for row in table("people/title_bodies", TitleBodyRow) if row.title == title)


def fits(title: str, name: str, type: EntityType) -> bool:
    """Whether a body called so may have this title; what the table does not list may be held anywhere."""
    endings = wanted(title)
    return not endings or type.value in endings or name.endswith(tuple(e for e in endings if e not in BODY_TYPES))


class AbsentBodies:
    """Looks back for bodies in one text."""

    def __init__(self, text: str, candidates: Iterable[Candidate], borders: Sequence[int]) -> None:
        """Read the candidates once.

        Args:
            text: the text.
            candidates: what the other recognisers propose.
            borders: where articles begin, sorted; nothing is looked for beyond them.
        """
        self.text, self.borders = text, borders
        self.found: list[Candidate] = []
        reached = 0
        for c in sorted((c for c in candidates if c.score >= FIRM), key=lambda c: (c.left, -c.right)):
            if c.right > reached and c.type in BODY_TYPES:
                self.found.append(c)
            reached = max(reached, c.right)
        self.rights = [c.right for c in self.found]

    def nearest(self, title: str, left: int) -> Candidate | None:
        """The body before `left` that has the title and is named last, in the same article and not far away."""
        endings = wanted(title)
        if not endings:
            return None
        begin = bisect_right(self.borders, left) - 1
        floor = max(left - REACH, self.borders[begin] if begin >= 0 else 0)
        last = bisect_left(self.rights, left + 1)
        for c in self.found[max(0, last - MOST) : last][::-1]:
            if c.left < floor:
                break
            name = self.text[c.left : c.right]
            if name.endswith(tuple(e for e in endings if e not in BODY_TYPES)):
                return c
            if c.type.value in endings and c.left >= left - REACH_COMPANY:
                return c
        return None
