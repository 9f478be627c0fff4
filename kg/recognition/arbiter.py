"""The one place that decides between rival candidates: `doc._.candidates` → `doc.ents`, flat.

Weighted interval scheduling: of all sets of candidates that do not overlap, the one with the highest sum of
(score − offset) × length. Ties go to the longer, then the earlier, then the type's order. Scores are rounded first, so
that no floating-point noise decides. Why a name stands or does not: `doc._.decisions`, computed when asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import EntityType
from kg.recognition.candidates import Ballot, Candidate

ORDER = {kind: i for i, kind in enumerate(EntityType)}
OFFSET = 0.4  # what a character of a candidate costs, in score; the higher, the fewer long doubtful spans win


def best_per_span(candidates: Iterable[Candidate], threshold: float) -> list[Candidate]:
    """Keep the best candidate of each span, sorted by right border. Agreement of rules does not add up."""
    best: dict[tuple[int, int], Candidate] = {}
    for c in candidates:
        if c.score < threshold:
            continue
        rival = best.get((c.left, c.right))
        if rival is None or standing(c) < standing(rival):
            best[c.left, c.right] = c
    return sorted(best.values(), key=lambda c: (c.right, c.left))


def standing(c: Candidate) -> tuple[float, int, str]:
    """What ranks candidates of one span, best first: score, then type, then rule, whatever the order of proposals."""
    return -round(c.score, 3), ORDER[c.type], c.rule


def weight(c: Candidate, offset: float = OFFSET) -> float:
    """What a candidate counts for against rivals."""
    return (round(c.score, 3) - offset) * (c.right - c.left)


def decide(candidates: list[Candidate], threshold: float, offset: float = OFFSET) -> list[Candidate]:
    """The flat set of candidates with the highest weight, sorted by left border.

    Args:
        candidates: proposals, overlapping as they like.
        threshold: proposals scored lower are dropped.
        offset: what a character of a candidate costs, in score.
    """
    kept = best_per_span(candidates, threshold)
    rights = [c.right for c in kept]
    # best[i]: (weight, characters) of the best set among the first i candidates
    best: list[tuple[float, int]] = [(0.0, 0)]
    taken: list[bool] = []
    before: list[int] = []
    for i, c in enumerate(kept):
        j = bisect_right(rights, c.left, 0, i)
        option = (round(best[j][0] + weight(c, offset), 6), best[j][1] + c.right - c.left)
        taken.append(option > best[i])
        before.append(j)
        best.append(max(option, best[i]))
    chosen: list[Candidate] = []
    i = len(kept)
    while i:
        if taken[i - 1]:
            chosen.append(kept[i - 1])
            i = before[i - 1]
        else:
            i -= 1
    return chosen[::-1]


class Arbiter:
    """spaCy component around `decide`: sets `doc.ents`, and `span_id` of each entity to its rule."""

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Decide for one document and leave the winners in `doc._.candidates` too."""
        chosen = decide(doc._.candidates, self.threshold)
        doc._.ballot = Ballot(tuple(doc._.candidates), tuple(chosen), self.threshold, OFFSET)
        doc.ents = [Span(doc, c.left, c.right, label=c.type.value, span_id=c.rule) for c in chosen]
        doc._.candidates = chosen
        return doc


@Language.factory("kg_arbiter", default_config={"threshold": 0.5}, assigns=["doc.ents"])
def make_arbiter(nlp: Language, name: str, threshold: float) -> Arbiter:
    """Registry entry of `Arbiter`."""
    return Arbiter(threshold)
