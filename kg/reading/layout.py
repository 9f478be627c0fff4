"""Which headlines belong to which text: pages print them above, inside or below it, and not always the same way.

The cheapest reading of the whole page is taken, by dynamic programming over the gaps between runs of body. At a gap
an article ends or goes on; its headlines go to the text before, to the text after, or are shared out; inside an
article they are its title (if it has none yet) or sub-headlines. An article without a headline is dear, changing from
headlines above to headlines below costs something, a new article without other evidence (lead-in, byline, signature)
costs more than a sub-headline, unless its first words or its heading level speak for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.gaps import Gap, Habit, Run, opens_report, runs_and_gaps
from kg.reading.pieces import Piece

# Costs, in parts of what an article without a headline costs; set by hand on pages in the layouts named above
UNTITLED, UNTITLED_SHORT = 1.0, 0.5
TITLED_TWICE = 0.6  # headlines above and below
SWITCH = 0.5
BELOW = 0.02  # above is commoner
SHARED = 0.4
SUBHEAD, INNER = 0.3, 0.25
TWICE = 0.5  # an article signed twice
SOFT = 0.6  # an article that nothing but a headline announces
OPENS, SEVERAL, LEVEL, WIDE = 0.35, 0.2, 0.5, 0.45  # what speaks for it
PICTURED = 0.55  # a story in a picture's caption, with a headline of its own, there or before
PARTED = 0.25  # headlines inside an article that an empty line parts, before what begins like a report
FAR = 0.3  # headlines given to the text that more empty lines part them from
UNLEVELLED = 0.2  # what speaks against it: a plain line on a page of marked headings
ORPHANS = 0.5  # headlines below the last text that belong to nothing
LONG_HEAD = 9  # characters; shorter lines between bodies are sub-headlines
SHORT_RUN = 200


@dataclass(slots=True)
class Draft:
    """An article as pieces: its headlines in page order, its bodies and sub-headlines in page order, its runs."""

    titles: list[Piece] = field(default_factory=list)
    bodies: list[Piece] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class State:
    """What is known of the article being read: headlines above, inside; the last ones were above (0) or below (1)."""

    above: bool
    inner: bool
    style: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is done at one gap: `ends` the article, giving the first `left` of the free headlines to the text before."""

    ends: bool
    left: int
    orphans: bool = False


def arrange(flow: list[Piece]) -> list[Draft]:
    """Make articles of a page's pieces: read them under each habit of printing bylines, and take the cheapest."""
    readings = [arranged(*runs_and_gaps(flow, habit), habit) for habit in Habit]
    return min(readings, key=lambda reading: reading[0])[1]


def misplaced(found: list[Draft], gaps: list[Gap], habit: Habit) -> float:
    """What the places of bylines cost: an article signed twice, a byline on the other side than is the habit."""
    cost = TWICE * sum(sum(signatures(run) for run in draft.runs) > 1 for draft in found)
    if (habit is Habit.ABOVE and gaps[-1].signs) or (habit is Habit.BELOW and gaps[0].signs):
        cost += SWITCH
    return cost


def signatures(run: Run) -> int:
    """How often a run is signed: by bylines, not counting those that go on from the one before, and in its text."""
    return sum(i == 0 or not p.continues for i, p in enumerate(run.bylines)) + any(p.authors for p in run.bodies)


def arranged(runs: list[Run], gaps: list[Gap], habit: Habit) -> tuple[float, list[Draft]]:
    """Make articles of runs and the headlines in the gaps (one gap more than runs); what that costs."""
    if not runs:
        return 0.0, []
    level = article_level(gaps)
    start = State(bool(gaps[0].free or gaps[0].right), False, 0)
    table: list[dict[State, tuple[float, State | None, Step | None]]] = [{start: (0.0, None, None)}]
    for i in range(1, len(gaps)):
        best: dict[State, tuple[float, State | None, Step | None]] = {}
        for state, (cost, _, _) in table[-1].items():
            for step, more, following in options(
                gaps[i], runs[i - 1], runs[i] if i < len(runs) else None, state, level
            ):
                total = round(cost + more, 4)
                if following not in best or total < best[following][0]:
                    best[following] = (total, state, step)
        table.append(best)
    steps: list[Step] = []
    here: State | None = min(table[-1], key=lambda s: (table[-1][s][0], s.style, s.above, s.inner))
    assert here is not None  # a table has a state
    cost = table[-1][here][0]
    for row in reversed(table[1:]):
        assert here is not None  # only the first row has no state before it
        _, here, done = row[here]
        if done is not None:
            steps.append(done)
    found = drafts(runs, gaps, steps[::-1])
    return round(cost + misplaced(found, gaps, habit), 4), found


def article_level(gaps: list[Gap]) -> int:
    """The lowest heading level (highest number) that is known to begin articles; 0 on pages without marked headings."""
    levels = [min(p.level for p in g.heads if p.level) for g in gaps if g.hard and any(p.level for p in g.heads)]
    return max(levels, default=0)


def options(gap: Gap, before: Run, after: Run | None, state: State, level: int) -> list[tuple[Step, float, State]]:
    """What can be done at a gap, what it costs, and what is known afterwards."""
    found: list[tuple[Step, float, State]] = []
    heads = gap.heads
    if after is None:
        if heads:
            found.append(
                (Step(True, 0, True), closing(before, state, False) + ORPHANS, State(False, False, state.style))
            )
        if not heads or gap.left or gap.free:
            below = bool(gap.left or gap.free)
            cost = closing(before, state, below) + (BELOW + switch(state, 1) if below else 0)
            found.append((Step(True, len(gap.free)), cost, State(False, False, state.style)))
        return found
    if not gap.hard:
        cost = 0.0
        if heads:
            cost = (0.0 if gap.torn else SUBHEAD) if state.above else INNER
            if not state.above and len({p.group for p in gap.free}) > 1 and opens_report(after.bodies[0]):
                cost += PARTED
        found.append(
            (Step(False, 0), cost, State(state.above, state.inner or bool(heads and not state.above), state.style))
        )
    if gap.hard or (heads and not gap.torn):
        base = 0.0 if gap.hard else max(0.05, SOFT - evidence(gap, before, after, level))
        for k in range(len(gap.free) + 1):
            if 0 < k < len(gap.free) and gap.free[k - 1].group == gap.free[k].group:
                continue
            below, above = bool(gap.left or k), bool(gap.right or k < len(gap.free))
            cost = base + closing(before, state, below)
            if gap.spaces and gap.spaces[k] < max(gap.spaces):
                cost += FAR
            style = state.style
            parted = gap.wide and bool(gap.spaces) and gap.spaces[k] == max(gap.spaces) > min(gap.spaces)
            if below and above:
                cost += 0.0 if parted else SHARED
            elif below or above:
                style = int(below)
                cost += (0.0 if parted else switch(state, style)) + (BELOW if below else 0)
            found.append((Step(True, k), cost, State(above, False, style)))
    return found


def switch(state: State, style: int) -> float:
    """What it costs to print headlines on another side than before."""
    return SWITCH if style != state.style and (state.above or state.style) else 0.0


def closing(run: Run, state: State, below: bool) -> float:
    """What the article that ends costs for its headlines."""
    if state.above or state.inner:
        return TITLED_TWICE if below else 0.0
    if below:
        return 0.0
    return UNTITLED_SHORT if run.size <= SHORT_RUN else UNTITLED


def evidence(gap: Gap, before: Run, after: Run, level: int) -> float:
    """What speaks for a new article that has no lead-in and no byline."""
    heads = gap.heads
    levels = [p.level for p in heads if p.level]
    found = 0.0
    if max(len(p.text) for p in heads) >= LONG_HEAD and opens_report(after.bodies[0]):
        found += OPENS
    if len(heads) >= 2:
        found += SEVERAL
    if gap.wide:
        found += WIDE
    if any(p.photo for p in (before.bodies[-1], after.bodies[-1])):
        found += PICTURED
    if level and levels and min(levels) <= level:
        found += LEVEL
    elif level:
        found -= UNLEVELLED
    return found


def drafts(runs: list[Run], gaps: list[Gap], steps: list[Step]) -> list[Draft]:
    """Carry the steps out."""
    found = [Draft(titles=[*gaps[0].free, *gaps[0].right])]
    for i, run in enumerate(runs):
        article = found[-1]
        article.bodies += run.bodies
        article.runs.append(run)
        gap, step = gaps[i + 1], steps[i]
        if step.ends:
            if not step.orphans:
                article.titles += [*gap.left, *gap.free[: step.left]]
            if i + 1 < len(runs):
                found.append(Draft(titles=[*gap.free[step.left :], *gap.right]))
        elif not article.titles or gap.torn:
            article.titles += gap.heads
        else:
            article.bodies += gap.heads
    return found
