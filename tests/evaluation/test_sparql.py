"""The comparison of engines: a table with a line a query, and like answers."""

from __future__ import annotations

import pytest

from kg.evaluation.sparql import QUERIES, print_sparql, synthetic


def test_both_engines_answer_alike(capsys: pytest.CaptureFixture[str]) -> None:
    print_sparql(3000)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 + len(QUERIES)
    assert not [line for line in lines if "unlike" in line]


def test_the_graph_has_about_the_size_that_was_asked_for() -> None:
    assert len(set(synthetic(20_000))) == pytest.approx(20_000, rel=0.1)
