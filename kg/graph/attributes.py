"""The attributes that drawing tools get of nodes and edges, in one order for GEXF and GraphML: names, types, values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.iri import Namer
from kg.model import Fact, Node
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
    ("first", "string"),
    ("last", "string"),
    ("confidence", "double"),
    ("quote", "string"),
    ("sources", "string"),
)
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
    predicates = vocabulary().predicates
    for f in graph.facts:
        label = predicates[f.predicate].label.zh
        values = (
            f.predicate.value,
            label,
            f.title,
            f.status,
            f.role,
            f.amount,
            f.number,
            f.unit,
            f.date,
            f.first,
            f.last,
            f.confidence,
            "".join(f.witnesses[0].quote.split()) if f.witnesses else "",
            " | ".join(dict.fromkeys(w.source or w.page for w in f.witnesses)),
        )
        yield f, f.title or label, values
