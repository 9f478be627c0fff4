"""Why names stand: a document's proposals and what the arbiter chose go in, `Decision`s with their rivals come out.

Nothing is decided here: the arbiter leaves its `Ballot` on the document, and this module reads it when somebody asks
(`doc._.decisions`). A rival's margin is exact: by how much the heaviest set of names with it in is lighter than the set
that stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import RuleRow
from kg.recognition.arbiter import best_per_span, weight
from kg.recognition.candidates import Ballot, Candidate


class Reason(StrEnum):
    """Why a candidate does not stand, as a phrase."""

    AGREES = "says the same"  # type and borders of a name that stands, proposed by another rule too
    THRESHOLD = "below the threshold"
    SCORE = "same span, lower score"
    PART = "part of a heavier name"
    DOUBTFUL = "longer but doubtful"  # a longer stretch than the names it overlaps, yet lighter
    LIGHTER = "overlaps a heavier set"
    TIE = "as heavy, but shorter or later"
    WORTHLESS = "costs more than it is worth"  # a score below the cost of a character, with a threshold lower still


@dataclass(frozen=True, slots=True)
class Rival:
    """A candidate that does not stand.

    Args:
        candidate: what was proposed.
        reason: why it does not stand.
        against: what it lost to, by left border: the names that stand and overlap it, or the better candidate of its
            span; empty if nothing had to beat it.
        margin: how much was missing: weight for names that overlap, score for the same span or the threshold.
    """

    candidate: Candidate
    reason: Reason
    against: tuple[Candidate, ...]
    margin: float


@dataclass(frozen=True, slots=True)
class Decision:
    """A name that stands, or None where nothing does, and its rivals in the order of the text, best first.

    A rival that overlaps several names is listed under the first. `weight` is what the name counts for against rivals:
    (score − cost of a character) × characters.
    """

    winner: Candidate | None
    weight: float
    rivals: tuple[Rival, ...]

    @property
    def left(self) -> int:
        """Where the first of its candidates begins."""
        return min(c.left for c in self.candidates())

    def candidates(self) -> tuple[Candidate, ...]:
        """The winner, if there is one, and the rivals."""
        first = () if self.winner is None else (self.winner,)
        return (*first, *(rival.candidate for rival in self.rivals))

    @property
    def opposed(self) -> bool:
        """Whether another name could have stood there: a rival that does not just say the same."""
        return any(rival.reason is not Reason.AGREES for rival in self.rivals)


def decisions_of(doc: Doc) -> tuple[Decision, ...]:
    """The decisions about a document's names in the order of the text; none before the arbiter has been at it."""
    ballot: Ballot | None = doc._.ballot
    return () if ballot is None else decisions(ballot)


def decisions(ballot: Ballot) -> tuple[Decision, ...]:
    """Every proposal of a ballot, each once, as a name that stands or as a rival.

    Takes n log n time for n proposals that overlap as names do (a rival overlaps few names that stand).
    """
    chosen = list(ballot.chosen)
    kept = best_per_span(ballot.proposals, ballot.threshold)
    best = {(c.left, c.right): c for c in kept}
    standing = set(chosen)
    missing = margins(kept, ballot.offset)
    rivals: dict[Candidate | None, list[Rival]] = {c: [] for c in chosen}
    alone: list[Rival] = []
    lefts, rights = [c.left for c in chosen], [c.right for c in chosen]
    for c in sorted(set(ballot.proposals) - standing, key=lambda c: (c.left, c.right, -c.score, c.type, c.rule)):
        over = tuple(chosen[bisect_right(rights, c.left) : bisect_left(lefts, c.right)])
        rival = judged(c, over, best.get((c.left, c.right)), missing, ballot)
        if over:
            rivals[over[0]].append(rival)
        else:
            alone.append(rival)
    found = [Decision(c, weight(c, ballot.offset), tuple(rivals[c])) for c in chosen]
    found += [Decision(None, 0.0, tuple(group)) for group in overlapping(alone)]
    return tuple(sorted(found, key=lambda d: (d.left, d.winner is None)))


def judged(
    c: Candidate, over: tuple[Candidate, ...], better: Candidate | None, missing: dict[Candidate, float], ballot: Ballot
) -> Rival:
    """One candidate that does not stand, with its reason.

    Args:
        c: the candidate.
        over: the names that stand and overlap it.
        better: the candidate of its span that counts, maybe itself; None if all are below the threshold.
        missing: margins of the candidates that count.
        ballot: the rules of the game.
    """
    standing = better in over
    if better is not None and better.type is c.type and standing:
        return Rival(c, Reason.AGREES, (better,), round(better.score - c.score, 3))
    if c.score < ballot.threshold:
        return Rival(c, Reason.THRESHOLD, over, round(ballot.threshold - c.score, 3))
    assert better is not None, "a candidate from the threshold up has a best of its span"
    if better != c:
        return Rival(c, Reason.SCORE, (better,), round(better.score - c.score, 3))
    margin = missing[c]
    if not over:
        return Rival(c, Reason.WORTHLESS, (), margin)
    if margin <= 0:
        return Rival(c, Reason.TIE, over, 0.0)
    if over[0].left <= c.left and c.right <= over[0].right:
        return Rival(c, Reason.PART, over, margin)
    longer = c.right - c.left > sum(d.right - d.left for d in over)
    return Rival(c, Reason.DOUBTFUL if longer else Reason.LIGHTER, over, margin)


def margins(kept: list[Candidate], offset: float) -> dict[Candidate, float]:
    """By how much the heaviest flat set with each candidate is lighter than the heaviest of all.

    Args:
        kept: one candidate a span, sorted by right border.
        offset: what a character costs.
    """
    rights = [c.right for c in kept]
    before = [0.0]  # before[i]: the heaviest set among the first i by right border
    for c in kept:
        before.append(max(before[-1], before[bisect_right(rights, c.left)] + weight(c, offset)))
    by_left = sorted(kept, key=lambda c: (c.left, c.right))
    lefts = [c.left for c in by_left]
    behind = [0.0] * (len(kept) + 1)  # behind[i]: the heaviest set among those from i on by left border
    for i in range(len(kept) - 1, -1, -1):
        c = by_left[i]
        behind[i] = max(behind[i + 1], behind[bisect_left(lefts, c.right)] + weight(c, offset))
    return {
        c: round(
            before[-1]
            - (before[bisect_right(rights, c.left)] + weight(c, offset) + behind[bisect_left(lefts, c.right)]),
            3,
        )
        for c in kept
    }


def overlapping(rivals: Iterable[Rival]) -> list[list[Rival]]:
    """Rivals, sorted by left border, in runs that overlap."""
    runs: list[list[Rival]] = []
    end = -1
    for rival in rivals:
        if rival.candidate.left < end:
            runs[-1].append(rival)
        else:
            runs.append([rival])
        end = max(end, rival.candidate.right)
    return runs


@cache
def rules() -> tuple[dict[str, RuleRow], tuple[RuleRow, ...]]:
    """What rules.tsv says, by the rule's name, and the rows that end in an asterisk."""
    rows = table("rules", RuleRow)
    return {row.rule: row for row in rows if not row.rule.endswith("*")}, tuple(r for r in rows if r.rule.endswith("*"))


def rule_row(rule: str) -> RuleRow | None:
    """What a rule looks for and in which tables; None for a rule of a component that the table does not know."""
    exact, families = rules()
    return exact.get(rule) or next((row for row in families if rule.startswith(row.rule[:-1])), None)
