"""`Graph`: all that a corpus says, resolved, with the witnesses of every fact; and the ways to look at it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.model import Fact, Measure, Node, PageReport, Predicate, Source
from kg.resolution.trail import Trail

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from kg.graph.centrality import Centrality
    from kg.graph.projection import Projection
    from kg.query.answer import Answer
    from kg.query.worker import Worker

MOST = 500  # ends that one thing may tie together in a projection
NEAR = 60.0  # rapidfuzz ratio from which a name is offered as a near miss
OFFERED = 5
QUOTES = str.maketrans("", "", "“”‘’\"'《》〈〉「」")


def bare(name: str) -> str:
    """A name without quotes and title marks."""
    return name.translate(QUOTES)


@dataclass(frozen=True)
class Graph:
    """A knowledge graph: values only, every tuple in a fixed order.

    Args:
        nodes: the things, by id.
        facts: the relations between them, by subject, predicate, object and id.
        measures: their figures, by subject, name and id.
        sources: the articles, by page and number.
        reports: what became of each page, by page.
        run: name of the run that made it: a hash of input, settings and version.
        base: namespace of its IRIs.
        trail: how its entities were resolved, for `kg why-same`; empty in a graph made by an older version.
    """

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    sources: tuple[Source, ...]
    reports: tuple[PageReport, ...]
    run: str
    base: str
    trail: Trail = field(default_factory=Trail, repr=False)

    def __reduce__(self) -> tuple[type[Graph], tuple[Any, ...]]:
        """Pickle by content, without what was made from it on the way."""
        return type(self), tuple(getattr(self, f.name) for f in fields(self))

    def __repr__(self) -> str:
        """Sizes, not contents."""
        return f"Graph(run={self.run!r}, nodes={len(self.nodes)}, facts={len(self.facts)}, sources={len(self.sources)})"

    def query(
        self,
        sparql: str,
        bindings: Mapping[str, str] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Answer a SPARQL query (SELECT, ASK or CONSTRUCT); the usual prefixes are declared.

        Args:
            sparql: the query.
            bindings: values of variables, each taken as a Chinese label, never as SPARQL text.
            timeout: seconds after which the query is stopped. With it, queries run in a process of their own, which is
                started with the first of them (about a tenth of a second, and the loading of the graph) and kept;
                None runs the query in this process, where nothing can stop it.
            limit: rows or triples at most; `Answer.complete` says whether there were more.

        Raises:
            QueryError: the query is not valid, or would reach outside the graph (SERVICE, LOAD, updates), or the
                time was up (`out_of_time`).
        """
        from kg.query.sparql import answer, named_terms

        if timeout is None:
            return answer(self._store, sparql, bindings, self.prefixes(), limit=limit)
        terms = named_terms(bindings)
        return self._worker.ask(sparql, timeout, terms=terms, prefixes=self.prefixes(), limit=limit)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """As a NetworkX MultiDiGraph: node ids as nodes, facts as edges with their id as key (kg/graph/network.py)."""
        from kg.graph.network import to_networkx

        return to_networkx(self)

    def project(
        self, between: str, through: str, predicates: Collection[Predicate] | None = None, most: int = MOST
    ) -> Projection:
        """Tie things of one kind by things of another: `graph.project("person", "event")` (kg/graph/projection.py).

        Raises:
            QueryError: there is no such kind.
        """
        from kg.graph.projection import project

        return project(self, between, through, predicates, most)

    def centralities(self) -> tuple[Centrality, ...]:
        """Degree, PageRank and betweenness of every thing, by id (kg/graph/centrality.py)."""
        from kg.graph.centrality import centralities

        return centralities(self)

    def to_rdflib(self) -> rdflib.Graph:
        """As an rdflib Graph: the triples of graph.ttl."""
        import rdflib

        from kg.graph.forms import nt

        result = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in self.prefixes().items():
            result.bind(prefix, namespace)
        return result.parse(data=nt(self), format="nt")

    def prefixes(self) -> dict[str, str]:
        """Every prefix that the graph's RDF and queries use, and its namespace."""
        from kg.graph.iri import Namer
        from kg.ontology import vocabulary

        words = vocabulary()
        return {**words.names, **Namer(self.base).prefixes([t.kind for t in words.types.values()])}

    def entity(self, name: str) -> Node:
        """The one thing with this id, name or alias; an id or a name goes before an alias, quotes may be left out.

        Raises:
            QueryError: there is none (the message offers near misses), or several (it lists their ids).
        """
        if name in self._by_id:
            return self._by_id[name]
        found = self._by_name.get(name) or self._by_alias.get(name) or self._by_bare_name.get(bare(name)) or []
        if len(found) == 1:
            return found[0]
        if found:
            raise QueryError(f"{name!r} may mean {', '.join(n.id for n in found)}", "", "Give one of these ids")
        raise QueryError(f"nothing is called {name!r}", "", self._offer(name))

    def why(self, a: str, b: str) -> tuple[Fact, ...]:
        """The facts that link two things, in either direction, with their witnesses.

        Raises:
            QueryError: a name is unknown or may mean several things.
        """
        x, y = self.entity(a).id, self.entity(b).id
        return tuple(f for f in self.facts if (f.subject, f.object) in ((x, y), (y, x)))

    def save(self, out: str | Path) -> None:
        """Write every form of the graph into a folder; a kill at any moment leaves the old graph or the new one.

        Raises:
            InputError: the folder cannot be written.
        """
        from kg.graph.saving import save

        save(self, Path(out))

    def _offer(self, name: str) -> str:
        """Names close to one that is unknown, as a remedy."""
        from rapidfuzz import fuzz, process

        names = sorted({*self._by_name, *self._by_alias})
        near = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=OFFERED)
        near += [(n, 0.0, 0) for n in names if name and name in n][:OFFERED]
        offered = list(dict.fromkeys(n for n, *_ in sorted(near, key=lambda x: (-x[1], x[0]))))[:OFFERED]
        return f"Did you mean {', '.join(offered)}" if offered else "Give an id, a name or an alias of the graph"

    @cached_property
    def positions(self) -> dict[str, tuple[float, float]]:
        """Where each node lies in a picture, by id; laid out once (kg/graph/layout.py)."""
        from kg.graph.layout import positions

        return positions(self)

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def _by_name(self) -> dict[str, list[Node]]:
        index: dict[str, list[Node]] = {}
        for node in self.nodes:
            index.setdefault(node.name, []).append(node)
        return index

    @cached_property
    def _by_alias(self) -> dict[str, list[Node]]:
        index: dict[str, list[Node]] = {}
        for node in self.nodes:
            for alias in dict.fromkeys(node.aliases):
                index.setdefault(alias, []).append(node)
        return index

    @cached_property
    def _by_bare_name(self) -> dict[str, list[Node]]:
        index: dict[str, list[Node]] = {}
        for node in self.nodes:
            for name in dict.fromkeys(bare(n) for n in (node.name, *node.aliases)):
                index.setdefault(name, []).append(node)
        return index

    @cached_property
    def _worker(self) -> Worker:
        from kg.graph.forms import nq
        from kg.query.worker import Worker

        return Worker(lambda: nq(self))

    @cached_property
    def _store(self) -> pyoxigraph.Store:
        import pyoxigraph

        from kg.graph.forms import nq

        store = pyoxigraph.Store()
        store.bulk_load(nq(self), pyoxigraph.RdfFormat.N_QUADS)
        return store
