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


def ask(
    out: Path,
    query: str,
    bindings: Mapping[str, str] | None = None,
    *,
    terms: Mapping[str, str] | None = None,
    timeout: float | None = None,
    limit: int | None = None,
) -> Answer:
    """Answer a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the graph saved in `out`.

    Args:
        out: folder that `kg build` wrote.
        query: the query; prefixes of the ontology need no declaration.
        bindings: values of variables, each taken as a Chinese label, never as SPARQL text.
        terms: values of variables as terms in N-Triples syntax (`NamedQuery.terms` makes them).
        timeout: seconds after which the query is stopped, for which it runs in a process of its own; None runs it in
            this one, where nothing can stop it.
        limit: rows or triples at most; `Answer.complete` says whether there were more.

    Raises:
        InputError: the folder holds no graph.
        QueryError: the query is not valid, or would read or write anything but this graph, or the time was up
            (`out_of_time`).
    """
    from kg.query.sparql import answer, named_terms

    terms = {**named_terms(bindings), **(terms or {})}
    if timeout is None:
        return answer(out, query, terms=terms, limit=limit)
    from kg.query.worker import Worker

    worker = Worker(out)
    try:
        return worker.ask(query, timeout, terms=terms, limit=limit)
    finally:
        worker.stop()
