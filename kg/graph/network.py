"""A graph for NetworkX, and as NetworkX's node-link JSON: the one file from which `load` restores everything.

Attributes of a node: `type`, `name`, `label` (its type in Chinese), `aliases`, `official`, `code`, `longitude`,
`latitude`, `mentions`, `sources`, `shared_name`, and `measures` (name, value, number, unit, confidence, witnesses
…).
Attributes of an edge, whose key is the fact's id: `predicate`, `label` (the title, or the predicate in Chinese),
`title`, `status`, `role`, `amount`, `number`, `unit`, `date` (as printed), `since` and `until` (when it happened or
holds), `first` and `last` (when it was observed), `within` (the body of a succession), `confidence`, `weight` (how
many passages show it), and `witnesses` (page, source, start, end, quote, rule, confidence).
Attributes of the graph: `run`, `base`, `sources`, `reports`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from kg.errors import InputError
from kg.graph.graph import Graph
from kg.model import EntityType, Fact, Measure, Node, PageReport, Predicate, Source, Witness
from kg.notation.json import json_bytes
from kg.ontology import vocabulary

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class NodeForm:
    """A node of the node-link form; its field names are JSON keys."""

    id: str
    name: str
    type: EntityType
    label: str
    aliases: tuple[str, ...]
    official: bool
    code: str | None
    longitude: float | None
    latitude: float | None
    mentions: int
    sources: tuple[str, ...]
    shared_name: str | None
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class EdgeForm:
    """An edge of the node-link form; `key` is the fact's id."""

    source: str
    target: str
    key: str
    predicate: Predicate
    label: str
    title: str
    status: str
    role: str
    amount: str
    number: float | None
    unit: str
    date: str
    first: str | None
    last: str | None
    confidence: float
    weight: int
    witnesses: tuple[Witness, ...]
    since: str = ""
    until: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class GraphForm:
    """The graph's own attributes in the node-link form."""

    run: str
    base: str
    sources: tuple[Source, ...]
    reports: tuple[PageReport, ...]


@dataclass(frozen=True, slots=True)
class NodeLink:
    """The node-link form as a whole."""

    graph: GraphForm
    nodes: tuple[NodeForm, ...]
    edges: tuple[EdgeForm, ...]


def node_forms(graph: Graph) -> Iterator[NodeForm]:
    """Nodes with their figures."""
    types = vocabulary().types
    measures: dict[str, list[Measure]] = {}
    for m in graph.measures:
        measures.setdefault(m.subject, []).append(m)
    for n in graph.nodes:
        yield NodeForm(
            n.id,
            n.name,
            n.type,
            types[n.type].label.zh,
            n.aliases,
            n.official,
            n.code,
            n.longitude,
            n.latitude,
            n.mentions,
            n.sources,
            n.shared_name,
            tuple(measures.get(n.id, ())),
        )


def edge_forms(graph: Graph) -> Iterator[EdgeForm]:
    """Facts as edges."""
    predicates = vocabulary().predicates
    for f in graph.facts:
        label = f.title or predicates[f.predicate].label.zh
        values = (f.title, f.status, f.role, f.amount, f.number, f.unit, f.date, f.first, f.last, f.confidence)
        more = (len(f.witnesses), f.witnesses, f.since, f.until, f.within)
        yield EdgeForm(f.subject, f.object, f.id, f.predicate, label, *values, *more)


def to_networkx(graph: Graph) -> networkx.MultiDiGraph:
    """As a NetworkX MultiDiGraph; attributes are plain values and dictionaries."""
    import networkx

    result = networkx.MultiDiGraph(**builtins(GraphForm(graph.run, graph.base, graph.sources, graph.reports)))
    for node in node_forms(graph):
        attributes = builtins(node)
        result.add_node(attributes.pop("id"), **attributes)
    for edge in edge_forms(graph):
        attributes = builtins(edge)
        ends = attributes.pop("source"), attributes.pop("target"), attributes.pop("key")
        result.add_edge(*ends, **attributes)
    return result


def builtins(form: NodeForm | EdgeForm | GraphForm) -> dict[str, Any]:
    """A form as the plain values that its JSON has."""
    result: dict[str, Any] = msgspec.json.decode(json_bytes(form))
    return result


def node_link(graph: Graph) -> Iterator[bytes]:
    """The node-link form as JSON, one node or edge a line. `networkx.node_link_graph(json.load(file))` reads it."""
    head = json_bytes(GraphForm(graph.run, graph.base, graph.sources, graph.reports))
    yield b'{"directed":true,"multigraph":true,"graph":' + head + b',\n"nodes":[\n'
    yield from joined(node_forms(graph))
    yield b'],\n"edges":[\n'
    yield from joined(edge_forms(graph))
    yield b"]}\n"


def joined(forms: Iterable[NodeForm | EdgeForm]) -> Iterator[bytes]:
    """JSON values, one a line, parted by commas."""
    first = True
    for form in forms:
        yield (b"" if first else b",\n") + json_bytes(form)
        first = False
    if not first:
        yield b"\n"


def from_node_link(data: bytes, where: str) -> Graph:
    """The graph behind its node-link form.

    Args:
        data: what `node_link` made.
        where: the file, for messages.

    Raises:
        InputError: it is not such a form.
    """
    try:
        form = msgspec.json.decode(data, type=NodeLink)
    except (msgspec.MsgspecError, ValueError) as error:
        raise InputError(f"not a graph of kg: {error}", where, "Build it again") from error
    measures = (m for node in form.nodes for m in node.measures)
    return Graph(
        nodes=tuple(
            Node(
                n.id,
                n.type,
                n.name,
                n.aliases,
                n.official,
                n.code,
                n.longitude,
                n.latitude,
                n.mentions,
                n.sources,
                n.shared_name,
            )
            for n in form.nodes
        ),
        facts=tuple(
            Fact(
                e.key,
                e.source,
                e.predicate,
                e.target,
                e.title,
                e.status,
                e.role,
                e.amount,
                e.number,
                e.unit,
                e.date,
                e.first,
                e.last,
                e.confidence,
                e.witnesses,
                e.since,
                e.until,
                e.within,
            )
            for e in form.edges
        ),
        measures=tuple(measures),
        sources=form.graph.sources,
        reports=form.graph.reports,
        run=form.graph.run,
        base=form.graph.base,
    )
