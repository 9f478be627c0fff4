"""RDF 1.2: the same statements as annotations of their edges, in four syntaxes that Oxigraph reads alike."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.graph import forms
from kg.graph.annotated import RDF12
from tests.graph.samples import sample

GRAPH = sample()
FORMATS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
}


def read(name: str) -> set[str]:
    return {str(quad) for quad in pyoxigraph.parse(RDF12[name](GRAPH), FORMATS[name])}


@pytest.mark.parametrize(("short", "flat"), [("ttl", "nt"), ("trig", "nq")])
def test_annotations_read_back_as_triple_terms(short: str, flat: str) -> None:
    assert read(short) == read(flat)


def test_each_fact_reifies_its_edge_once_and_repeats_nothing() -> None:
    store = pyoxigraph.Store()
    store.load(RDF12["ttl"](GRAPH), pyoxigraph.RdfFormat.TURTLE)
    query = """SELECT ?f ?c { ?s ?p ?o . ?f rdf:reifies <<( ?s ?p ?o )>> ; kg:confidence ?c ; kg:evidence/kg:quote ?q }
               GROUP BY ?f ?c"""
    assert len(list(store.query(query, prefixes=GRAPH.prefixes()))) == len(GRAPH.facts)
    assert not store.query("ASK { ?f rdf:subject ?s }", prefixes=GRAPH.prefixes())


def test_statements_stand_behind_their_edges() -> None:
    text = RDF12["ttl"](GRAPH).decode()
    assert "kg:undertakes project:" in text and " ~ fact:f04" in text and "reifies" not in text
    assert len(RDF12["nt"](GRAPH).splitlines()) == len(forms.nt(GRAPH).splitlines()) - 2 * len(GRAPH.facts)


def test_json_ld_is_refused_with_a_reason_and_the_help_says_so(tmp_path: Path) -> None:
    GRAPH.save(tmp_path / "out")
    result = CliRunner().invoke(main, ["export", str(tmp_path / "out"), "-f", "jsonld", "--rdf12"])
    assert result.exit_code == 2 and not result.stdout
    assert "jsonld has no annotations of RDF 1.2. Use one of nq, nt, trig, ttl, or leave --rdf12 out" in result.stderr
    text = " ".join(CliRunner().invoke(main, ["export", "--help"]).output.split())
    assert "JSON-LD 1.1, which has no annotations of RDF 1.2" in text
