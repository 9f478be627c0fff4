"""Queries in a process of their own: answered alike, stopped on time, never left behind."""

from __future__ import annotations

import pickle
import time
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, QueryError
from kg.query import ask
from kg.query.child import serve
from kg.query.sparql import answer
from kg.query.worker import Worker
from tests.graph.samples import sample

GRAPH = sample()
# Some 10^16 solutions, none of which passes: no engine comes to an end, and no row comes out before.
ENDLESS = """SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r
             FILTER (CONCAT(STR(?a), STR(?d), STR(?g), STR(?j), STR(?m), STR(?p)) = "x") }"""
SLACK = 3.0  # seconds that a busy machine may need on top of a limit


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    GRAPH.save(folder)
    return folder


def test_a_query_that_never_ends_is_stopped_on_time_and_the_next_is_answered(out: Path) -> None:
    worker = Worker(out)
    assert worker.ask("ASK { ?s kg:position ?o }", 30).truth is True
    first = worker.process
    begin = time.monotonic()
    with pytest.raises(QueryError, match=r"no answer within 0\.5 s\. Ask for less"):
        worker.ask(ENDLESS, 0.5)
    assert 0.5 <= time.monotonic() - begin < 0.5 + SLACK
    assert first is not None and first.poll() is not None  # it is gone
    assert worker.ask("ASK { ?s kg:position ?o }", 30).truth is True
    worker.stop()


@pytest.mark.parametrize(
    "query", ["SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o", "ASK {}", "DESCRIBE person:方启航"]
)
def test_both_processes_answer_alike(out: Path, query: str) -> None:
    assert ask(out, query, timeout=30) == ask(out, query) == answer(out, query)


def test_a_graph_in_memory_keeps_its_process_between_queries() -> None:
    graph = sample()
    names = "SELECT ?n { ?p a kg:Person ; skos:prefLabel ?n ; kg:type ?t } ORDER BY ?n"
    assert graph.query(names, timeout=30) == graph.query(names)
    process = graph._worker.process
    assert graph.query(names, {"n": "方启航"}, timeout=30).texts() == [("方启航",)]
    with pytest.raises(QueryError, match="cannot answer"):
        graph.query("SELECT", timeout=30)
    assert graph._worker.process is process
    with pytest.raises(QueryError):
        graph.query(ENDLESS, timeout=0.2)
    assert pickle.loads(pickle.dumps(graph)) == graph
    del graph
    assert process is not None and process.wait(10) is not None  # it ends with its graph


def test_rows_are_capped_and_the_answer_says_so(out: Path) -> None:
    for limits in ({"timeout": 30.0}, {}):
        for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
            cut = ask(out, query, limit=5, **limits)
            assert not cut.complete and 5 in (len(cut), (cut.triples or "").count("\n"))
        whole = ask(out, "SELECT * { ?s a kg:Official }", limit=1, **limits)
        assert whole.complete and len(whole) == 1


def test_a_cap_ends_a_product_that_would_not_fit_in_memory(out: Path) -> None:
    assert len(ask(out, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=30, limit=1000)) == 1000


def test_errors_cross_whole(out: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kg build") as error:
        ask(tmp_path, "ASK {}", timeout=30)
    assert error.value.where.startswith(str(tmp_path))
    with pytest.raises(QueryError, match="FROM names a graph that is not here"):
        ask(out, "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", timeout=30)


def test_what_is_refused_starts_no_process(out: Path) -> None:
    worker = Worker(out)
    with pytest.raises(QueryError, match="SERVICE"):
        worker.ask("ASK { SERVICE <http://kg.invalid/> { ?s ?p ?o } }", 30)
    assert worker.process is None


def test_a_process_that_dies_is_one_error_and_the_next_query_is_answered(out: Path) -> None:
    worker = Worker(out)
    worker.ask("ASK {}", 30)
    assert worker.process is not None
    worker.process.kill()
    worker.process.wait()
    with pytest.raises(QueryError, match="process ended"):
        worker.ask("ASK {}", 30)
    assert worker.ask("ASK {}", 30).truth is True
    worker.stop()


def test_the_child_ends_with_its_input(tmp_path: Path) -> None:
    empty: Any = (tmp_path / "empty").open("w+b")
    with empty:
        serve(empty, empty)
    assert (tmp_path / "empty").read_bytes() == b""
