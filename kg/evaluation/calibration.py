"""Calibration: judged edges go in; the weights of kg/relations/calibration.py and tables of their reliability come out.

Weights are fitted by Newton's method on the penalised log-likelihood of a logistic regression. Pages that the rules'
authors had in view flatter the rules, so these pages have a term of their own, which a run does not use: they help to
find how much a score is worth, but the level is that of the other pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.evaluation.edges import JudgedEdge
from kg.relations.calibration import Weights, confidence, log_odds

IMPLIED = 0.8  # standing of an end without a mention, set by hand: as certain as a middling name
PENALTY = (0.001, 0.1, 0.1, 0.1)  # of base, score, ends and of pages in view
BINS = 10
STEPS = 100
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Bin:
    """Edges whose confidence lies in one tenth of 0 to 1: how many, their mean confidence, the share that holds."""

    edges: int
    mean: float
    held: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well confidences agree with what holds."""

    edges: int
    mean: float
    held: float
    brier: float  # mean squared distance of confidence and truth
    ece: float  # expected calibration error: mean distance of confidence and share by ten bins, weighted by edges
    bins: tuple[Bin, ...]


def ends_of(edge: JudgedEdge, implied: float) -> float:
    """The lower standing of both ends."""
    return min(1.0 if edge.ends is None else edge.ends, implied if edge.implied else 1.0)


def fit(seen: Sequence[JudgedEdge], unseen: Sequence[JudgedEdge]) -> Weights:
    """The weights under which the judgements are likeliest; a slope that would be negative is set to 0.

    Args:
        seen: edges of pages that the rules' authors had in view.
        unseen: edges of other pages; with none of them, the level is that of the pages in view.
    """
    edges = [*seen, *unseen]
    rows = [(1.0, log_odds(e.score), ends_of(e, IMPLIED), 0.0) for e in edges]
    design = np.array(rows, dtype=np.float64).reshape(len(edges), 4)
    design[: len(seen), 3] = bool(unseen)
    truth = np.array([e.right for e in edges], dtype=np.float64)
    used = [0, 1, 2, 3]
    while True:
        found = dict(zip(used, newton(design[:, used], truth, np.array(PENALTY)[used]), strict=True))
        negative = [k for k in (1, 2) if found.get(k, 0.0) < 0]
        if not negative:
            break
        used = [k for k in used if k not in negative]
    base, score, ends = (round(float(found.get(k, 0.0)), 3) for k in range(3))
    return Weights(base, score, ends, IMPLIED)


def newton(design: np.ndarray, truth: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression with a quadratic penalty."""
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (truth - p) - penalty * weights
        curve = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def by_weights(weights: Weights) -> Callable[[JudgedEdge], float]:
    """The confidence that weights give an edge."""
    return lambda edge: confidence(edge.score, ends_of(edge, weights.implied), weights)


def by_score(edge: JudgedEdge) -> float:
    """The confidence before calibration: the rule's score."""
    return edge.score


def cross_fitted(seen: Sequence[JudgedEdge], unseen: Sequence[JudgedEdge]) -> Callable[[JudgedEdge], float]:
    """The confidence of an edge of `unseen` by weights fitted without its page."""
    pages = sorted({e.page for e in unseen})
    without = {page: by_weights(fit(seen, [e for e in unseen if e.page != page])) for page in pages}
    return lambda edge: without[edge.page](edge)


def reliability(edges: Sequence[JudgedEdge], sure: Callable[[JudgedEdge], float]) -> Reliability:
    """How well `sure` tells what holds. All figures are 0 where there is no edge."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for edge in edges:
        p = sure(edge)
        bins[min(int(p * BINS + CLOSE), BINS - 1)].append((p, edge.right))
    flat = [pair for some in bins for pair in some]
    size = max(len(flat), 1)
    return Reliability(
        edges=len(flat),
        mean=sum(p for p, _ in flat) / size,
        held=sum(right for _, right in flat) / size,
        brier=sum((p - right) ** 2 for p, right in flat) / size,
        ece=sum(abs(sum(p - right for p, right in some)) for some in bins) / size,
        bins=tuple(
            Bin(len(b), sum(p for p, _ in b) / max(len(b), 1), sum(r for _, r in b) / max(len(b), 1)) for b in bins
        ),
    )


def grouped(
    edges: Sequence[JudgedEdge], key: Callable[[JudgedEdge], str], sure: Callable[[JudgedEdge], float]
) -> list[tuple[str, float, Reliability]]:
    """Name, mean score and reliability of each group of edges, by name."""
    groups: defaultdict[str, list[JudgedEdge]] = defaultdict(list)
    for edge in edges:
        groups[key(edge)].append(edge)
    return [
        (name, sum(e.score for e in some) / len(some), reliability(some, sure)) for name, some in sorted(groups.items())
    ]
