"""Names that a pattern table finds: regular expressions with a score of their own and one behind a leading word.

Events, honours and documents differ only in their tables; the noun phrase's borders say how far a name grows leftwards.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import NamePatternRow, PatternRow
from kg.model import EntityType
from kg.recognition.candidates import propose, text_of
from kg.recognition.layout import inside, unread
from kg.recognition.nounphrase import Layout

LEAST = 0.3  # names with a lower score are not proposed
FOLLOW = 24  # characters in which a word behind a name is looked for
LEAD = 12  # characters in which a leading word is looked for


@cache
def compiled(name: str) -> tuple[tuple[re.Pattern[str], NamePatternRow], ...]:
    """The rows of a name-pattern table with their expressions."""
    return tuple((re.compile(row.pattern), row) for row in table(name, NamePatternRow))


@cache
def alternatives(name: str) -> re.Pattern[str]:
    """All patterns of a pattern table as one."""
    return re.compile("|".join(f"(?:{row.pattern})" for row in table(name, PatternRow)))


@cache
def leading(name: str) -> re.Pattern[str]:
    """Matches text that ends in one of a table's leading words."""
    return re.compile(f"(?:{alternatives(name).pattern})$")


def propose_patterns(doc: Doc, layout: Layout, type: EntityType, room: str, follows: str = "") -> None:
    """Propose what the tables of a room (`events` …) find.

    Args:
        doc: the document.
        layout: its borders.
        type: what the names are.
        room: folder of the tables `patterns`, `leads` and, where there is one, `generic`.
        follows: table of words behind a name that say as much as a leading word; empty for none.
    """
    text, skip = text_of(doc), unread(doc)
    for pattern, row in compiled(f"{room}/patterns"):
        for match in pattern.finditer(text):
            if inside(skip, match.start()):
                continue
            left = grown(layout, match.start()) if row.grow else match.start()
            led = leading(f"{room}/leads").search(text[max(0, left - LEAD) : left])
            if not led and follows:
                led = alternatives(follows).match(text, match.end(), match.end() + FOLLOW)
            score = row.led if led else row.score
            if score >= LEAST and not refused(room, text[left : match.end()]):
                propose(doc, type, left, match.end(), score, f"{room}:pattern")


def grown(layout: Layout, left: int) -> int:
    """Where the noun phrase begins that goes on at `left`, behind its last conjunction."""
    start = layout.start(left, years=True)
    return max([start.left, *(join.right for join in start.joins)])


def refused(room: str, name: str) -> bool:
    """Whether a name is generic."""
    return room == "events" and alternatives("events/generic").fullmatch(name) is not None
