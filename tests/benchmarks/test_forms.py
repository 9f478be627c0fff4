"""Speed of the drawing forms as ratios against NetworkX's writers, with the same attributes, in the same run."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from time import process_time
from typing import Any

import networkx
import pytest

from kg.evaluation.exports import drawn
from kg.evaluation.synthetic import synthetic_graph
from kg.graph import Graph, forms

pytestmark = pytest.mark.benchmark
FAST = 100_000  # edges a second


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = synthetic_graph(500, 20_000)
    assert graph.positions
    return graph


@pytest.fixture(scope="module")
def network(graph: Graph) -> Any:
    return drawn(graph)


def best(work: Callable[[], object], repeat: int = 3) -> float:
    """The least processor time of several runs, in seconds."""
    times = []
    for _ in range(repeat):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times)


def seconds(form: forms.Form, graph: Graph) -> float:
    return best(lambda: sum(map(len, form.pieces(graph))))


def test_gexf_is_five_times_as_fast_as_networkx_or_fast(graph: Graph, network: Any) -> None:
    ours = seconds(forms.gexf, graph)
    theirs = best(lambda: networkx.write_gexf(network, BytesIO()), 2)
    speed = len(graph.facts) / ours
    print(f"\nGEXF: {theirs / ours:.1f} times as fast as NetworkX, {speed:,.0f} edges a second")
    assert theirs / ours >= 5 or speed >= FAST


def test_graphml_is_twice_as_fast_as_networkx(graph: Graph, network: Any) -> None:
    ours = seconds(forms.graphml, graph)
    theirs = best(lambda: networkx.write_graphml_xml(network, BytesIO()), 2)
    print(f"\nGraphML: {theirs / ours:.1f} times as fast as NetworkX")
    assert theirs / ours >= 2


def test_time_of_gexf_grows_in_step_with_edges(graph: Graph) -> None:
    four = synthetic_graph(500, 80_000)
    assert four.positions
    assert seconds(forms.gexf, four) / seconds(forms.gexf, graph) < 4 * 1.6
