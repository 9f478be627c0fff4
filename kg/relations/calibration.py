"""How likely an edge holds: a rule's score and the standing of both ends go in, a calibrated confidence comes out.

    log-odds = base + score · log-odds of the rule's score + ends · the lower standing of both ends

The standing of an end is the best score of its mentions. Weights are data (kg/lexicon/relations/calibration.tsv),
fitted by `python -m kg.evaluation calibrate`; README.md says on which pages, what it is worth, and what else was tried.
Neither rule nor predicate has a term of its own: a new rule is as sure as the score that its author gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log

from kg.errors import InputError
from kg.lexicon import table
from kg.lexicon.schema import CalibrationTerm
from kg.model import Entity, Mention, Recognition, Relation, Resolution

TABLE = "relations/calibration"
LEAST, MOST = 0.01, 0.99  # reading alone makes nothing certain or impossible; a user's judgement does


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted weights. `score` and `ends` are not negative, so a better score never makes an edge less likely."""

    base: float
    score: float
    ends: float
    implied: float  # the standing of an end that no mention names


@cache
def weights() -> Weights:
    """The shipped weights.

    Raises:
        InputError: the table has other terms, or a negative weight of score or ends.
    """
    rows = {row.term: row.weight for row in table(TABLE, CalibrationTerm)}
    if set(rows) != {"base", "score", "ends", "implied"} or min(rows["score"], rows["ends"]) < 0:
        problem = "terms are not base, score, ends and implied, or a weight is negative"
        raise InputError(problem, f"{TABLE}.tsv", "Fit it again with `python -m kg.evaluation calibrate`")
    return Weights(**rows)


def log_odds(share: float) -> float:
    """Log-odds of a share, held off 0 and 1."""
    share = min(max(share, LEAST), MOST)
    return log(share / (1 - share))


def confidence(score: float, ends: float, by: Weights) -> float:
    """How likely an edge holds, with two decimals, from LEAST to MOST.

    Args:
        score: what the rule claims, 0 to 1.
        ends: the lower standing of both ends, 0 to 1.
        by: the weights.
    """
    raw = by.base + by.score * log_odds(score) + by.ends * ends
    return min(max(round(1 / (1 + exp(-min(max(raw, -30), 30))), 2), LEAST), MOST)


def standings(mentions: Sequence[Mention], entities: Sequence[Entity], implied: float) -> dict[str, float]:
    """The best score of each entity's mentions, `implied` for an entity without one; by entity id."""
    return {e.id: max((mentions[m].score for m in e.mentions), default=implied) for e in entities}


def calibrate(relations: Iterable[Relation], recognition: Recognition, resolution: Resolution) -> tuple[Relation, ...]:
    """The relations with what their rules claim as `score`, and a calibrated confidence."""
    by = weights()
    standing = standings(recognition.mentions, resolution.entities, by.implied)
    found = []
    for r in relations:
        ends = min(standing[r.subject], standing[r.object])
        found.append(replace(r, score=r.confidence, confidence=confidence(r.confidence, ends, by)))
    return tuple(found)
