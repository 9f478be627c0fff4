"""The graph in RDF 1.2: a statement is an annotation of its direct edge, not a node that repeats subject and object.

Turtle and TriG name the statement behind the edge (`s p o ~ fact:…`), N-Triples and N-Quads have a triple term. One
triple a fact in place of three; for tools that read RDF 1.2, which not all do yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.forms import Form
from kg.graph.rdf import quads, said
from kg.notation import Triple, nquads, ntriples, trig, turtle

if TYPE_CHECKING:
    from kg.graph.graph import Graph


def triples(graph: Graph) -> Iterator[Triple]:
    """The default graph."""
    return ((s, p, o) for s, p, o, _ in said(graph, rdf12=True))


def head(graph: Graph) -> str:
    """The first line of a file for people."""
    return f"Knowledge graph of run {graph.run}, in RDF 1.2"


def ttl(graph: Graph) -> Iterator[bytes]:
    """Turtle 1.2."""
    return turtle(triples(graph), graph.prefixes(), head(graph))


def nt(graph: Graph) -> Iterator[bytes]:
    """N-Triples 1.2."""
    return ntriples(triples(graph))


def nq(graph: Graph) -> Iterator[bytes]:
    """N-Quads 1.2."""
    return nquads(quads(graph, rdf12=True))


def as_trig(graph: Graph) -> Iterator[bytes]:
    """TriG 1.2."""
    return trig(quads(graph, rdf12=True), graph.prefixes(), head(graph))


RDF12: dict[str, Form] = {
    "ttl": Form({"graph.ttl": ttl}),
    "nt": Form({"graph.nt": nt}),
    "nq": Form({"graph.nq": nq}),
    "trig": Form({"graph.trig": as_trig}),
}
