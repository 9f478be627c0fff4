"""Queries: a saved graph and a question go in, rows, cards and sentences come out.

`ask` answers SPARQL over the embedded store that a build wrote; `named` is the pack of ready questions; `card`, `stats`
and `verify` read the graph itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.answer import Answer


def ask(out: Path, query: str, bindings: Mapping[str, str] | None = None) -> Answer:
    """Answer a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the graph saved in `out`.

    Args:
        out: folder that `kg build` wrote.
        query: the query; prefixes of the ontology need no declaration.
        bindings: values of variables, each taken as a Chinese label, never as SPARQL text.

    Raises:
        InputError: the folder holds no graph.
        QueryError: the query is not valid, or would read or write anything but this graph.
    """
    from kg.query.sparql import answer

    return answer(out, query, bindings or {})
