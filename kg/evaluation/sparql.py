"""SPARQL at size: a synthetic graph goes in, seconds of Oxigraph and of rdflib come out, from one run.

The graph has the shape of ours: things with names, direct edges, statements with confidence and evidence, posts, places
that contain each other five levels deep. It is the same for the same number of triples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from kg.config import BASE
from kg.notation import Triple, decimal, expand, integer, iri, plain, text
from kg.ontology import vocabulary

if TYPE_CHECKING:
    import rdflib

PER_FACT = 9  # triples a fact, its share of the things included
FAN = 10  # places in the place above them
QUERIES = {
    "point: who holds posts in one body": "SELECT ?p { ?p kg:position <{base}body/7> } ORDER BY ?p",
    "path: all that lies in one place, at any depth": (
        "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x kg:located_in/schema:containedInPlace* <{base}place/1> }"
    ),
    "path: every place above each place": "SELECT (COUNT(*) AS ?n) { ?a schema:containedInPlace+ ?b }",
    "aggregate: statements and confidence by predicate": (
        "SELECT ?p (COUNT(?f) AS ?n) (MIN(?c) AS ?least) { ?f rdf:predicate ?p ; kg:confidence ?c } "
        "GROUP BY ?p ORDER BY ?p"
    ),
    "aggregate: the ten bodies with most holders": (
        "SELECT ?b (COUNT(DISTINCT ?p) AS ?n) { ?p kg:position ?b } GROUP BY ?b ORDER BY DESC(?n) ?b LIMIT 10"
    ),
    "join: colleagues of one person": (
        "SELECT (COUNT(DISTINCT ?q) AS ?n) { <{base}person/3> kg:position/^kg:position ?q }"
    ),
}


def synthetic(triples: int) -> Iterator[Triple]:
    """About this many triples, in no order and without repetitions."""
    names = vocabulary().names

    def t(curie: str) -> str:
        return expand(curie, names)

    def at(kind: str, number: int) -> str:
        return iri(f"{BASE}{kind}/{number}")

    facts = triples // PER_FACT
    places = max(2, facts // 20)
    for i in range(1, places):
        yield at("place", i), t("rdf:type"), t("kg:Place")
        yield at("place", i), t("skos:prefLabel"), text(f"place {i}", "en")
        if i >= FAN:
            yield at("place", i), t("schema:containedInPlace"), at("place", i // FAN)
    for i in range(facts):
        post = i % 3 == 0
        subject = at("person" if post else "company", i // 2)
        target = at("body", i * 7919 % max(1, facts // 50)) if post else at("place", 1 + i * 31 % (places - 1))
        predicate = t("kg:position" if post else "kg:located_in")
        yield subject, predicate, target
        yield subject, t("skos:prefLabel"), text(f"name {i // 2}", "en")
        fact, passage = at("fact", i), at("evidence", i // 2)
        yield fact, t("rdf:type"), t("kg:Statement")
        yield fact, t("rdf:subject"), subject
        yield fact, t("rdf:predicate"), predicate
        yield fact, t("rdf:object"), target
        yield fact, t("kg:confidence"), decimal((50 + i % 50) / 100) or plain("")
        yield fact, t("kg:evidence"), passage
        if i % 2 == 0:
            yield passage, t("kg:quote"), plain(f"sentence {i}")
            yield passage, t("oa:start"), integer(i)


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    """How long some work takes, and what it gives."""
    begin = perf_counter()
    result = work()
    return perf_counter() - begin, result


def print_sparql(triples: int) -> None:
    """Load a synthetic graph into both engines, ask both the same, and print a table; unlike answers are marked."""
    import pyoxigraph
    import rdflib

    from kg.notation import ntriples

    data = b"".join(ntriples(synthetic(triples)))
    names = dict(vocabulary().names)
    store = pyoxigraph.Store()
    fast, _ = seconds(lambda: store.bulk_load(data, pyoxigraph.RdfFormat.N_TRIPLES))
    graph = rdflib.Graph(bind_namespaces="none")
    slow, _ = seconds(lambda: graph.parse(data=data, format="nt"))
    print(f"| {len(store):,} triples | Oxigraph s | rdflib s | ratio |\n|---|---|---|---|")
    print(row("load into memory", fast, slow))
    for name, pattern in QUERIES.items():
        query = pattern.replace("{base}", BASE)
        fast, found = seconds(lambda query=query: oxigraph_rows(store, query, names))  # type: ignore[misc]
        slow, other = seconds(lambda query=query: rdflib_rows(graph, query, names))  # type: ignore[misc]
        print(row(name if found == other else f"{name} (unlike answers)", fast, slow), flush=True)


def row(name: str, fast: float, slow: float) -> str:
    """One line of the table."""
    return f"| {name} | {fast:.3f} | {slow:.3f} | {slow / max(fast, 1e-6):.0f} |"


def oxigraph_rows(store: object, query: str, names: dict[str, str]) -> list[tuple[str, ...]]:
    """The rows that Oxigraph gives."""
    import pyoxigraph

    assert isinstance(store, pyoxigraph.Store)
    result = store.query(query, prefixes=names)
    assert isinstance(result, pyoxigraph.QuerySolutions)
    return [tuple(getattr(value, "value", "") for value in solution) for solution in result]


def rdflib_rows(graph: rdflib.Graph, query: str, names: dict[str, str]) -> list[tuple[str, ...]]:
    """The rows that rdflib gives."""
    result = graph.query(query, initNs=names)
    return [tuple(str(solution[v]) for v in result.vars or ()) for solution in result.bindings]
