"""Sorted lines: the same whether they fit in memory or go through files, and in memory that does not grow."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph, forms
from kg.graph.annotated import RDF12
from kg.notation import ntriples
from kg.notation.sorting import Lines
from tests.graph.samples import city_graph, sample

texts = st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\n"), max_size=5))


@given(texts, st.integers(1, 5))
def test_lines_are_sorted_and_each_comes_once(words: list[str], most: int) -> None:
    lines = Lines((f"{w}\n" for w in words), most)
    assert list(lines) == sorted({f"{w}\n" for w in words})
    assert list(lines) == list(lines)


@pytest.mark.parametrize("name", ["nt", "nq", "ttl", "trig", "jsonld"])
@pytest.mark.parametrize("graph", [sample(), city_graph(60)], ids=["sample", "city"])
def test_runs_on_disk_give_the_same_bytes(graph: Graph, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [writers[name](graph) for writers in (forms.FORMS, RDF12) if name in writers]
    monkeypatch.setattr(Lines.__init__, "__defaults__", (50,))
    monkeypatch.setattr("kg.notation.writers.SMALL", 1000)
    monkeypatch.setattr("kg.notation.writers.REMEMBERED", 20)
    assert [writers[name](graph) for writers in (forms.FORMS, RDF12) if name in writers] == whole


def test_memory_does_not_grow_with_triples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lines.__init__, "__defaults__", (5000,))

    def triples(count: int) -> Iterator[tuple[str, str, str]]:
        return ((f"<s{i * 7919 % count}>", "<p>", f'"{i}"') for i in range(count))

    peaks = []
    for count in (20_000, 20_000, 200_000):
        tracemalloc.start()
        assert sum(piece.count(b"\n") for piece in ntriples(triples(count))) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 2 * peaks[1]
