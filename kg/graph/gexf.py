"""GEXF 1.3 as a stream of text: valid against the official grammar, and opening in Gephi as a readable picture.

Nodes have a colour and a shape by type, a size by the logarithm of their mentions, and a position; edges have `kind`
(the predicate, which keeps parallel edges apart), the title or predicate in Chinese as label, and the number of
passages as weight; former posts are dashed, proposed ones dotted. Where facts are dated the graph is dynamic: nodes and
edges have closed intervals of days (kg/graph/lifetimes.py). Nothing depends on a clock: `lastmodifieddate` is the
newest day observed.

Memory: what is held beside the graph is a position and an interval for each node, and nothing for an edge.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import kg
from kg.graph.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, SHAPES, edge_rows, node_rows
from kg.graph.characters import BARRED, REPLACEMENT, token
from kg.graph.layout import laid_out, size
from kg.graph.lifetimes import Span, days, lifetime, lifetimes
from kg.graph.projection import Projection
from kg.ontology import vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

UNSAFE = re.compile(f'[&<>"\t\n\r]|{BARRED.pattern}')
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
STROKES = {"former": '<viz:shape value="dashed"/>', "proposed": '<viz:shape value="dotted"/>'}  # by status
TIE_ATTRIBUTES = (("through", "string"), ("strength", "double"))
Attributes = Iterable[tuple[str, str]]


def write_gexf(
    graph: Graph, places: Mapping[str, tuple[float, float]] | None = None, timeline: bool = True
) -> Iterator[str]:
    """The GEXF file of a graph, piece by piece.

    Args:
        graph: any graph.
        places: centre of each node by id; None to lay the graph out.
        timeline: whether nodes and edges have their lifetimes, if anything is dated.
    """
    dynamic = timeline and any(lifetime(f) for f in graph.facts)
    newest = max((span[1] for f in graph.facts if (span := days(f.last))), default=None)
    yield from document(
        f"Knowledge graph of run {graph.run}",
        newest,
        'defaultedgetype="directed" idtype="string" mode='
        + ('"dynamic" timeformat="date" timerepresentation="interval"' if dynamic else '"static"'),
        [("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)],
        nodes(graph, lifetimes(graph) if dynamic else {}, graph.positions if places is None else places),
        edges(graph, dynamic),
    )


def document(
    description: str,
    newest: str | None,
    head: str,
    attributes: Iterable[tuple[str, Attributes]],
    nodes: Iterable[str],
    edges: Iterable[str],
) -> Iterator[str]:
    """A GEXF file around its nodes and edges.

    Args:
        description: what the file holds.
        newest: ISO date of the newest thing in it.
        head: attributes of the `graph` element, as they stand in the file.
        attributes: `node` or `edge`, and the names and types of its attributes.
        nodes: the nodes as XML.
        edges: the edges as XML.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f'<meta lastmodifieddate="{newest}">\n' if newest else "<meta>\n"
    yield f"<creator>kg {kg.__version__}</creator>\n"
    yield f"<description>{quoted(description)}</description>\n</meta>\n<graph {head}>\n"
    for owner, declared in attributes:
        yield f'<attributes class="{owner}" mode="static">\n'
        yield from (f'<attribute id="{name}" title="{name}" type="{kind}"/>\n' for name, kind in declared)
        yield "</attributes>\n"
    yield "<nodes>\n"
    yield from nodes
    yield "</nodes>\n<edges>\n"
    yield from edges
    yield "</edges>\n</graph>\n</gexf>\n"


def nodes(graph: Graph, lives: Mapping[str, Span], places: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """The nodes."""
    looks = {kind: look(term.colour, SHAPES[kind]) for kind, term in vocabulary().types.items()}
    begins = openings(NODE_ATTRIBUTES)
    for n, values in node_rows(graph):
        x, y = places[n.id]
        id, label, *cells = written(n.id, token(n.name), *values)
        yield (
            f'<node id="{id}" label="{label}"{life(lives.get(n.id))}>{attvalues(begins, cells)}{looks[n.type]}'
            f'<viz:position x="{x}" y="{y}" z="0"/><viz:size value="{size(n)}"/></node>\n'
        )


def write_projection(graph: Graph, projection: Projection) -> Iterator[str]:
    """The GEXF file of a projection, undirected; edges say what they go through.

    Args:
        graph: what was projected.
        projection: its projection.
    """
    names = {n.id: n.name for n in graph.nodes}
    places = laid_out(projection.nodes, {(t.a, t.b): t.weight for t in projection.ties})
    begins = openings(TIE_ATTRIBUTES)

    def ties() -> Iterator[str]:
        for t in projection.ties:
            source, target, *cells = written(t.a, t.b, " | ".join(names[m] for m in t.through), t.strength)
            yield f'<edge source="{source}" target="{target}" weight="{t.weight}.0">{attvalues(begins, cells)}</edge>\n'

    yield from document(
        f"Projection of the knowledge graph of run {graph.run}",
        None,
        'defaultedgetype="undirected" idtype="string" mode="static"',
        [("node", NODE_ATTRIBUTES), ("edge", TIE_ATTRIBUTES)],
        nodes(dataclasses.replace(graph, nodes=projection.nodes), {}, places),
        ties(),
    )


def edges(graph: Graph, dynamic: bool) -> Iterator[str]:
    """The edges."""
    begins = openings(EDGE_ATTRIBUTES)
    for f, label, values in edge_rows(graph):
        id, source, target, name, *cells = written(f.id, f.subject, f.object, line(label), *values)
        span = life(lifetime(f)) if dynamic else ""
        yield (
            f'<edge id="{id}" source="{source}" target="{target}" label="{name}" kind="{f.predicate.value}"'
            f' weight="{len(f.witnesses)}.0"{span}>{attvalues(begins, cells)}{STROKES.get(f.status, "")}'
            "</edge>\n"
        )


def openings(attributes: Attributes) -> tuple[str, ...]:
    """What stands before each value."""
    return tuple(f'<attvalue for="{name}" value="' for name, _ in attributes)


def attvalues(begins: Iterable[str], cells: Iterable[str]) -> str:
    """Values of a node or edge, already safe; those that are empty are left out."""
    filled = [f'{begin}{cell}"/>' for begin, cell in zip(begins, cells, strict=True) if cell]
    return f"<attvalues>{''.join(filled)}</attvalues>"


def written(*values: object) -> list[str]:
    """Values as they stand between double quotes, nothing for None. Testing all at once is what makes it quick."""
    texts = [v if type(v) is str else "" if v is None else plain(v) for v in values]
    return [quoted(t) for t in texts] if UNSAFE.search("".join(texts)) else texts


def plain(value: object) -> str:
    """A number or truth value."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def quoted(text: str) -> str:
    """A text as it stands between double quotes; what must not reach a file becomes U+FFFD."""
    return UNSAFE.sub(lambda match: ENTITIES.get(match[0], REPLACEMENT), text)


def look(colour: str, shape: str) -> str:
    """Colour and shape of a node: `#0072B2` → red 0, green 114, blue 178."""
    r, g, b = bytes.fromhex(colour[1:])
    return f'<viz:color r="{r}" g="{g}" b="{b}"/><viz:shape value="{shape}"/>'


def life(span: Span | None) -> str:
    """First and last day as attributes, if there are any."""
    return f' start="{span[0]}" end="{span[1]}"' if span else ""


line = lru_cache(maxsize=1 << 12)(token)  # labels recur
