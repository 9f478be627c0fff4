"""Names of events: meetings, conferences, contests, ceremonies and activities that have a name of their own.

The tables of kg/lexicon/events find the end of a name; where it begins is read here: a name reaches back over 暨 and
over the year, quarter or anniversary that stands inside it (甲县2023年第一季度项目集中开工仪式).
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import EntityType
from kg.recognition.candidates import propose, text_of
from kg.recognition.layout import inside, layout_of, unread
from kg.recognition.nounphrase import Layout
from kg.recognition.patterned import FOLLOW, LEAD, LEAST, alternatives, compiled, leading, refused

NAMED = 0.2  # what an event's name is worth more that holds the name of a place or body, a year, quotes or 暨
NAMED_LED = 0.35  # the same where a verb or what follows says that it is an event
SURE = 0.9  # what it is worth at most by that
FIRST = 20  # characters that the first of two occasions has at most that ends in a verb
BACK = 30  # characters in which the year or anniversary before a name is looked for


class Events:
    """spaCy component that proposes EVENT names."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the events of one document."""
        layout, text, skip = layout_of(doc), text_of(doc), unread(doc)
        ends: dict[int, int] = {}
        for left, right in layout.subjects:
            ends[right] = min(left, ends.get(right, left))
        for pattern, row in compiled("events/patterns"):
            for match in pattern.finditer(text):
                if inside(skip, match.start()):
                    continue
                right = match.end()
                left = beginning(layout, ends, match.start(), right) if row.grow else match.start()
                led = leading("events/leads").search(text[max(0, left - LEAD) : left])
                if not led:
                    led = alternatives("events/follows").match(text, right, right + FOLLOW)
                score = row.led if led else row.score
                if row.grow and score < SURE and own_name(layout, left, right):
                    score = min(SURE, score + (NAMED_LED if led else NAMED))
                if score >= LEAST and not refused("events", text[left:right]):
                    propose(doc, EntityType.EVENT, left, right, score, "events:pattern")
        return doc


def own_name(layout: Layout, left: int, right: int) -> bool:
    """Whether a name says which event it is: by a place, a body, a year, quotes or two occasions in one."""
    return layout.holds_subject(left, right) or alternatives("events/own").search(layout.text, left, right) is not None


def beginning(layout: Layout, ends: Mapping[int, int], left: int, right: int) -> int:
    """Where the name begins whose pattern matched `text[left:right]`.

    Args:
        layout: the text's borders.
        ends: the beginnings of names of places, bodies and companies by their ends.
        left: where the match begins.
        right: where it ends.
    """
    text = layout.text
    start = layout.start(left, years=True)
    at = min(left, max([start.left, *(j.right for j in start.joins if not kept(text, j.left, right))]))
    first = alternatives("events/joined").search(text, max(0, at - 1), left + 1)
    if first is not None:
        at = first_occasion(layout, ends, first.start())
    cut = alternatives("events/cuts").match(text, at, left)
    if cut is not None and cut.end() < left:
        at = cut.end()
    return widened(text, ends, at)


def kept(text: str, join: int, right: int) -> bool:
    """Whether a conjunction belongs to the name: 暨, and the 与 of who signs an agreement."""
    return alternatives("events/joins").fullmatch(text, join, right) is not None


def first_occasion(layout: Layout, ends: Mapping[int, int], join: int) -> int:
    """Where the first of two occasions begins (甲院成立 of 甲院成立暨揭牌仪式), behind a verb that leads an event."""
    text = layout.text
    floor, _ = layout.floor(join)
    for lead in alternatives("events/leads").finditer(text, floor, join):
        floor = lead.end()
    named = [ends[right] for right in range(floor, join + 1) if ends.get(right, -1) >= floor]
    if named:
        return min(named)
    start = layout.start(join).left
    return max(floor, start) if start < join else max(floor, join - FIRST)


def widened(text: str, ends: Mapping[int, int], left: int) -> int:
    """Where a name begins before which its year, quarter or anniversary stands, and before that a place."""
    at = left
    while True:
        m = leading("events/prefixes").search(text, max(0, at - BACK), at)
        if m is None:
            return at
        at = m.start()
        at = ends.get(at, at)


@Language.factory("kg_events")
def make_events(nlp: Language, name: str) -> Events:
    """Registry entry of `Events`."""
    return Events()
