"""The graph as Neo4j has it: labels, types and properties; and the CSV pair of its bulk import.

Nodes have the label of their type (`Person`, `Company` …) beside `Thing`, relationships the type of their predicate
(`POSITION`, `LOCATED_IN` …) and their first passage. In the CSV files lists are parted by `|`, of which none is left
inside a value; no cell has a line end, so that the import needs no slower reader for them.

Source of the rules: Neo4j Operations Manual, "Import", section "CSV header format".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.attributes import shown
from kg.graph.characters import token
from kg.graph.iri import encoded
from kg.graph.lifetimes import days
from kg.graph.tables import lines
from kg.model import Fact, Node
from kg.ontology import vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

PART = "|"
NODE_PROPERTIES = (
    ("name", "string"),
    ("type", "string"),
    ("type_zh", "string"),
    ("official", "boolean"),
    ("code", "string"),
    ("longitude", "double"),
    ("latitude", "double"),
    ("aliases", "string[]"),
    ("mentions", "int"),
    ("articles", "string[]"),
    ("figures", "string[]"),
)
EDGE_PROPERTIES = (
    ("label", "string"),
    ("weight", "int"),
    ("title", "string"),
    ("status", "string"),
    ("role", "string"),
    ("amount", "string"),
    ("number", "double"),
    ("unit", "string"),
    ("date", "string"),
    ("since", "string"),
    ("until", "string"),
    ("first", "date"),
    ("last", "date"),
    ("within", "string"),
    ("confidence", "double"),
    ("quote", "string"),
    ("page", "string"),
    ("start", "int"),
    ("end", "int"),
    ("articles", "string[]"),
)
Value = str | float | bool | None | tuple[str, ...]


def node_values(graph: Graph) -> Iterator[tuple[Node, str, tuple[Value, ...]]]:
    """Each thing with its label and properties; texts are printable and in one line."""
    types = vocabulary().types
    figures: dict[str, list[str]] = {}
    for m in graph.measures:
        figures.setdefault(m.subject, []).append(f"{m.name}: {m.value}")
    for n in graph.nodes:
        name, type = token(n.name), types[n.type]
        yield (
            n,
            type.name,
            (
                name,
                n.type.value,
                type.label.zh,
                n.official,
                token(n.code or ""),
                n.longitude,
                n.latitude,
                tuple(a for a in map(token, n.aliases) if a != name),
                n.mentions,
                tuple(map(token, n.sources)),
                tuple(map(token, figures.get(n.id, ()))),
            ),
        )


def edge_values(graph: Graph) -> Iterator[tuple[Fact, str, tuple[Value, ...]]]:
    """Each relation with its type and properties."""
    labels = {p: term.label.zh for p, term in vocabulary().predicates.items()}
    for f in graph.facts:
        title = token(f.title)
        witness = f.witnesses[0] if f.witnesses else None
        yield (
            f,
            f.predicate.name,
            (
                title or labels[f.predicate],
                len(f.witnesses),
                title,
                token(f.status),
                token(f.role),
                token(f.amount),
                f.number,
                token(f.unit),
                token(f.date),
                token(f.since),
                token(f.until),
                day(f.first),
                day(f.last),
                token(f.within),
                f.confidence,
                shown(f.witnesses)[0],
                *((token(witness.page), witness.start, witness.end) if witness else (None, None, None)),
                tuple(dict.fromkeys(token(w.source or w.page) for w in f.witnesses)),
            ),
        )


def nodes_file(graph: Graph) -> Iterator[bytes]:
    """nodes.csv."""
    head = ("id:ID(Thing)", ":LABEL", *(f"{name}:{type}" for name, type in NODE_PROPERTIES))
    rows = ((key(node.id), f"Thing{PART}{label}", *map(cell, values)) for node, label, values in node_values(graph))
    return lines(head, rows)


def relationships_file(graph: Graph) -> Iterator[bytes]:
    """relationships.csv."""
    head = (
        *(":START_ID(Thing)", ":END_ID(Thing)", ":TYPE", "id:string"),
        *(f"{name}:{type}" for name, type in EDGE_PROPERTIES),
    )
    rows = (
        (key(fact.subject), key(fact.object), type, key(fact.id), *map(cell, values))
        for fact, type, values in edge_values(graph)
    )
    return lines(head, rows)


def key(id: str) -> str:
    """An id in printable characters: itself, or percent-encoded where it holds others; different ones stay so.

    >>> key("person:方启航"), key("event:100% 甲 ")
    ('person:方启航', 'event:100%25%20甲%20')
    """
    if token(id) == id and "%" not in id:
        return id
    kind, _, name = id.partition(":")
    return f"{kind}:{encoded(name)}"


def cell(value: Value) -> str | float:
    """A value as a cell; nothing for None."""
    if isinstance(value, tuple):
        return joined(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def joined(values: Iterable[str]) -> str:
    """A list as a cell."""
    return PART.join(v.replace(PART, "｜") for v in values if v)


def day(date: str | None) -> str:
    """A whole date of the calendar; nothing for others."""
    span = days(date)
    return span[0] if span and span[0] == date else ""
