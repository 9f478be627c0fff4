"""GraphML as a stream of text, for yEd, Cytoscape, igraph and NetworkX: the typed attributes that the GEXF has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, edge_rows, node_rows
from kg.graph.gexf import plain, quoted
from kg.graph.layout import size

if TYPE_CHECKING:
    from kg.graph.graph import Graph

KINDS = {"string": "string", "anyURI": "string", "integer": "long", "double": "double", "boolean": "boolean"}
DRAWN = (("label", "string"), ("x", "double"), ("y", "double"), ("size", "double"))
LINKED = (("label", "string"), ("weight", "double"))


def write_graphml(graph: Graph) -> Iterator[str]:
    """The GraphML file, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from keys("node", (*DRAWN, *NODE_ATTRIBUTES))
    yield from keys("edge", (*LINKED, *EDGE_ATTRIBUTES))
    yield '<graph id="G" edgedefault="directed">\n'
    places = graph.positions
    for node, values in node_rows(graph):
        data = zip((*DRAWN, *NODE_ATTRIBUTES), (node.name, *places[node.id], size(node), *values), strict=True)
        yield f'<node id="{quoted(node.id)}">{cells("n", data)}</node>\n'
    for fact, label, values in edge_rows(graph):
        data = zip((*LINKED, *EDGE_ATTRIBUTES), (label, float(len(fact.witnesses)), *values), strict=True)
        ends = f'source="{quoted(fact.subject)}" target="{quoted(fact.object)}"'
        yield f'<edge id="{quoted(fact.id)}" {ends}>{cells("e", data)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def keys(owner: str, attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Declarations of attributes."""
    for name, kind in attributes:
        yield f'<key id="{owner[0]}_{name}" for="{owner}" attr.name="{name}" attr.type="{KINDS[kind]}"/>\n'


def cells(owner: str, data: Iterable[tuple[tuple[str, str], object]]) -> str:
    """Values of a node or edge; what is None or empty is left out."""
    given = ((name, quoted(v) if isinstance(v, str) else "" if v is None else plain(v)) for (name, _), v in data)
    return "".join(f'<data key="{owner}_{name}">{value}</data>' for name, value in given if value)
