"""B-cubed on examples small enough to compute by hand."""

from __future__ import annotations

import pytest

from kg.evaluation.bcubed import bcubed

CASES = {
    # gold {1 2 3} {4}, predicted {1 2} {3 4}: precision (1+1+1/2+1/2)/4, recall (2/3+2/3+1/3+1)/4
    "one strays": ([("a", "x"), ("a", "x"), ("a", "y"), ("b", "y")], 3 / 4, 2 / 3),
    # everything in one cluster: precision (2/3+2/3+1/3)/3
    "all in one": ([("a", "x"), ("a", "x"), ("b", "x")], 5 / 9, 1.0),
    # each on its own: recall (1/2+1/2+1)/3
    "each alone": ([("a", "x"), ("a", "y"), ("b", "z")], 1.0, 2 / 3),
    "names of clusters do not matter": ([("a", "q"), ("b", "p"), ("b", "p")], 1.0, 1.0),
    "nothing to compare": ([], 1.0, 1.0),
}


@pytest.mark.parametrize("label", CASES)
def test_figures(label: str) -> None:
    labels, precision, recall = CASES[label]
    found = bcubed(labels)
    assert found.precision == pytest.approx(precision)
    assert found.recall == pytest.approx(recall)
    assert found.mentions == len(labels)
    assert found.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_order_does_not_matter() -> None:
    labels = [("a", "x"), ("a", "y"), ("b", "y"), ("c", "y")]
    assert bcubed(labels) == bcubed(labels[::-1])
