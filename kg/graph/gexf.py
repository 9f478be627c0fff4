"""GEXF 1.3 as a stream of text: valid against the official grammar, and opening in Gephi as a readable picture.

Nodes have a colour by type, a size by the logarithm of their mentions, and a position; edges have `kind` (the
predicate, which keeps parallel edges apart), the title or predicate in Chinese as label, and the number of passages as
weight. Where facts are dated the graph is dynamic: an edge lives from the first to the day after the last day it was
observed. Nothing depends on a clock: `lastmodifieddate` is the newest day observed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import kg
from kg.graph.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, edge_rows, node_rows
from kg.graph.layout import positions, size
from kg.ontology import vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

# Everything that XML 1.0 cannot hold, escaped or not.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNSAFE = re.compile("[^ !#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NODE_NAMES = tuple(name for name, _ in NODE_ATTRIBUTES)
EDGE_NAMES = tuple(name for name, _ in EDGE_ATTRIBUTES)
Span = tuple[str, str]


def write_gexf(graph: Graph, places: Mapping[str, tuple[float, float]] | None = None) -> Iterator[str]:
    """The GEXF file, piece by piece.

    Args:
        graph: any graph.
        places: centre of each node by id; None to lay the graph out.
    """
    spans = {f.id: span for f in graph.facts if (span := lifetime(f.first, f.last))}
    newest = max((last for _, last in spans.values()), default=None)
    mode = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if spans else ' mode="static"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"<meta{attribute('lastmodifieddate', before(newest))}>\n" if newest else "<meta>\n"
    yield f"<creator>kg {kg.__version__}</creator>\n"
    yield f"<description>Knowledge graph of run {graph.run}</description>\n</meta>\n"
    yield f'<graph defaultedgetype="directed" idtype="string"{mode}>\n'
    yield from declaration("node", NODE_ATTRIBUTES)
    yield from declaration("edge", EDGE_ATTRIBUTES)
    yield from nodes(graph, spans, positions(graph) if places is None else places)
    yield from edges(graph, spans)
    yield "</graph>\n</gexf>\n"


def nodes(graph: Graph, spans: dict[str, Span], places: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """The nodes: each lives as long as its edges and the articles that name it, or always if any is undated."""
    lives = lifetimes(graph, spans)
    colours = {kind: rgb(term.colour) for kind, term in vocabulary().types.items()}
    yield f'<nodes count="{len(graph.nodes)}">\n'
    for n, values in node_rows(graph):
        (r, g, b), (x, y) = colours[n.type], places[n.id]
        yield f"<node{attribute('id', n.id)}{attribute('label', token(n.name))}{life(lives.get(n.id))}>"
        yield attvalues(NODE_NAMES, values)
        yield f'<viz:color r="{r}" g="{g}" b="{b}"/><viz:position x="{x}" y="{y}" z="0"/>'
        yield f'<viz:size value="{size(n)}"/></node>\n'
    yield "</nodes>\n"


def edges(graph: Graph, spans: dict[str, Span]) -> Iterator[str]:
    """The edges."""
    yield f'<edges count="{len(graph.facts)}">\n'
    for f, label, values in edge_rows(graph):
        ends = attribute("source", f.subject) + attribute("target", f.object)
        yield f"<edge{attribute('id', f.id)}{ends}{attribute('label', token(label))}"
        yield f'{attribute("kind", f.predicate.value)} weight="{float(len(f.witnesses))}"{life(spans.get(f.id))}>'
        yield f"{attvalues(EDGE_NAMES, values)}</edge>\n"
    yield "</edges>\n"


def declaration(owner: str, attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The attributes of nodes or edges, typed."""
    yield f'<attributes class="{owner}" mode="static">\n'
    for name, kind in attributes:
        yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "</attributes>\n"


def attvalues(names: Iterable[str], values: Iterable[object]) -> str:
    """Values of a node or edge; what is None or empty is left out."""
    parts = []
    for name, value in zip(names, values, strict=True):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            given = quoted(value)
        else:
            given = str(value).lower() if isinstance(value, bool) else str(value)
        parts.append(f'<attvalue for="{name}" value="{given}"/>')
    return f"<attvalues>{''.join(parts)}</attvalues>" if parts else ""


def attribute(name: str, value: str) -> str:
    """An XML attribute with a blank before it."""
    return f' {name}="{quoted(value)}"'


def quoted(value: str) -> str:
    """A value as it stands between double quotes; what XML cannot hold becomes U+FFFD."""
    return UNSAFE.sub(lambda match: ENTITIES.get(match[0], "\ufffd"), value) if UNSAFE.search(value) else value


def token(value: str) -> str:
    """A label as an xsd:token: single blanks only, none at the ends."""
    return " ".join(value.split())


def rgb(colour: str) -> tuple[int, int, int]:
    """`#0072B2` → (0, 114, 178)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def lifetime(first: str | None, last: str | None) -> Span | None:
    """From the first day observed to the day after the last; None unless both are days (Gephi mixes none)."""
    if not first or not last or not DAY.fullmatch(first) or not DAY.fullmatch(last):
        return None
    try:
        datetime.date.fromisoformat(first)
        return first, (datetime.date.fromisoformat(last) + datetime.timedelta(1)).isoformat()
    except (ValueError, OverflowError):
        return None


def before(day: str) -> str:
    """The day before."""
    return (datetime.date.fromisoformat(day) - datetime.timedelta(1)).isoformat()


def lifetimes(graph: Graph, spans: dict[str, Span]) -> dict[str, Span]:
    """Lifetimes of the nodes."""
    days = {s.id: lifetime(s.issue_date or s.date, s.issue_date or s.date) for s in graph.sources}
    found: dict[str, list[Span | None]] = {n.id: [days.get(s) for s in n.sources] for n in graph.nodes}
    for f in graph.facts:
        for end in (f.subject, f.object):
            found.setdefault(end, []).append(spans.get(f.id))
    result = {}
    for node, parts in found.items():
        known = [p for p in parts if p]
        if known and len(known) == len(parts):
            result[node] = (min(p[0] for p in known), max(p[1] for p in known))
    return result


def life(span: Span | None) -> str:
    """Start and end as attributes, if there are any."""
    return f' start="{span[0]}" end="{span[1]}"' if span else ""
