"""Pieces in, runs of body and the gaps between them out, with what each gap says about where an article ends.

Some borders are sure: a lead-in begins an article, a signature ends one, a section line (往期回顾) parts two, a
byline stands at one end of an article. Which end, is told by what it is glued to and whether the text before has an
author already. Headlines stay open here; `layout.py` gives them to the text before or after.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from kg.model import Author
from kg.reading.paragraphs import LONGEST_HEADLINE
from kg.reading.patterns import pattern
from kg.reading.pieces import Kind, Piece

INTRODUCTION = 450  # characters of an introduction that may stand before its article's byline
INTRODUCTION_PIECES = 2


class Habit(Enum):
    """Where a page prints its bylines, when nothing else tells whose they are: both ways, above or below its texts."""

    MIXED = 0
    ABOVE = 1
    BELOW = 2


@dataclass(slots=True)
class Run:
    """Bodies that follow each other without a sure border."""

    bodies: list[Piece]
    authors: list[Author] = field(default_factory=list)
    bylines: list[Piece] = field(default_factory=list)

    @property
    def signed(self) -> bool:
        """Whether its author is known from the bodies or a byline."""
        return bool(self.authors or any(p.authors or p.signed for p in self.bodies))

    @property
    def size(self) -> int:
        """Characters of its bodies."""
        return sum(len(p.text) for p in self.bodies)

    def sign(self, byline: Piece, here: bool = True) -> None:
        """Add a byline; `here` is False for a source line that stays where it is."""
        self.authors += byline.authors
        if here:
            self.bylines.append(byline)


@dataclass(slots=True)
class Gap:
    """What stands between two runs: headlines of the one before, after, or either; `hard` if an article ends."""

    left: list[Piece] = field(default_factory=list)
    free: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)
    hard: bool = False
    torn: bool = False  # a sentence goes on across it
    signs: bool = False  # holds a byline
    wide: bool = False  # more empty lines stand in it than the page puts between pieces
    spaces: list[int] = field(default_factory=list)  # empty lines before each free headline and after the last

    @property
    def heads(self) -> list[Piece]:
        """All headlines."""
        return [*self.left, *self.free, *self.right]


def separate_captions(flow: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Take out captions that stand alone; one that is a headline's only text, or has a byline above it, is a body.

    Returns:
        The flow without stand-alone captions, and these.
    """
    rest: list[Piece] = []
    alone: list[Piece] = []
    below = next((p.kind for p in flow if p.kind in (Kind.HEAD, Kind.BODY)), None) is Kind.BODY
    for i, piece in enumerate(flow):
        if piece.kind is not Kind.CAPTION:
            rest.append(piece)
            continue
        before = rest[-1] if rest else None
        after = flow[i + 1] if i + 1 < len(flow) else None
        followed = after is not None and (after.kind is Kind.CAPTION or (after.kind is Kind.BODY and not after.lead))
        signed_above = before is not None and before.kind is Kind.BYLINE and not before.photo and not piece.photo
        titled = before is not None and before.kind is Kind.HEAD
        if below and any(p.kind is Kind.BODY for p in rest[-3:-1]):
            titled = False  # the headline is that of the text above it
        just_captioned = bool(alone) and i > 0 and flow[i - 1].kind is Kind.CAPTION
        full = len(piece.text) > LONGEST_HEADLINE and not piece.photo
        if not just_captioned and ((signed_above and len(rest) > 1) or (titled and (not followed or full))):
            rest.append(as_body(piece))
        else:
            alone.append(piece)
    return rest, alone


def as_body(piece: Piece) -> Piece:
    """A caption as a body."""
    return replace(piece, kind=Kind.BODY)


def runs_and_gaps(flow: list[Piece], habit: Habit) -> tuple[list[Run], list[Gap]]:
    """Cut the flow. There is one gap more than runs: before the first, between them, after the last."""
    runs: list[Run] = []
    between: list[list[Piece]] = [[]]
    for piece in flow:
        if piece.kind is Kind.BODY:
            if runs and not between[-1] and not piece.lead and not closes(runs[-1].bodies[-1]):
                runs[-1].bodies.append(piece)
            else:
                runs.append(Run([piece]))
                between.append([])
        else:
            between[-1].append(piece)
    gaps: list[Gap] = []
    usual = usual_space(flow)
    for i, items in enumerate(between):
        before = runs[i - 1] if i else None
        after = runs[i] if i < len(runs) else None
        titled = bool(gaps and gaps[-1].heads)
        gaps.append(gap_of(items, before, after, titled, usual, habit))
    return runs, gaps


def usual_space(flow: list[Piece]) -> int:
    """Empty lines that usually part two pieces of the page: the lower median."""
    spaces = sorted(p.space for p in flow[1:] if p.space)
    return spaces[(len(spaces) - 1) // 2] if spaces else 0


def widest(items: list[Piece], after: Run | None) -> int | None:
    """Number of the item before which most empty lines of a gap stand (their count: before the text after).

    None if no place has more than all others.
    """
    spaces = [*(p.space for p in items), after.bodies[0].space if after is not None else 0]
    most = max(spaces)
    return spaces.index(most) if spaces.count(most) == 1 else None


def space_after(items: list[Piece], i: int, after: Run | None) -> int:
    """Empty lines below item i of a gap."""
    if i + 1 < len(items):
        return items[i + 1].space
    return after.bodies[0].space if after is not None else 0


def closes(piece: Piece) -> bool:
    """Whether a body ends with a signature that ends its article."""
    return piece.signed and not piece.photo


def gap_of(items: list[Piece], before: Run | None, after: Run | None, titled: bool, usual: int, habit: Habit) -> Gap:
    """Read one gap. Bylines go to the runs; `titled` tells whether headlines stand before the run before."""
    gap = Gap(torn=before is not None and before.bodies[-1].torn)
    border = widest(items, after) if before is not None and after is not None else None
    gap.wide = border is not None and [*items, *(after.bodies[:1] if after else [])][border].space > usual
    gap.hard = before is None or after is None or bool(after.bodies[0].lead) or closes(before.bodies[-1])
    bylines = [p for p in items if p.kind is Kind.BYLINE]
    if gap.wide and bylines and before is not None and not before.signed:
        lefts = {id(p) for p in items[:border]}
    else:
        lefts = set(map(id, left_bylines(items, bylines, before, after, habit)))
    rights = [p for p in bylines if id(p) not in lefts]
    gap.signs = bool(bylines)
    if not gap.wide and is_introduction(items, rights, before, after, titled) and before is not None:
        for byline in rights:
            before.sign(byline)
        return gap
    gap.hard = gap.hard or bool(bylines)
    seen_right = False
    section = max((i for i, p in enumerate(items) if p.kind is Kind.SECTION), default=-1)
    gap.hard = gap.hard or section >= 0
    for i, piece in enumerate(items):
        if piece.kind is Kind.HEAD:
            (gap.left if i < section else gap.right if seen_right or section >= 0 else gap.free).append(piece)
        elif piece.kind is Kind.BYLINE:
            if id(piece) in lefts and before is not None:
                before.sign(piece)
                gap.left += gap.free
                gap.free = []
            elif after is not None:
                after.sign(piece)
                seen_right = True
            elif before is not None:
                before.sign(piece)
        elif piece.kind is Kind.SOURCE and piece.authors:
            sign_by_source(piece, before, after, bool(gap.heads))
    if gap.free:
        last = next(i for i, p in enumerate(items) if p is gap.free[-1])
        gap.spaces = [*(p.space for p in gap.free), space_after(items, last, after)]
    return gap


def left_bylines(
    items: list[Piece], bylines: list[Piece], before: Run | None, after: Run | None, habit: Habit
) -> list[Piece]:
    """Bylines that sign the run before."""
    if before is None or not bylines:
        return []
    if after is None:
        return bylines
    last = before.bodies[-1]
    first = bylines[0]
    place = next(i for i, p in enumerate(items) if p is first)
    following = items[place + 1] if place + 1 < len(items) else after.bodies[0]
    left = [p for p in bylines if p.signed or p.photo]
    if first in left or before.signed or habit is Habit.ABOVE:
        return left
    glued = place == 0 and first.group == last.group != following.group
    doubled = sum(p.bullet or not p.continues for p in bylines) >= 2 and not before.signed and place == 0
    lead = after.bodies[0].lead
    taken = lead is not None and lead.byline is not None and not before.signed
    if glued or doubled or taken or habit is Habit.BELOW:
        left.append(first)
        for piece in bylines[1:]:
            if not piece.continues or (doubled and not piece.continues):
                break
            left.append(piece)
    return left


def is_introduction(
    items: list[Piece], rights: list[Piece], before: Run | None, after: Run | None, titled: bool
) -> bool:
    """Whether bylines stand between the introduction of an article and the rest of it."""
    return bool(
        before is not None
        and after is not None
        and rights
        and len(rights) == len([p for p in items if p.kind in (Kind.BYLINE, Kind.HEAD, Kind.SECTION)])
        and titled
        and not before.signed
        and not after.bodies[0].lead
        and len(before.bodies) <= INTRODUCTION_PIECES
        and before.size <= INTRODUCTION
    )


def sign_by_source(piece: Piece, before: Run | None, after: Run | None, headed: bool) -> None:
    """Give the authors of a source line to the article whose head or foot it is."""
    if after is not None and (headed or before is None):
        after.sign(piece, False)
    elif before is not None and not before.signed:
        before.sign(piece, False)


def opens_report(piece: Piece) -> bool:
    """Whether a body begins as reports do, with 近日 or 5月3日."""
    return bool(pattern("opening").match(piece.text.text[:30]))
