"""Finds titles of posts in a text, with modifiers (常务 in 常务副市长) and the status that a word before gives.

Tables: people/titles.tsv, title_modifiers.tsv, title_blockers.tsv, statuses.tsv, joints.tsv, and implied_bodies.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ImpliedBodyRow, JointRow, StatusRow, TitleModifierRow, TitleRow, WordRow
from kg.recognition.phrases import Phrases

COMPANY, NEUTRAL, PARTY = "company", "neutral", "party"


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: `left`, `right` are its borders with modifiers, `outer` the left one with the status."""

    left: int
    right: int
    outer: int
    core: str  # the row of titles.tsv that matched
    kind: str
    status: str


@cache
def title_phrases() -> Phrases[str]:
    """Titles with their kind; blockers with an empty kind."""
    blockers = [(row.word, "") for row in table("people/title_blockers", WordRow)]
    return Phrases([(row.title, row.kind) for row in table("people/titles", TitleRow)] + blockers)


@cache
def modifiers() -> Phrases[str]:
    """Words that belong to the title behind them."""
    return Phrases((row.word, row.word) for row in table("people/title_modifiers", TitleModifierRow))


@cache
def statuses(side: str) -> Phrases[str]:
    """Status words of one side (`before`, `verb`, `lead`, `link`, `tail`) with the status that they give."""
    return Phrases((row.word, row.status) for row in table("people/statuses", StatusRow) if row.side == side)


@cache
def joints(role: str) -> Phrases[str]:
    """Small words of one role: people/joints.tsv says which roles there are."""
    return Phrases((row.word, row.word) for row in table("people/joints", JointRow) if row.role == role)


@cache
def implied_bodies() -> dict[str, ImpliedBodyRow]:
    """Rows of implied_bodies.tsv by title."""
    return {row.title: row for row in table("implied_bodies", ImpliedBodyRow)}


def find_titles(text: str) -> list[Title]:
    """All titles of a text from left to right, none overlapping another."""
    found: list[Title] = []
    floor = 0
    for start, right, kind in title_phrases().find(text):
        if not kind:
            continue
        left = start
        while word := modifiers().before(text, left):
            if left - len(word) < floor:
                break
            left -= len(word)
        status = statuses("before").before(text, left)
        if left - len(status) < floor:
            status = ""
        core = text[start:right]
        found.append(
            Title(left, right, left - len(status), core, kind, statuses("before").payload[status] if status else "")
        )
        floor = right
    return found
