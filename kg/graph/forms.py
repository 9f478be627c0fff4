"""Every format a graph can be written in, by its short name: `FORMS["ttl"](graph)` gives the file's bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.notation import Triple

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def triples(graph: Graph) -> Iterator[Triple]:
    """The default graph: everything, once."""
    from kg.graph.rdf import said

    return ((s, p, o) for s, p, o, _ in said(graph))


def nq(graph: Graph) -> bytes:
    """Sorted N-Quads, a named graph an article."""
    from kg.graph.rdf import quads
    from kg.notation import nquads

    return nquads(quads(graph))


def nt(graph: Graph) -> bytes:
    """Sorted N-Triples."""
    from kg.notation import ntriples

    return ntriples(triples(graph))


def ttl(graph: Graph) -> bytes:
    """Turtle with prefixes, sorted."""
    from kg.notation import turtle

    return turtle(triples(graph), graph.prefixes(), f"Knowledge graph of run {graph.run}")


def trig(graph: Graph) -> bytes:
    """TriG: Turtle with a block for each named graph."""
    from kg.graph.rdf import quads
    from kg.notation import trig as write

    return write(quads(graph), graph.prefixes(), f"Knowledge graph of run {graph.run}")


def jsonld(graph: Graph) -> bytes:
    """JSON-LD 1.1 with its context inside, one object a thing."""
    from kg.graph.jsonld import jsonld as write

    return write(graph)


def gexf(graph: Graph) -> bytes:
    """GEXF 1.3 with types, colours, sizes and positions, for Gephi."""
    from kg.graph.gexf import write_gexf

    return "".join(write_gexf(graph)).encode()


def graphml(graph: Graph) -> bytes:
    """GraphML with typed attributes, for yEd, Cytoscape and igraph."""
    from kg.graph.graphml import write_graphml

    return "".join(write_graphml(graph)).encode()


def json(graph: Graph) -> bytes:
    """NetworkX's node-link JSON; everything is in it."""
    from kg.graph.network import node_link

    return b"".join(node_link(graph))


def nodes_csv(graph: Graph) -> bytes:
    """Table of the things."""
    from kg.graph.tables import nodes_table

    return nodes_table(graph)


def edges_csv(graph: Graph) -> bytes:
    """Table of the relations, with the names of both ends."""
    from kg.graph.tables import edges_table

    return edges_table(graph)


def svg(graph: Graph) -> bytes:
    """A picture of the graph's core."""
    from kg.graph.picture import picture

    return picture(graph).encode()


FORMS: dict[str, Callable[[Graph], bytes]] = {
    "ttl": ttl,
    "nq": nq,
    "nt": nt,
    "trig": trig,
    "jsonld": jsonld,
    "gexf": gexf,
    "graphml": graphml,
    "json": json,
    "csv": edges_csv,
    "nodes.csv": nodes_csv,
    "edges.csv": edges_csv,
    "svg": svg,
}
