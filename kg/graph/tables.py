"""Tables of nodes, of edges and of a projection's ties: UTF-8 with a byte order mark, Gephi's column names first.

Excel needs the mark, Gephi skips it. A cell that a spreadsheet would run as a formula (it begins with = + - @, tab or
carriage return) gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.graph.characters import printable, squeezed
from kg.graph.iri import Namer
from kg.graph.projection import Projection
from kg.ontology import vocabulary

if TYPE_CHECKING:
    from kg.graph.graph import Graph

PIECE = 1 << 16  # characters that are written at a time
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NODE_COLUMNS = (
    *("Id", "Label", "type", "type_zh", "official", "code", "longitude", "latitude"),
    *("aliases", "mentions", "articles", "figures", "iri"),
)
EDGE_COLUMNS = (
    *("Source", "Target", "Type", "Id", "Label", "Weight", "predicate", "predicate_zh", "source_name", "target_name"),
    *("title", "status", "role", "amount", "number", "unit", "date", "since", "until", "first", "last", "within"),
    "confidence",
    *("quote", "page", "start", "end", "article"),
)

TIE_COLUMNS = ("Source", "Target", "Type", "Weight", "strength", "source_name", "target_name", "through")


def nodes_table(graph: Graph) -> Iterator[bytes]:
    """One row a thing. Lists in a cell are parted by ` | `."""
    types, namer = vocabulary().types, Namer(graph.base)
    figures: dict[str, list[str]] = {}
    for m in graph.measures:
        figures.setdefault(m.subject, []).append(f"{m.name}: {m.value}")
    rows = (
        (
            n.id,
            n.name,
            n.type.value,
            types[n.type].label.zh,
            str(n.official).lower(),
            n.code,
            n.longitude,
            n.latitude,
            " | ".join(a for a in n.aliases if a != n.name),
            n.mentions,
            " | ".join(n.sources),
            " | ".join(figures.get(n.id, ())),
            namer.node(n.id)[1:-1],
        )
        for n in graph.nodes
    )
    return table(NODE_COLUMNS, rows)


def edges_table(graph: Graph) -> Iterator[bytes]:
    """One row a relation, with its first passage."""
    predicates = vocabulary().predicates
    names = {n.id: n.name for n in graph.nodes}
    rows = (
        (
            f.subject,
            f.object,
            "Directed",
            f.id,
            f.title or predicates[f.predicate].label.zh,
            len(f.witnesses),
            f.predicate.value,
            predicates[f.predicate].label.zh,
            names[f.subject],
            names[f.object],
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
            *((squeezed(w.quote), w.page, w.start, w.end, w.source) if w else ("",) * 5),
        )
        for f in graph.facts
        for w in [f.witnesses[0] if f.witnesses else None]
    )
    return table(EDGE_COLUMNS, rows)


def ties_table(graph: Graph, projection: Projection) -> Iterator[bytes]:
    """One row a tie, strongest first, with the names of both ends and of what it goes through."""
    names = {n.id: n.name for n in graph.nodes}
    ties = sorted(projection.ties, key=lambda t: (-t.weight, -t.strength, t.a, t.b))
    rows = (
        (
            *(t.a, t.b, "Undirected", t.weight, t.strength, names[t.a], names[t.b]),
            " | ".join(names[m] for m in t.through),
        )
        for t in ties
    )
    return table(TIE_COLUMNS, rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Rows as CSV, piece by piece, after a byte order mark."""
    yield b"\xef\xbb\xbf"
    yield from lines(columns, ([cell(value) for value in row] for row in rows))


def lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Rows of cells that may stand as they are, as CSV, piece by piece."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(row)
        if stream.tell() >= PIECE:
            yield stream.getvalue().encode()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue().encode()


def cell(value: object) -> object:
    """A value as a cell: text made harmless, numbers without exponent where whole, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        clean = printable(value)
        return f"'{clean}" if clean.startswith(FORMULA) else clean
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
