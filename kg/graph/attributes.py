"""What drawing tools get of nodes and edges: shapes, and attributes with names, types and values in one order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.characters import squeezed
from kg.graph.iri import Namer
from kg.model import EntityType, Fact, Node, Witness
from kg.ontology import vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

NODE_ATTRIBUTES = (
    ("type", "string"),
    ("type_zh", "string"),
    ("official", "boolean"),
    ("code", "string"),
    ("aliases", "string"),
    ("mentions", "integer"),
    ("articles", "integer"),
    ("figures", "string"),
    ("iri", "anyURI"),
)
EDGE_ATTRIBUTES = (
    ("predicate", "string"),
    ("predicate_zh", "string"),
    ("title", "string"),
    ("status", "string"),
    ("role", "string"),
    ("amount", "string"),
    ("number", "double"),
    ("unit", "string"),
    ("date", "string"),
    ("since", "string"),
    ("until", "string"),
    ("first", "string"),
    ("last", "string"),
    ("within", "string"),
    ("confidence", "double"),
    ("quote", "string"),
    ("sources", "string"),
)
# A shape tells the family of a type where its colour cannot be told: people, bodies, places, undertakings, the rest.
SHAPES = {
    EntityType.PERSON: "disc",
    EntityType.COMPANY: "square",
    EntityType.ORG: "square",
    EntityType.PLACE: "triangle",
    EntityType.PROJECT: "diamond",
    EntityType.PROGRAM: "diamond",
    EntityType.EVENT: "disc",
    EntityType.HONOUR: "disc",
    EntityType.DOCUMENT: "disc",
}
Values = tuple[object, ...]


def node_rows(graph: Graph) -> Iterator[tuple[Node, Values]]:
    """Each node with its values. Lists are joined by ` | `."""
    types, namer = vocabulary().types, Namer(graph.base)
    figures: dict[str, list[str]] = {}
    for m in graph.measures:
        figures.setdefault(m.subject, []).append(f"{m.name}: {m.value}")
    for n in graph.nodes:
        values = (
            n.type.value,
            types[n.type].label.zh,
            n.official,
            n.code,
            " | ".join(a for a in n.aliases if a != n.name),
            n.mentions,
            len(n.sources),
            " | ".join(figures.get(n.id, ())),
            namer.node(n.id)[1:-1],
        )
        yield n, values


def edge_rows(graph: Graph) -> Iterator[tuple[Fact, str, Values]]:
    """Each fact with its label (the title, or the predicate in Chinese) and its values."""
    labels = {p: (p.value, term.label.zh) for p, term in vocabulary().predicates.items()}
    for f in graph.facts:
        value, label = labels[f.predicate]
        quote, sources = shown(f.witnesses)
        values = (
            value,
            label,
            f.title,
            f.status,
            f.role,
            f.amount,
            f.number,
            f.unit,
            f.date,
            f.since,
            f.until,
            f.first,
            f.last,
            f.within,
            f.confidence,
            quote,
            sources,
        )
        yield f, f.title or label, values


def shown(witnesses: tuple[Witness, ...]) -> tuple[str, str]:
    """The first passage that shows a fact, and the articles or pages of all of them."""
    if not witnesses:
        return "", ""
    first = witnesses[0]
    sources = first.source or first.page
    if len(witnesses) > 1:
        sources = " | ".join(dict.fromkeys(w.source or w.page for w in witnesses))
    return squeezed(first.quote), sources
