"""Names of projects: one identifiable construction, investment or technical undertaking.

A head (项目, 治理工程, 产业园 …) ends the name; `nounphrase.py` says where it may begin; signs on the name and
beside it say how likely it is one undertaking and not a kind of undertaking (重点项目). A company printed in full
before the name is not part of it, a place is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import GenericRow, PatternRow, ProjectHeadRow
from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.layout import inside, layout_of, unread
from kg.recognition.nounphrase import Layout, Start
from kg.recognition.signs import probability, signs

LEAST = 0.3  # a name less likely than this is not proposed
JOINED = -0.6  # log-odds of a name that holds a conjunction
LISTED = -0.4  # log-odds of a name that holds an enumeration
PLURAL = -1.5  # log-odds of a name behind a number of things
OWN = 0.8  # log-odds of a name right behind its company's
LISTED_BESIDE = 0.8  # score of a name in a list of projects of which another is likely one by itself
TOLD = 0.5  # score from which a name tells that a list is one of projects
BRANDS = range(2, 7)  # characters of the firm that leads a name in a list, before its capacity
BESIDE = range(4, 33)  # characters that such a name may have
NAMED = 1.4  # log-odds of a name that holds the name of a place, body or company


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads as one pattern, and the row of each."""

    pattern: re.Pattern[str]
    rows: dict[str, ProjectHeadRow]


@cache
def heads() -> Heads:
    """The compiled head table."""
    rows = {row.head: row for row in table("projects/heads", ProjectHeadRow)}
    words = sorted(rows, key=lambda word: (-len(word), word))
    return Heads(re.compile("|".join(map(re.escape, words))), rows)


@cache
def generic() -> re.Pattern[str]:
    """Matches a body that names nothing: generic words in any number and order."""
    words = sorted({row.word for row in table("projects/generic", GenericRow)}, key=lambda word: (-len(word), word))
    return re.compile("(?>" + "|".join(map(re.escape, words)) + r"|[0-9、“”（）])*+")


@cache
def capacity() -> re.Pattern[str]:
    """Matches where a name led by its capacity begins (年产3万吨…)."""
    return re.compile("|".join(row.pattern for row in table("projects/capacities", PatternRow)))


@cache
def contexts() -> re.Pattern[str]:
    """Matches a sentence that lists projects."""
    return re.compile("|".join(row.pattern for row in table("projects/contexts", PatternRow)))


def members_of(layout: Layout, left: int, right: int) -> list[tuple[int, int]]:
    """The members of a list of names, each behind the words that cannot belong to it (某市的)."""
    found, at = [], left
    while at < right:
        end = at
        while end < right and layout.text[end] != "、":
            end = layout.closings.get(end, end) + 1
        end = min(end, right)
        start = layout.start(end)
        found.append((start.left if start.kind == "particle" and at < start.left < end else at, end))
        at = end + 1
    return found


class Projects:
    """spaCy component that proposes PROJECT names."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the projects of one document."""
        layout, skip = layout_of(doc), unread(doc)
        for match in heads().pattern.finditer(layout.text):
            if inside(skip, match.start()):
                continue
            row = heads().rows[match[0]]
            for left, extra in beginnings(layout, match.start(), match.end()):
                self.weigh(doc, layout, left, match.end(), row, extra)
        for match in contexts().finditer(layout.text):
            if not inside(skip, match.start()):
                self.listed(doc, layout, *match.span("list"))
        return doc

    def listed(self, doc: Doc, layout: Layout, left: int, right: int) -> None:
        """Propose the members of a list of projects, if one of them is likely one by itself."""
        members = [m for m in members_of(layout, left, right) if m[1] - m[0] in BESIDE]
        likely = {c.right for c in doc._.candidates if c.type is EntityType.PROJECT and c.score > TOLD}
        for a, b in members if any(b in likely for _, b in members) else ():
            if not generic().fullmatch(layout.text[a:b]):
                propose(doc, EntityType.PROJECT, a, b, LISTED_BESIDE, "project:listed")

    def weigh(self, doc: Doc, layout: Layout, left: int, right: int, row: ProjectHeadRow, extra: float) -> None:
        """Propose one stretch if it is likely enough."""
        text = layout.text
        body = text[left : right - len(row.head)]
        if not body or generic().fullmatch(body):
            return
        table_signs = signs("projects/signs")
        if row.needs == "cue" and not table_signs.built(text, left, right):
            return
        if layout.holds_subject(left, right):
            extra += NAMED
        score = probability(row.weight + extra + table_signs.weigh(text, left, right))
        if score >= LEAST:
            propose(doc, EntityType.PROJECT, left, right, score, "project:" + ("cue" if row.needs else "head"))


def beginnings(layout: Layout, head: int, right: int) -> list[tuple[int, float]]:
    """Where the name whose head begins at `head` may begin, each with the log-odds that this costs."""
    start = layout.start(head)
    first = behind_heads(layout.text, start)
    led = capacity().search(layout.text, first, head)
    if led:
        listed = first > start.left or layout.text[right : right + 1] == "、"
        brand = listed and led.start() - first in BRANDS and not layout.bordered(first, led.start())
        return [(first if brand else led.start(), PLURAL if start.plural and first == start.left else 0.0)]
    left, extra = after_joins(layout, start, head)
    if start.kind == "owner":
        extra += OWN
        if left > start.left and shared(layout.text, start):
            left = start.left
    found = [(left, extra + (PLURAL if start.plural else 0.0))]
    if start.kind == "list":
        whole = layout.start(start.left - len(start.cue))
        if whole.joins and whole.kind == "verb":
            found.append((whole.left, LISTED))
    return found


def behind_heads(text: str, start: Start) -> int:
    """Where the last name of a list of projects begins: behind the last mark that follows a head."""
    left = start.left
    for join in start.joins:
        if join.word == "、" and heads_end(text[left : join.left]):
            left = join.right
    return left


def after_joins(layout: Layout, start: Start, head: int) -> tuple[int, float]:
    """Cut a phrase at an enumeration's last mark and at conjunctions behind a head; other conjunctions cost."""
    left, extra = start.left, 0.0
    for join in start.joins:
        before = layout.text[left : join.left]
        quoted = layout.text[join.right : join.right + 1] in {"“", "《"}
        if not before or join.word == "、" or heads_end(before) or quoted:
            left, extra = join.right, 0.0
        else:
            extra = JOINED
    return left, extra


def shared(text: str, start: Start) -> bool:
    """Whether the parts of an enumeration share one head (齿轮、轴承、链条扩产项目)."""
    parts = [text[start.left : join.left] for join in start.joins]
    return all(join.word == "、" for join in start.joins) and all(p and not heads_end(p) for p in parts)


def heads_end(text: str) -> bool:
    """Whether a stretch ends in a head, so that what follows is another name."""
    return any(text.endswith(head) for head in heads().rows)


@Language.factory("kg_projects")
def make_projects(nlp: Language, name: str) -> Projects:
    """Registry entry of `Projects`."""
    return Projects()
