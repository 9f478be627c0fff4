"""Parquet: typed columns, every passage, groups of bounded size; a clear word where pyarrow is missing."""

from __future__ import annotations

import builtins
import datetime
import io

import pytest
from hypothesis import given, settings

from kg.errors import InputError
from kg.graph import forms, parquet
from tests.graph.samples import graph_of, graphs, sample

GRAPH = sample()
NODES, EDGES = forms.FORMS["parquet"].files.values()


def table(writer, graph):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    return pq.read_table(io.BytesIO(b"".join(writer(graph))))


def test_what_is_written_is_read_back():
    nodes = {row["id"]: row for row in table(NODES, GRAPH).to_pylist()}
    assert list(nodes) == [n.id for n in GRAPH.nodes]
    city = nodes["place:云岭市"]
    assert (city["longitude"], city["official"], city["mentions"]) == (115.98, False, 9)
    assert nodes["company:云岭启明新材料有限公司"]["aliases"] == ["启明新材料"]
    assert [f["name"] for f in nodes['project:年产5万吨"再生铝"项目（二期）']["figures"]] == [
        "capacity",
        "date",
        "investment",
    ]
    edges = {row["id"]: row for row in table(EDGES, GRAPH).to_pylist()}
    assert set(edges) == {f.id for f in GRAPH.facts}
    post = edges["f01"]
    assert (post["source"], post["predicate"], post["title"]) == ("person:方启航", "position", "常务副市长")
    assert (post["first"], post["last"]) == (datetime.date(2024, 3, 6), datetime.date(2024, 3, 8))
    assert [w["start"] for w in post["witnesses"]] == [40, 7]
    assert edges["f13"]["first"] is None and edges["f13"]["witnesses"][0]["article"] is None


def test_an_empty_graph_has_its_columns():
    assert table(EDGES, graph_of([])).column_names == table(EDGES, GRAPH).column_names


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_any_graph_is_written(graph):
    assert table(NODES, graph).num_rows == len(graph.nodes)
    assert table(EDGES, graph).num_rows == len(graph.facts)


def test_groups_are_bounded_and_come_out_one_by_one(monkeypatch):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    monkeypatch.setattr(parquet, "ROWS", 5)
    pieces = list(EDGES(GRAPH))
    assert len(pieces) == 5 and all(pieces)
    assert pq.ParquetFile(io.BytesIO(b"".join(pieces))).num_row_groups == 4


def test_without_pyarrow_it_says_what_to_install(monkeypatch):
    load = builtins.__import__

    def missing(name, *rest):
        if name.split(".")[0] == "pyarrow":
            raise ImportError(name)
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError, match=r"pip install kg\[parquet\]"):
        next(NODES(GRAPH))
