"""Two Parquet tables, typed: nodes and edges, for DuckDB, pandas, Polars, Spark. Needs the extra `kg[parquet]`.

Lists are lists, dates are dates, and every edge has all its passages.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.graph.characters import printable
from kg.graph.lifetimes import days
from kg.ontology import vocabulary

if TYPE_CHECKING:
    import pyarrow

    from kg.graph.graph import Graph

ROWS = 20_000  # rows of a group: what is held in memory at a time


def arrow() -> Any:
    """The pyarrow package.

    Raises:
        InputError: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise InputError("Parquet needs pyarrow", "", "Install it with `pip install kg[parquet]`") from error
    return pyarrow


def nodes_file(graph: Graph) -> Iterator[bytes]:
    """nodes.parquet."""
    pa = arrow()
    measure = [("name", pa.string()), ("value", pa.string()), ("number", pa.float64()), ("unit", pa.string())]
    schema = pa.schema(
        [
            *((name, pa.string()) for name in ("id", "name", "type", "type_zh")),
            ("aliases", pa.list_(pa.string())),
            ("official", pa.bool_()),
            ("code", pa.string()),
            ("longitude", pa.float64()),
            ("latitude", pa.float64()),
            ("mentions", pa.int64()),
            ("articles", pa.list_(pa.string())),
            ("figures", pa.list_(pa.struct(measure))),
        ]
    )
    types = vocabulary().types
    figures: dict[str, list[dict[str, object]]] = {}
    for m in graph.measures:
        figures.setdefault(m.subject, []).append(
            {"name": m.name, "value": printable(m.value), "number": m.number, "unit": printable(m.unit)}
        )
    rows = (
        (
            printable(n.id),
            printable(n.name),
            n.type.value,
            types[n.type].label.zh,
            [printable(a) for a in n.aliases],
            n.official,
            n.code and printable(n.code),
            n.longitude,
            n.latitude,
            n.mentions,
            [printable(s) for s in n.sources],
            figures.get(n.id, []),
        )
        for n in graph.nodes
    )
    return parquet(pa, schema, rows)


def edges_file(graph: Graph) -> Iterator[bytes]:
    """edges.parquet."""
    pa = arrow()
    texts = ("id", "source", "predicate", "predicate_zh", "target", "title", "status", "role", "amount")
    witness = [
        ("page", pa.string()),
        ("article", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("quote", pa.string()),
        ("rule", pa.string()),
        ("confidence", pa.float64()),
    ]
    schema = pa.schema(
        [
            *((name, pa.string()) for name in texts),
            ("number", pa.float64()),
            ("unit", pa.string()),
            ("date", pa.string()),
            ("since", pa.string()),
            ("until", pa.string()),
            ("first", pa.date32()),
            ("last", pa.date32()),
            ("within", pa.string()),
            ("confidence", pa.float64()),
            ("witnesses", pa.list_(pa.struct(witness))),
        ]
    )
    labels = {p: (p.value, term.label.zh) for p, term in vocabulary().predicates.items()}
    rows = (
        (
            *map(printable, (f.id, f.subject)),
            *labels[f.predicate],
            *map(printable, (f.object, f.title, f.status, f.role, f.amount)),
            f.number,
            printable(f.unit),
            printable(f.date),
            printable(f.since),
            printable(f.until),
            day(f.first),
            day(f.last),
            printable(f.within),
            f.confidence,
            [
                {
                    "page": printable(w.page),
                    "article": w.source and printable(w.source),
                    "start": w.start,
                    "end": w.end,
                    "quote": printable(w.quote),
                    "rule": w.rule,
                    "confidence": w.confidence,
                }
                for w in f.witnesses
            ],
        )
        for f in graph.facts
    )
    return parquet(pa, schema, rows)


def parquet(pa: Any, schema: pyarrow.Schema, rows: Iterable[tuple[object, ...]]) -> Iterator[bytes]:
    """Rows as a Parquet file, group by group."""
    sink = Sink()
    remaining = iter(rows)
    with pa.parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(remaining, ROWS)):
            columns = [
                pa.array(column, field.type) for column, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            yield sink.taken()
    yield sink.taken()


class Sink(io.RawIOBase):
    """Takes what pyarrow writes, and gives it away in pieces."""

    def __init__(self) -> None:
        self.held: list[bytes] = []
        self.length = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Take a piece."""
        piece = bytes(data)
        self.held.append(piece)
        self.length += len(piece)
        return len(piece)

    def tell(self) -> int:
        """How much was ever taken."""
        return self.length

    def taken(self) -> bytes:
        """All that came since the last time."""
        piece = b"".join(self.held)
        self.held.clear()
        return piece


def day(date: str | None) -> datetime.date | None:
    """A whole date of the calendar."""
    span = days(date)
    return datetime.date.fromisoformat(date) if date and span and span[0] == span[1] else None
