"""B-cubed: how well a clustering of mentions agrees with gold clusters, mention by mention.

For each mention, precision is the share of its predicted cluster that belongs to its gold cluster, recall the share of
its gold cluster that is in its predicted cluster, the mention itself counted in both; the figures are means over all
mentions (Bagga and Baldwin 1998). Only mentions that both sides have are compared: what was not found is counted
elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BCubed:
    """Mean precision and recall over `mentions` mentions; all 1.0 when there are none."""

    precision: float
    recall: float
    mentions: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(labels: Iterable[tuple[str, str]]) -> BCubed:
    """Score a clustering.

    Args:
        labels: for each mention, its gold cluster and its predicted cluster.
    """
    counts = Counter(labels)
    gold: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    for (g, p), n in counts.items():
        gold[g] += n
        predicted[p] += n
    total = sum(counts.values())
    if not total:
        return BCubed(1.0, 1.0, 0)
    precision = sum(n * n / predicted[p] for (_, p), n in sorted(counts.items()))
    recall = sum(n * n / gold[g] for (g, _), n in sorted(counts.items()))
    return BCubed(precision / total, recall / total, total)
