"""GEXF, GraphML, SVG and the layout: valid, typed, coloured, without overlaps, the same on every run."""

import io
import math
import re
import time
import tracemalloc
import xml.etree.ElementTree as ET

import networkx
import pytest
from hypothesis import given, settings

from kg.graph import forms
from kg.graph.characters import BARRED
from kg.graph.forms import encoded
from kg.graph.gexf import write_gexf
from kg.graph.layout import GAP, positions, size
from kg.graph.lifetimes import hull
from kg.model import EntityType, Predicate
from kg.ontology import vocabulary
from tests.conftest import SHARED, cases
from tests.graph.samples import city_graph, fact, graph_of, graphs, node, sample, witness

GRAPH = sample()
GRAMMAR = SHARED / "conformance" / "gexf-1.3" / "gexf.rng"
G = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


@pytest.fixture(scope="module")
def grammar():
    etree = pytest.importorskip("lxml.etree", reason="lxml referees the GEXF grammar")
    if not GRAMMAR.exists():
        pytest.skip("the GEXF grammar is not at hand")
    schema = etree.RelaxNG(file=str(GRAMMAR))

    def check(data: bytes) -> None:
        schema.assertValid(etree.fromstring(data))

    return check


def test_gexf_is_valid(grammar):
    grammar(forms.gexf(GRAPH))
    grammar(forms.gexf(graph_of([])))
    grammar(forms.gexf(city_graph(60)))


def test_any_gexf_is_valid(grammar):
    @settings(max_examples=40, deadline=None)
    @given(graphs())
    def check(graph):
        grammar(forms.gexf(graph))
        ET.fromstring(forms.graphml(graph))
        ET.fromstring(forms.svg(graph))

    check()


def test_gexf_has_types_colours_kinds_and_lifetimes():
    root = ET.fromstring(forms.gexf(GRAPH))
    head = root.find(f"{G}graph")
    assert (head.get("mode"), head.get("timeformat"), head.get("defaultedgetype")) == ("dynamic", "date", "directed")
    assert root.find(f"{G}meta").get("lastmodifieddate") == "2024-03-08"
    kinds = {a.get("id"): a.get("type") for a in root.iter(f"{G}attribute")}
    assert (kinds["mentions"], kinds["official"], kinds["number"], kinds["iri"]) == (
        "integer",
        "boolean",
        "double",
        "anyURI",
    )
    person = next(n for n in root.iter(f"{G}node") if n.get("id") == "person:方启航")
    colour = person.find(f"{VIZ}color")
    assert (
        "#{:02X}{:02X}{:02X}".format(*(int(colour.get(c)) for c in "rgb"))
        == vocabulary().types[EntityType.PERSON].colour
    )
    edges = {e.get("id"): e for e in root.iter(f"{G}edge")}
    assert (edges["f01"].get("label"), edges["f01"].get("kind"), edges["f01"].get("weight")) == (
        "常务副市长",
        "position",
        "2.0",
    )
    assert (edges["f01"].get("start"), edges["f01"].get("end")) == ("2023-11-02", "2024-03-08")
    assert (edges["f14"].get("start"), edges["f14"].get("end")) == ("2024-03-01", "2024-03-31")
    assert edges["f13"].get("start") is None
    assert person.get("start") is None
    body = next(n for n in root.iter(f"{G}node") if n.get("id") == "body:云岭市政府")
    assert (body.get("start"), body.get("end")) == ("2023-11-02", "2024-03-31")
    assert person.find(f"{VIZ}shape").get("value") == "disc"
    assert edges["f02"].find(f"{VIZ}shape").get("value") == "dashed"
    assert edges["f01"].find(f"{VIZ}shape") is None
    assert edges["f04"].get("label") == "承建"
    values = {v.get("for"): v.get("value") for v in edges["f04"].iter(f"{G}attvalue")}
    assert (values["number"], values["unit"], values["quote"]) == ("46000000.0", "CNY", "启明新材料投资4600万元")


@pytest.mark.parametrize("case", cases("lifetimes"))
def test_lifetimes(case):
    span = hull(*case["dates"])
    assert (list(span) if span else None) == case["span"]


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_intervals_are_closed_and_an_edge_is_never_there_without_its_ends(graph):
    root = ET.fromstring(forms.gexf(graph))
    lives = {n.get("id"): (n.get("start"), n.get("end")) for n in root.iter(f"{G}node")}
    spans = [(e.get("start"), e.get("end"), e.get("source"), e.get("target")) for e in root.iter(f"{G}edge")]
    for start, end in [*lives.values(), *((first, last) for first, last, _, _ in spans)]:
        assert (start is None) == (end is None) and (start is None or start <= end)
    for first, last, *ends in spans:
        for start, end in (lives[id] for id in ends):
            assert start is None or (first is not None and start <= first and last <= end)


def test_memory_does_not_grow_with_edges():
    few, many = city_graph(500, 4.0), city_graph(500, 40.0)
    places = dict.fromkeys((n.id for n in few.nodes), (0.0, 0.0))
    peaks = []
    for graph in (few, few, many):
        tracemalloc.start()
        for _ in encoded(write_gexf(graph, places)):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert len(many.facts) > 9 * len(few.facts)
    assert peaks[2] < 1.2 * peaks[1]


@pytest.mark.parametrize("name", ["gexf", "graphml", "svg", "nodes.csv", "edges.csv"])
def test_no_control_character_or_lone_surrogate_reaches_a_file(name):
    bad = "".join(map(chr, (*range(32), *range(0x7F, 0xA0), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF)))
    thing = node(f"甲{bad}乙", EntityType.COMPANY, aliases=(bad,), code=bad)
    other = node("丙", EntityType.PLACE)
    said = fact("f1", thing, Predicate.LOCATED_IN, other, witness(0, bad), title=bad, role=bad, amount=bad, date=bad)
    text = forms.FORMS[name](graph_of([thing, other], [said])).decode()
    assert not BARRED.search(text)
    assert re.search("甲[ \n\t\r&#910;13\ufffd]+乙", text)


def test_a_graph_without_dates_is_static():
    graph = graph_of([node("云岭市", EntityType.PLACE)])
    assert ET.fromstring(forms.gexf(graph)).find(f"{G}graph").get("mode") == "static"


def test_what_xml_cannot_hold_is_replaced():
    graph = graph_of([node('甲\x0b\x00\ud800<&">\t\n乙', EntityType.COMPANY)])
    label = next(ET.fromstring(forms.gexf(graph)).iter(f"{G}node")).get("label")
    assert label == '甲\x0b\x00\ud800<&">\t\n乙'.replace("\x0b", " ").replace("\x00", "\ufffd").replace(
        "\ud800", "\ufffd"
    ).replace("\t\n", " ")


def test_graphml_is_read_by_networkx():
    g = networkx.read_graphml(io.BytesIO(forms.graphml(GRAPH)), force_multigraph=True)
    assert (g.number_of_nodes(), g.number_of_edges()) == (len(GRAPH.nodes), len(GRAPH.facts))
    assert g.nodes["person:方启航"]["official"] is True
    assert g.edges["person:方启航", "body:云岭市政府", "f01"]["label"] == "常务副市长"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 40, 400])
def test_discs_do_not_overlap(count):
    graph = city_graph(count) if count else graph_of([])
    places = positions(graph)
    discs = [(places[n.id], size(n) / 2) for n in graph.nodes]
    assert len(places) == count
    for i, ((x, y), r) in enumerate(discs):
        for (u, v), s in discs[i + 1 :]:
            assert math.hypot(x - u, y - v) >= r + s + GAP / 2 - 0.2


def test_positions_do_not_depend_on_the_order_of_nodes_or_facts():
    graph = city_graph(120)
    turned = type(graph)(graph.nodes[::-1], graph.facts[::-1], (), (), (), graph.run, graph.base)
    assert positions(turned) == positions(graph)


def test_linked_nodes_lie_closer_than_others():
    graph = city_graph(200)
    places = positions(graph)
    linked = {(f.subject, f.object) for f in graph.facts}
    near = [math.dist(places[a], places[b]) for a, b in linked]
    ids = [n.id for n in graph.nodes]
    far = [math.dist(places[a], places[b]) for i, a in enumerate(ids) for b in ids[i + 1 :: 7]]
    assert sum(near) / len(near) < 0.6 * sum(far) / len(far)


def test_two_thousand_nodes_are_laid_out_in_seconds():
    begin = time.process_time()
    assert len(positions(city_graph(2000))) == 2000
    assert time.process_time() - begin < 10


def test_the_picture_names_things_and_explains_colours():
    text = forms.svg(GRAPH).decode()
    words = set(re.findall(r">([^<>]+)</text>", text))
    assert {"方启航", "云岭市政府", "青石镇"} <= words
    assert {"人物 person", "机构 body"} <= words
    assert not re.search(r"<script|href", text)
