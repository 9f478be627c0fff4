"""Centralities against NetworkX and linear algebra; bounds; nothing depends on the order of things."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.centrality import DAMPING, betweenness, centralities, neighbours, pagerank, pivots
from tests.graph.samples import city_graph, graph_of, sample


@st.composite
def links(draw):
    """Any graph of up to twelve things, as neighbours."""
    count = draw(st.integers(0, 12))
    pairs = draw(st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1])))
    near = {f"n{i:02}": set() for i in range(count)}
    for a, b in pairs:
        if b < count:
            near[f"n{a:02}"].add(f"n{b:02}")
            near[f"n{b:02}"].add(f"n{a:02}")
    return {node: sorted(others) for node, others in near.items()}


@settings(max_examples=60, deadline=None)
@given(links())
def test_betweenness_is_that_of_networkx(near):
    assert betweenness(near) == pytest.approx(networkx.betweenness_centrality(networkx.Graph(near)), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(links())
def test_pagerank_solves_its_equation(near):
    ranks = pagerank(near)
    if not near:
        assert ranks == {}
        return
    names, count = list(near), len(near)
    step = np.array(
        [[(1 / len(near[b]) if a in near[b] else 0.0) if near[b] else 1 / count for b in names] for a in names]
    )
    exact = np.linalg.solve(np.eye(count) - DAMPING * step, np.full(count, (1 - DAMPING) / count))
    assert list(ranks.values()) == pytest.approx(list(exact), abs=1e-6)


def test_a_large_graph_is_sampled_within_its_bound():
    near = neighbours(city_graph(600, 3.0))
    steps = sum(map(len, near.values()))
    some = pivots(near, 40 * steps)
    assert len(some) == len(set(some)) == 40
    exact, estimate = betweenness(near), betweenness(near, 40 * steps)
    top = sorted(exact, key=lambda n: -exact[n])[:5]
    assert [estimate[n] for n in top] == pytest.approx([exact[n] for n in top], rel=0.35)


def test_centralities_of_the_sample_do_not_depend_on_the_order():
    graph = sample()
    found = centralities(graph)
    assert [c.node for c in found] == sorted(n.id for n in graph.nodes)
    assert sum(c.pagerank for c in found) == pytest.approx(1, abs=1e-4)
    turned = type(graph)(graph.nodes[::-1], graph.facts[::-1], (), (), (), graph.run, graph.base)
    assert centralities(turned) == found
    company = max(found, key=lambda c: c.degree)
    assert company.node == "company:云岭启明新材料有限公司"


def test_an_empty_graph_has_none():
    assert centralities(graph_of([])) == ()
