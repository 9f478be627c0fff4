"""Names of programs: policies, plans, mechanisms, campaigns, reforms, brand actions, policy loans, digital services.

Two ways lead to one: a quoted label (`labels.py`), or a phrase that ends in a class noun (行动, 改革, 链长制 …), above
all behind a verb that says that somebody carries it out (实施渔港安全提升计划).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import PatternRow, ProgramHeadRow, WordRow
from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.labels import PREFIX_BARE, PREFIX_LED, labels
from kg.recognition.layout import inside, layout_of, titles, unread
from kg.recognition.nounphrase import Layout, Start
from kg.recognition.phrases import Phrases
from kg.recognition.signs import probability, signs

LEAST = 0.3  # a name less likely than this is not proposed
RETURNING = 0.62  # score of a phrase that a page prints again and again
RETURNS = 3  # how often that is
RETURNING_BODY = range(3, 11)  # characters before its head


@cache
def heads() -> tuple[re.Pattern[str], tuple[ProgramHeadRow, ...]]:
    """The heads as one pattern, longest first, and the row of each of its groups."""
    rows = sorted(table("programs/heads", ProgramHeadRow), key=lambda row: (-len(row.pattern), row.pattern))
    return re.compile("|".join(f"({row.pattern})" for row in rows)), tuple(rows)


class Programs:
    """spaCy component that proposes PROGRAM names."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the programs of one document."""
        layout, skip = layout_of(doc), unread(doc)
        for label in labels(layout, titles(doc)):
            score = probability(label.odds)
            if score < LEAST or inside(skip, label.left):
                continue
            propose(doc, EntityType.PROGRAM, label.left, label.right, score, "program:label")
            if label.prefix is not None:
                score = probability(label.odds + (PREFIX_LED if label.led else PREFIX_BARE))
                propose(doc, EntityType.PROGRAM, label.prefix, label.right, score, "program:prefix")
        pattern, rows = heads()
        for match in pattern.finditer(layout.text):
            if not inside(skip, match.start()):
                self.phrase(doc, layout, match.start(), match.end(), rows[(match.lastindex or 1) - 1])
        for left, right in returning(layout):
            if not inside(skip, left):
                propose(doc, EntityType.PROGRAM, left, right, RETURNING, "program:returning")
        return doc

    def phrase(self, doc: Doc, layout: Layout, head: int, right: int, row: ProgramHeadRow) -> None:
        """Propose the phrase that ends in a head, if it is likely enough."""
        start = layout.start(head)
        left = head if row.reach == 0 else narrowed(layout.text, after_joins(layout, start, head), head)
        if row.reach != 0 and left >= head:
            return
        odds = row.led if start.kind == "verb" else row.bare
        if start.kind == "light" and row.reach != 0:
            odds = (row.led + row.bare) / 2
        score = probability(odds + signs("programs/signs").weigh(layout.text, left, right))
        if score >= LEAST:
            propose(
                doc, EntityType.PROGRAM, left, right, score, "program:" + ("led" if start.kind == "verb" else "bare")
            )


def returning(layout: Layout) -> list[tuple[int, int]]:
    """Phrases that a page prints again and again and that are no commonplace (渔家信用建设), wherever they stand."""
    text, counts = layout.text, Counter[str]()
    for match in re.finditer(table_pattern("programs/returning"), text):
        left = after_joins(layout, layout.start(match.start()), match.start())
        if match.start() - left in RETURNING_BODY and text[left : match.start()] not in commonplace():
            counts[text[left : match.end()]] += 1
    names = sorted(name for name, count in counts.items() if count >= RETURNS)
    return [(left, right) for left, right, _ in Phrases((name, None) for name in names).find(text)]


@cache
def commonplace() -> frozenset[str]:
    """What is built in plain words."""
    return frozenset(row.word for row in table("programs/commonplace", WordRow))


def after_joins(layout: Layout, start: Start, head: int) -> int:
    """Where a phrase begins behind its enumeration, unless its head counts the members (…三大提升行动)."""
    if not start.joins or counted(layout.text, start.joins[-1].right, head):
        return start.left
    left = start.left
    for join in start.joins:
        behind = layout.text[join.right : join.right + 1]
        if join.word == "、" or behind in {"“", "《"} or ends_in_head(layout.text, left, join.left):
            left = join.right
    return left


def narrowed(text: str, left: int, right: int) -> int:
    """Where a phrase begins behind a word for the whole area (全市…)."""
    found = re.compile(table_pattern("programs/everywhere")).match(text, left, right)
    return left if found is None else found.end()


def counted(text: str, left: int, right: int) -> bool:
    """Whether a stretch before a head counts what was listed."""
    return re.search(table_pattern("programs/counted"), text[left:right]) is not None


@cache
def table_pattern(name: str) -> str:
    """All patterns of a pattern table as one."""
    return "|".join(row.pattern for row in table(name, PatternRow))


def ends_in_head(text: str, left: int, right: int) -> bool:
    """Whether a stretch ends in a program's head."""
    pattern, _ = heads()
    return any(match.end() == right for match in pattern.finditer(text, left, right))


@Language.factory("kg_programs")
def make_programs(nlp: Language, name: str) -> Programs:
    """Registry entry of `Programs`."""
    return Programs()
