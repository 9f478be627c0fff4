"""The synthetic graph is a graph like any other, and the table of exports has a row for each form."""

from __future__ import annotations

from click.testing import CliRunner

from kg.evaluation.__main__ import main
from kg.evaluation.exports import measured
from kg.evaluation.synthetic import synthetic_graph
from kg.graph.forms import FORMS
from kg.ontology import vocabulary


def test_a_synthetic_graph_is_whole_and_always_the_same() -> None:
    graph = synthetic_graph(300, 1000)
    assert graph == synthetic_graph(300, 1000)
    assert (len(graph.nodes), len(graph.facts)) == (300, 1000)
    types = {n.id: n.type for n in graph.nodes}
    assert len(types) == 300 and len({f.id for f in graph.facts}) == 1000
    words = vocabulary()
    assert all(words.admits(types[f.subject], f.predicate, types[f.object]) for f in graph.facts)
    sources = {s.id for s in graph.sources}
    assert {w.source for f in graph.facts for w in f.witnesses} <= sources
    assert sum(n.official for n in graph.nodes) > 20


def test_the_table_has_a_row_for_each_form() -> None:
    result = CliRunner().invoke(main, ["exports", "gexf", "neo4j", "--nodes", "120", "--edges", "400"])
    assert result.exit_code == 0, result.output
    rows = [line.split("|")[1].strip() for line in result.output.splitlines() if line.startswith("| ")]
    assert rows[:3] == ["form", "gexf", "neo4j"] and rows[3].startswith("NetworkX GEXF")
    assert {"gexf", "neo4j"} <= set(FORMS)
    assert "Plain bytes: " in result.output and all(len(line.split("|")) == 8 for line in rows_of(result.output))


def rows_of(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith("| ")]


def test_memory_is_that_of_the_work_alone() -> None:
    held = bytearray(64 << 20)
    small = measured("small", 1, lambda: 1)
    large = measured("large", 1, lambda: len(bytearray(b"x") * (48 << 20)))
    assert len(held) == 64 << 20
    assert small.mebibytes < 8 and 40 < large.mebibytes < 64 and large.size == 48 << 20
