"""The graph as a Cypher file for any openCypher database: `cypher-shell -f graph.cypher`.

Statements carry their rows with them, some hundreds each, and merge by id: running the file again, or the file of a
later build, adds what is new and changes what changed. Labels, types and properties are those of kg/graph/neo4j.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.characters import BARRED, REPLACEMENT
from kg.graph.neo4j import EDGE_PROPERTIES, NODE_PROPERTIES, Value, edge_values, key, node_values

if TYPE_CHECKING:
    from kg.graph.graph import Graph

ROWS = 200  # rows of a statement
UNSAFE = re.compile(rf"['\\\t\n\r]|{BARRED.pattern}")
ESCAPES = {"'": "\\'", "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def write_cypher(graph: Graph) -> Iterator[str]:
    """The Cypher file, piece by piece. Beside the graph it holds at most `ROWS` rows for each type and predicate."""
    yield f"// Knowledge graph of run {graph.run}\n"
    yield "CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;\n"
    things = (
        (label, f"{{id:{literal(key(node.id))},p:{properties(NODE_PROPERTIES, values)}}}")
        for node, label, values in node_values(graph)
    )
    yield from statements(things, "MERGE (n:Thing {id: row.id}) SET n:", " SET n += row.p")
    links = (
        (
            type,
            f"{{a:{literal(key(fact.subject))},b:{literal(key(fact.object))},id:{literal(key(fact.id))},"
            f"p:{properties(EDGE_PROPERTIES, values)}}}",
        )
        for fact, type, values in edge_values(graph)
    )
    match = "MATCH (a:Thing {id: row.a}) MATCH (b:Thing {id: row.b}) MERGE (a)-[r:"
    yield from statements(links, match, " {id: row.id}]->(b) SET r += row.p")


def statements(rows: Iterator[tuple[str, str]], before: str, after: str) -> Iterator[str]:
    """Rows gathered into statements by their label or type, which stands between the two parts of what is done."""
    held: dict[str, list[str]] = {}
    for kind, row in rows:
        batch = held.setdefault(kind, [])
        batch.append(row)
        if len(batch) == ROWS:
            yield statement(batch, f"{before}{kind}{after}")
            batch.clear()
    for kind, batch in held.items():
        if batch:
            yield statement(batch, f"{before}{kind}{after}")


def statement(rows: list[str], action: str) -> str:
    """One statement over its rows."""
    return "UNWIND [\n" + ",\n".join(rows) + f"\n] AS row\n{action};\n"


def properties(names: tuple[tuple[str, str], ...], values: tuple[Value, ...]) -> str:
    """A map; what is None or empty is left out."""
    given = zip(names, values, strict=True)
    return f"{{{','.join(f'{n}:{literal(v, t)}' for (n, t), v in given if v not in (None, '', ()))}}}"


def literal(value: Value, type: str = "string") -> str:
    """A value as Cypher writes it."""
    if isinstance(value, tuple):
        return f"[{','.join(map(literal, value))}]"
    if isinstance(value, str):
        text = UNSAFE.sub(lambda match: ESCAPES.get(match[0], REPLACEMENT), value)
        return f"date('{text}')" if type == "date" else f"'{text}'"
    return str(value).lower() if isinstance(value, bool) else repr(value)
