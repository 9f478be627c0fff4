"""`Graph`: names, reasons, NetworkX, pickling, and a saved graph read back."""

import json
import pickle

import networkx
import pytest
from hypothesis import given, settings

from kg.errors import InputError, QueryError
from kg.graph import forms, load
from kg.graph.network import from_node_link, node_link, to_networkx
from tests.graph.samples import graph_of, graphs, sample

GRAPH = sample()


@pytest.mark.parametrize("name", ["person:方启航", "方启航", "方启舫"])
def test_entity_by_id_name_or_alias(name):
    assert GRAPH.entity(name).id == "person:方启航"


def test_a_name_that_two_share_lists_both():
    with pytest.raises(QueryError, match="may mean person:邓若溪@云岭学院, person:邓若溪@启明"):
        GRAPH.entity("邓若溪")
    assert GRAPH.entity("person:邓若溪@启明").name == "邓若溪"


@pytest.mark.parametrize(
    ("name", "offered"), [("方启行", "方启航"), ("启明新材料公司", "启明新材料"), ("云岭市人民政", "云岭市人民政府")]
)
def test_an_unknown_name_offers_near_misses(name, offered):
    with pytest.raises(QueryError, match=f"Did you mean .*{offered}"):
        GRAPH.entity(name)


@pytest.mark.parametrize("name", ["", "zzz", "\ud800"])
def test_a_name_near_to_nothing_still_says_what_to_do(name):
    with pytest.raises(QueryError, match="Give an id"):
        GRAPH.entity(name)


def test_why_finds_both_directions():
    there, back = GRAPH.why("方启航", "市政府"), GRAPH.why("云岭市政府", "方启舫")
    assert there == back
    assert [f.title for f in there] == ["常务副市长"]
    assert len(there[0].witnesses) == 2
    assert GRAPH.why("方启航", "省级绿色矿山") == ()


def test_networkx_has_everything():
    g = GRAPH.to_networkx()
    assert (g.number_of_nodes(), g.number_of_edges()) == (len(GRAPH.nodes), len(GRAPH.facts))
    edge = g.edges["person:方启航", "body:云岭市政府", "f01"]
    assert (edge["predicate"], edge["label"], edge["weight"]) == ("position", "常务副市长", 2)
    assert edge["witnesses"][0]["quote"] == "市委常委、常务副市长\n方启航"
    assert g.nodes["place:云岭市"]["longitude"] == 115.98
    assert [m["number"] for m in g.nodes['project:年产5万吨"再生铝"项目（二期）']["measures"]] == [
        50000.0,
        None,
        46000000.0,
    ]
    assert g.graph["run"] == GRAPH.run


def test_graph_json_is_networkx_node_link_form():
    data = json.loads(forms.json(GRAPH))
    assert networkx.utils.graphs_equal(networkx.node_link_graph(data, edges="edges"), to_networkx(GRAPH))


def test_graph_json_restores_the_graph():
    assert from_node_link(b"".join(node_link(GRAPH)), "graph.json") == GRAPH
    empty = graph_of([])
    assert from_node_link(b"".join(node_link(empty)), "graph.json") == empty


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_any_graph_survives_json_but_for_lone_surrogates(graph):
    data = forms.json(graph)
    assert forms.json(from_node_link(data, "graph.json")) == data


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"nodes":[],"edges":[]}', b"\xff\xfe", b'{"graph":1}'])
def test_what_is_no_graph_is_refused_with_its_file(data):
    with pytest.raises(InputError, match=r"out/graph\.json: not a graph of kg"):
        from_node_link(data, "out/graph.json")


def test_a_graph_crosses_processes_after_it_was_asked():
    GRAPH.query("ASK {}")
    assert pickle.loads(pickle.dumps(GRAPH)) == GRAPH
    assert repr(GRAPH) == "Graph(run='0123456789abcdef', nodes=15, facts=19, sources=3)"


def test_a_folder_without_a_graph_is_refused(tmp_path):
    with pytest.raises(InputError, match="kg build"):
        load(tmp_path)
