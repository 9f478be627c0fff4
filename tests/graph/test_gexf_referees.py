"""Programs that are not ours read the GEXF: graphology, as web tools do, and Tulip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.graph import Graph, forms
from kg.graph.layout import positions
from tests.graph.referees import node, tulip
from tests.graph.samples import city_graph, sample

GRAPHOLOGY = """
const { MultiDirectedGraph } = require("graphology");
const text = require("fs").readFileSync(process.argv[1], "utf-8");
const g = require("graphology-gexf").parse(MultiDirectedGraph, text);
console.log(JSON.stringify(g.export()));
"""
TULIP = """
import json, sys
from tulip import tlp
g = tlp.importGraph("GEXF", {"filename": sys.argv[1]})
label, kind, place = g.getStringProperty("viewLabel"), g.getStringProperty("type"), g.getLayoutProperty("viewLayout")
print(json.dumps({
    "edges": g.numberOfEdges(),
    "nodes": {label[n]: [kind[n], place[n].x(), place[n].y()] for n in g.getNodes()},
}))
"""
GRAPH = sample()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("gexf") / "graph.gexf"
    forms.gexf.write(GRAPH, file)
    return file


def test_graphology_reads_every_node_and_edge_with_its_types(path: Path) -> None:
    found = json.loads(node("graphology-gexf", GRAPHOLOGY, path))
    nodes = {n["key"]: n["attributes"] for n in found["nodes"]}
    edges = {e["key"]: e for e in found["edges"]}
    assert (set(nodes), set(edges)) == ({n.id for n in GRAPH.nodes}, {f.id for f in GRAPH.facts})
    person = nodes["person:方启航"]
    assert (person["label"], person["official"], person["mentions"]) == ("方启航", True, 7)
    assert person["color"] == "rgb(0,114,178)"
    assert (person["x"], person["y"]) == positions(GRAPH)["person:方启航"]
    post = edges["f01"]
    assert (post["source"], post["target"]) == ("person:方启航", "body:云岭市政府")
    assert (post["attributes"]["label"], post["attributes"]["weight"]) == ("常务副市长", 2)
    assert edges["f04"]["attributes"]["number"] == 46000000


@pytest.mark.parametrize("graph", [GRAPH, city_graph(400, 4.0)], ids=["sample", "city"])
def test_tulip_reads_every_node_and_edge(graph: Graph, tmp_path: Path) -> None:
    forms.static_gexf.write(graph, path := tmp_path / "graph.gexf")
    found = json.loads(tulip(TULIP, path).splitlines()[-1])
    assert found["edges"] == len(graph.facts)
    assert set(found["nodes"]) == {n.name for n in graph.nodes}
    places = positions(graph)
    for n in graph.nodes:
        kind, *place = found["nodes"][n.name]
        assert kind == n.type.value
        assert n.shared_name or place == pytest.approx(places[n.id], abs=0.01)
