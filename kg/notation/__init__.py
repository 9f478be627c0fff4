"""Notation: RDF terms as text go in; sorted N-Quads, Turtle and TriG come out. Needs no RDF library.

A term is a `str` in N-Triples syntax (`<iri>`, `"text"@zh`, `"12"^^<…integer>`), a quad a tuple of four such terms
whose graph is "" for the default graph. There are no blank nodes: everything has a name, so equal graphs have equal
bytes.
"""

from kg.notation.terms import Quad, Triple, date, decimal, expand, integer, iri, plain, text, triple_term, typed
from kg.notation.writers import nquads, ntriples, trig, turtle

__all__ = [
    "Quad",
    "Triple",
    "date",
    "decimal",
    "expand",
    "integer",
    "iri",
    "nquads",
    "ntriples",
    "plain",
    "text",
    "trig",
    "triple_term",
    "turtle",
    "typed",
]
