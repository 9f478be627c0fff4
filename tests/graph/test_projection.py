"""Projections: ties by case, their strength, bounds, and their files."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from kg.errors import QueryError
from kg.graph import forms
from kg.model import EntityType, Predicate
from tests.conftest import SHARED, cases
from tests.graph.samples import fact, graph_of, node, sample, witness

ENDINGS = {
    "公司": EntityType.COMPANY,
    "市": EntityType.PLACE,
    "镇": EntityType.PLACE,
    "政府": EntityType.ORG,
    "市委": EntityType.ORG,
    "节": EntityType.EVENT,
    "会": EntityType.EVENT,
}


def graph_from(lines):
    """A graph from lines like `方启航 attended 读书节`; * marks an official, a name's ending tells its type."""
    things, facts = {}, []
    for i, line in enumerate(lines):
        a, predicate, b = line.split()
        for name in (a, b):
            bare = name.lstrip("*")
            type = next((t for end, t in ENDINGS.items() if bare.endswith(end)), EntityType.PERSON)
            things.setdefault(bare, node(bare, type, official=name.startswith("*")))
        ends = things[a.lstrip("*")], things[b.lstrip("*")]
        facts.append(fact(f"f{i}", ends[0], Predicate(predicate), ends[1], witness(i, line)))
    return graph_of(things.values(), facts)


@pytest.mark.parametrize("case", cases("projections"))
def test_ties(case):
    graph = graph_from(case["facts"])
    names = {n.id: n.name for n in graph.nodes}
    predicates = [Predicate(p) for p in case["predicates"]] if "predicates" in case else None
    found = graph.project(case["between"], case["through"], predicates, case.get("most", 500))
    ties = [[names[t.a], names[t.b], [names[m] for m in t.through], t.strength] for t in found.ties]
    assert ties == case["ties"]
    assert [names[n] for n in found.left_out] == case.get("left_out", [])


def test_an_unknown_kind_is_answered_with_the_known_ones():
    with pytest.raises(QueryError, match="person, body, company"):
        sample().project("meeting", "event")


def test_networkx_has_the_ties_with_what_they_go_through():
    graph = graph_from(["方启航 attended 读书节", "邓若溪 attended 读书节", "梁一诺 attended 现场会"])
    network = graph.project("person", "event").to_networkx()
    assert set(network) == {"person:方启航", "person:邓若溪", "person:梁一诺"}
    assert dict(network.edges["person:方启航", "person:邓若溪"]) == {
        "weight": 1,
        "strength": 1.0,
        "through": ["event:读书节"],
    }
    assert network.nodes["person:方启航"]["name"] == "方启航"


def test_files_of_a_projection():
    graph = graph_from(["方启航 attended 读书节", "邓若溪 attended 读书节", "梁一诺 attended 读书节"])
    projection = graph.project("person", "event")
    text = b"".join(forms.PROJECTED["csv"](graph, projection)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(r["source_name"], r["target_name"], r["Weight"], r["through"]) for r in rows][:1] == [
        ("方启航", "梁一诺", "1", "读书节")
    ]
    data = b"".join(forms.PROJECTED["gexf"](graph, projection))
    root = ET.fromstring(data)
    assert root.find("{*}graph").get("defaultedgetype") == "undirected"
    assert len(root.findall(".//{*}edge")) == 3
    grammar = SHARED / "conformance" / "gexf-1.3" / "gexf.rng"
    if not grammar.exists():
        pytest.skip("the GEXF grammar is not at hand")
    etree = pytest.importorskip("lxml.etree", reason="lxml referees the GEXF grammar")
    etree.RelaxNG(file=str(grammar)).assertValid(etree.fromstring(data))
