"""What is built from pages, the sample ones and real ones, goes before every referee: read whole, valid, conforming."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

import kg
from kg.graph import Graph, forms
from kg.graph.validate import validate_graph
from kg.ontology import vocabulary
from kg.ontology.shapes import shapes_turtle
from tests.conftest import SHARED, shared_only
from tests.graph.referees import node, python, run, tool, tulip
from tests.graph.test_drawings import GRAMMAR
from tests.graph.test_gexf_referees import GRAPHOLOGY, TULIP
from tests.graph.test_neo4j import check_import
from tests.graph.test_rdf_referees import JSONLD, N3, PYLD, SHACL, quads

MEDIA = {
    "ttl": ("turtle", "text/turtle", "nt"),
    "nt": ("ntriples", "application/n-triples", "nt"),
    "trig": ("trig", "application/trig", "nq"),
    "nq": ("nquads", "application/n-quads", "nq"),
}
READERS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def real() -> Graph:
    return kg.build(SHARED / "pages")


@pytest.fixture(params=["sample", pytest.param("real", marks=shared_only)])
def graph(request: pytest.FixtureRequest) -> Graph:
    found: Graph = request.getfixturevalue(request.param)
    return found


@cache
def said(graph: Graph, name: str) -> set[str]:
    """The lines of a flat form, of one graph only once."""
    return quads(forms.FORMS[name](graph))


def written(graph: Graph, folder: Path, name: str) -> Path:
    forms.FORMS[name].write(graph, path := folder / f"graph.{name}")
    return path


def test_no_shape_is_violated(graph: Graph) -> None:
    assert validate_graph(graph) == ()


@pytest.mark.parametrize("name", READERS)
def test_oxigraph_reads_every_form_alike(graph: Graph, tmp_path: Path, name: str) -> None:
    flat = MEDIA[name][2] if name in MEDIA else "nt"
    assert quads(written(graph, tmp_path, name).read_bytes(), READERS[name]) == said(graph, flat)


@pytest.mark.parametrize(("name", "form"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("nq", "nquads")])
def test_rdflib_reads_an_isomorphic_graph(graph: Graph, tmp_path: Path, name: str, form: str) -> None:
    """Nothing of ours is a blank node, so equal sets of triples are isomorphic graphs."""
    read: Any = rdflib.Dataset() if name == "nq" else rdflib.Graph()
    read.parse(written(graph, tmp_path, name), format=form)
    if name == "nq":
        default = len(forms.nt(graph).splitlines())
        assert len(read.graph(read.default_graph.identifier)) == default
        assert sum(1 for _ in read.quads()) == len(forms.nq(graph).splitlines())
    else:
        assert set(read) == set(graph.to_rdflib())


@pytest.mark.parametrize("name", MEDIA)
def test_serd_reads_every_line(graph: Graph, tmp_path: Path, name: str) -> None:
    form, _, flat = MEDIA[name]
    read = run([tool("serdi"), "-i", form, "-o", "nquads", written(graph, tmp_path, name)])
    assert quads(read) == said(graph, flat)


@pytest.mark.parametrize("name", MEDIA)
def test_raptor_reads_every_line(graph: Graph, tmp_path: Path, name: str) -> None:
    form, _, flat = MEDIA[name]
    read = run([tool("rapper"), "-q", "-i", form, "-o", "nquads", written(graph, tmp_path, name)])
    assert quads(read) == said(graph, flat)


@pytest.mark.parametrize("name", MEDIA)
def test_n3_reads_every_line(graph: Graph, tmp_path: Path, name: str) -> None:
    _, media, flat = MEDIA[name]
    assert quads(node("n3", N3, written(graph, tmp_path, name), media)) == said(graph, flat)


def test_jsonld_js_and_pyld_expand_it(graph: Graph, tmp_path: Path) -> None:
    path = written(graph, tmp_path, "jsonld")
    assert quads(node("jsonld", JSONLD, path)) == said(graph, "nt")
    assert quads(python("pyld", PYLD, path)) == said(graph, "nt")


def test_rdf_validate_shacl_finds_no_violation(graph: Graph, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_bytes(shapes_turtle(vocabulary()))
    (found,) = json.loads(node("rdf-validate-shacl", SHACL, shapes, written(graph, tmp_path, "ttl")))
    assert not [shape for shape, severity in found if severity.endswith("#Violation")]


def test_the_gexf_grammar_graphology_and_tulip_take_it(graph: Graph, tmp_path: Path) -> None:
    path = written(graph, tmp_path, "gexf")
    etree = pytest.importorskip("lxml.etree", reason="lxml referees the GEXF grammar")
    if GRAMMAR.exists():
        schema = etree.RelaxNG(file=str(GRAMMAR))
        for name in ("gexf", "static.gexf"):
            schema.assertValid(etree.fromstring(forms.FORMS[name](graph)))
    found = json.loads(node("graphology-gexf", GRAPHOLOGY, path))
    assert {n["key"] for n in found["nodes"]} == {n.id for n in graph.nodes}
    assert {e["key"] for e in found["edges"]} == {f.id for f in graph.facts}
    seen = json.loads(tulip(TULIP, written(graph, tmp_path, "static.gexf")).splitlines()[-1])
    assert seen["edges"] == len(graph.facts) and set(seen["nodes"]) == {n.name for n in graph.nodes}


def test_ftm_takes_every_line(graph: Graph, tmp_path: Path) -> None:
    path, out = written(graph, tmp_path, "ftm"), tmp_path / "valid.ftm"
    run([tool("ftm"), "validate", "-i", str(path), "-o", str(out)])
    assert len(out.read_bytes().splitlines()) == len(path.read_bytes().splitlines())


def test_neo4j_takes_it(graph: Graph) -> None:
    check_import(graph)
