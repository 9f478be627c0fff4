"""SPARQL: what is answered, and that nothing outside the graph is ever reached."""

import socket

import pytest

from kg.errors import InputError, QueryError
from kg.query.safety import check
from kg.query.sparql import answer
from tests.graph.samples import sample

GRAPH = sample()


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    GRAPH.save(folder)
    return folder


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    """Any attempt to connect fails the test."""

    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_select_ask_and_construct(out):
    assert answer(out, "SELECT ?t { person:方启航 kg:type ?t }").texts() == [("PERSON",)]
    assert answer(out, "ASK { person:方启航 a kg:Official }").truth is True
    triples = answer(out, "CONSTRUCT { ?s kg:investment ?n } WHERE { ?s kg:investment ?n }").triples
    assert triples.count("\n") == 1
    assert '"46000000"' in triples


def test_a_saved_graph_and_one_in_memory_answer_alike(out):
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert answer(out, query).texts() == GRAPH.query(query).texts()


def test_a_value_is_bound_as_text_never_as_sparql(out):
    query = "SELECT ?p { ?p skos:prefLabel ?name }"
    assert answer(out, query, {"name": "方启航"}).texts() == [("person:方启航",)]
    assert answer(out, query, {"name": '方启航"@zh } } #'}).texts() == []
    assert answer(out, query, {"name": "方启航\\"}).texts() == []
    for name in ("", "a b", "name } #", "1", "?name"):
        with pytest.raises(QueryError, match="is no variable"):
            answer(out, query, {name: "方启航"})


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT (COUNT(*) AS ?n) WHERE { ?x skos:prefLabel ?name ; kg:position ?o }", "2"),
        ("SELECT (COUNT(?o) AS ?n) { ?x skos:prefLabel ?name OPTIONAL { ?x kg:position ?o } } GROUP BY ?x", "2"),
        ("PREFIX a: <http://kg.invalid/{> SELECT (1 AS ?n) { ?x skos:prefLabel ?name }", None),
        ("# {\nSELECT (COUNT(*) AS ?n) { ?x skos:prefLabel ?name ; kg:position ?o }", "2"),
    ],
)
def test_values_bind_before_grouping(out, query, count):
    if count is None:
        with pytest.raises(QueryError):
            answer(out, query, {"name": "方启航"})
    else:
        assert answer(out, query, {"name": "方启航"}).texts() == [(count,)]


def test_values_bind_in_construct(out):
    query = "CONSTRUCT { ?x kg:position ?o } WHERE { ?x skos:prefLabel ?name ; kg:position ?o }"
    assert answer(out, query, {"name": "方启航"}).triples.count("\n") == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://kg.invalid/> { ?s ?p ?o } }",
        "select * { service silent <http://kg.invalid/> { ?s ?p ?o } }",
        "SELECT * { BIND(<http://kg.invalid/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "PREFIX : <http://kg.invalid/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
        "SELECT * { ?s <http://kg.invalid/a\\u0062#c> ?o . SERVICE <http://kg.invalid/> { ?s ?p ?o } }",
        "SELECT * { ?s kg:a\\#b ?o . SERVICE <http://kg.invalid/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "a\nb" . SERVICE <http://kg.invalid/> { ?s ?p ?o } FILTER(?s = "c") }',
        "SELECT * { ?s ?p '''a'b''' . SERVICE <http://kg.invalid/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?a<?b) SERVICE <http://kg.invalid/> { ?s ?p ?o } FILTER(?c>?d) }",
        "SELECT * { { SELECT * { # it's a comment\n SERVICE <http://kg.invalid/> { ?s ?p ?o } } } }",
    ],
)
def test_service_is_refused(query):
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        GRAPH.query(query)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("LOAD <http://kg.invalid/x.ttl>", "LOAD"),
        ("load silent <file:///etc/hostname> into graph <http://kg.invalid/>", "LOAD"),
        ("PREFIX a: <http://kg.invalid/> BASE <http://kg.invalid/> LOAD <x>", "LOAD"),
        ("# a comment\nPREFIX : <http://kg.invalid/>\nDROP ALL", "DROP"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("WITH <http://kg.invalid/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("CLEAR DEFAULT", "CLEAR"),
        ("CREATE GRAPH <a:a>", "CREATE"),
        ("COPY DEFAULT TO <a:a>", "COPY"),
        ("MOVE DEFAULT TO <a:a>", "MOVE"),
        ("ADD <a:a> TO DEFAULT", "ADD"),
    ],
)
def test_updates_are_refused_by_name(query, word):
    with pytest.raises(QueryError, match=f"{word} is not allowed: queries only read"):
        GRAPH.query(query)
    assert GRAPH.query("SELECT (COUNT(*) AS ?n) { ?s a kg:Thing }").texts() == [("15",)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT",
        "",
        "SELECT * { ?s nosuch:p ?o }",
        "SELECT * { ?s ?p ?o } \ud800",
        "SELECT * { \\u0053ERVICE <http://kg.invalid/> { ?s ?p ?o } }",
        "ASK {} ; LOAD <http://kg.invalid/x.ttl>",
    ],
)
def test_nonsense_is_refused(query):
    with pytest.raises(QueryError, match=r"cannot answer|SERVICE is not allowed"):
        GRAPH.query(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", "nested too deeply"),
        ("ASK " + "{" * 5000 + "}" * 5000, "nested too deeply"),
        ("ASK { FILTER(" + "!" * 100_000 + "true) }", "too long: 100,020 characters"),
    ],
)
def test_what_would_overflow_the_parser_is_refused(query, message):
    with pytest.raises(QueryError, match=message):
        GRAPH.query(query)
    with pytest.raises(QueryError, match=message):
        GRAPH.query(query, timeout=30)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?service kg:position ?from }",
        'ASK { ?s ?p "SERVICE <http://kg.invalid/> {}" }',
        "ASK { ?s <http://kg.invalid/SERVICE> ?o } # SERVICE",
        "ASK { ?s kg:service ?o }",
    ],
)
def test_the_word_itself_is_allowed(query):
    check(query)
    assert GRAPH.query(query).truth is not None


def test_from_chooses_among_our_graphs_only():
    assert GRAPH.query("SELECT ?o FROM article:b%20版.md_1 { person:方启航 kg:position ?o }").texts() == [
        ("body:云岭市政府",)
    ]
    assert GRAPH.query(
        "PREFIX a: <https://kg.invalid/article/> SELECT ?o FROM NAMED a:b%20版.md_1 { GRAPH ?g { ?s kg:issued ?o } }"
    )
    for query in (
        "SELECT * FROM <http://kg.invalid/x.ttl> { ?s ?p ?o }",
        "SELECT * FROM NAMED place:x { GRAPH ?g { ?s ?p ?o } }",
    ):
        with pytest.raises(QueryError, match="FROM names a graph that is not here"):
            GRAPH.query(query)


def test_a_folder_without_a_store_is_refused(tmp_path):
    with pytest.raises(InputError, match="kg build"):
        answer(tmp_path, "ASK {}")
