"""SPARQL over a graph: a query goes in, an `Answer` comes out; nothing outside is read, and nothing is written.

`answer` runs in this process. `kg.query.worker` runs it in one that can be killed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.errors import InputError, QueryError
from kg.notation import text
from kg.query.answer import Answer, Term
from kg.query.safety import OPAQUE, check, check_graphs

if TYPE_CHECKING:
    import pyoxigraph

VARIABLE = re.compile(r"[A-Za-z_]\w*")
TEMPLATE = re.compile(r"\bCONSTRUCT\s*\{", re.I)
CONSTRUCT_PATTERN = re.compile(r"\}[^{}]*\{")  # a template holds no braces
PATTERN = re.compile(r"\{")
LONGEST_REASON = 160  # characters of what the engine says against a query
Item = TypeVar("Item")


def bound(query: str, terms: Mapping[str, str]) -> str:
    """A query whose variables have values: VALUES at the head of its pattern, so that grouping and projection see them.

    Args:
        query: the query.
        terms: variable → term in N-Triples syntax.

    Raises:
        QueryError: a name is no variable, or the query has no pattern.
    """
    if not terms:
        return query
    for name in terms:
        if not VARIABLE.fullmatch(name):
            raise QueryError(f"{name!r} is no variable", "", "Name a variable of the query, without its ?")
    blank = OPAQUE.sub(lambda match: " " * len(match[0]), query)
    opening = (CONSTRUCT_PATTERN if TEMPLATE.search(blank) else PATTERN).search(blank)
    if not opening:
        raise QueryError("the query has no pattern to bind variables in", "", "Write { … }")
    values = " ".join(f"VALUES ?{name} {{ {value} }}" for name, value in sorted(terms.items()))
    return f"{query[: opening.end()]} {values} {query[opening.end() :]}"


def open_store(out: Path) -> pyoxigraph.Store:
    """The embedded store that a build wrote, for reading.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    import pyoxigraph

    from kg.graph.saving import STORE, settle

    settle(out)
    folder = out / STORE
    if not folder.is_dir():
        raise InputError("no graph here", str(folder), "Make one with `kg build PAGES -o OUT`")
    try:
        return pyoxigraph.Store.read_only(str(folder))
    except OSError as error:
        raise InputError(f"cannot read the store: {error}", str(folder), "Build again") from error


def named_terms(bindings: Mapping[str, str] | None) -> dict[str, str]:
    """Texts as Chinese labels, which is what names in the graph are."""
    return {name: text(value) for name, value in (bindings or {}).items()}


def answer(
    source: Path | pyoxigraph.Store,
    query: str,
    bindings: Mapping[str, str] | None = None,
    prefixes: Mapping[str, str] | None = None,
    *,
    terms: Mapping[str, str] | None = None,
    limit: int | None = None,
) -> Answer:
    """Answer a SPARQL query over a saved graph or a store, in this process.

    Args:
        source: folder of a saved graph, or a store.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE.
        bindings: variable → Chinese text that it is bound to, never SPARQL.
        prefixes: prefix → namespace that need no declaration; None for those of the saved graph.
        terms: variable → term in N-Triples syntax, for what is no Chinese text.
        limit: rows or triples to read at most; None for all. `Answer.complete` says whether there were more.

    Raises:
        InputError: the folder holds no graph.
        QueryError: the query is not valid, or would reach outside the graph.
    """
    import pyoxigraph

    check(query)
    store = open_store(source) if isinstance(source, Path) else source
    known = dict(prefixes) if prefixes is not None else saved_prefixes(store)
    check_graphs(query, store, known)
    try:
        result = store.query(bound(query, {**named_terms(bindings), **(terms or {})}), prefixes=known)
        names = tuple(sorted(known.items(), key=lambda item: (-len(item[1]), item[0])))
        if isinstance(result, pyoxigraph.QueryBoolean):
            return Answer(truth=bool(result), prefixes=names)
        if isinstance(result, pyoxigraph.QueryTriples):
            triples, complete = capped(result, limit)
            data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
            lines = "".join(sorted(set(data.decode().splitlines(keepends=True))))
            return Answer(triples=lines, prefixes=names, complete=complete)
        variables = tuple(v.value for v in result.variables)
        solutions, complete = capped(result, limit)
        rows = tuple(tuple(term(row[v]) for v in variables) for row in solutions)
        return Answer(variables, rows, prefixes=names, complete=complete)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        said = " ".join(str(error).split())
        said = said if len(said) <= LONGEST_REASON else said[:LONGEST_REASON] + "…"
        raise QueryError(f"cannot answer: {said}", "", "See the SPARQL 1.1 query language") from error


def capped(items: Iterable[Item], limit: int | None) -> tuple[list[Item], bool]:
    """The first items, and whether they are all."""
    if limit is None:
        return list(items), True
    found = list(islice(items, limit + 1))
    return found[:limit], len(found) <= limit


def saved_prefixes(store: pyoxigraph.Store) -> dict[str, str]:
    """The prefixes of a saved graph, whose base its description states (void:uriSpace)."""
    from pyoxigraph import Literal, NamedNode

    from kg.graph.iri import Namer
    from kg.ontology import vocabulary

    words = vocabulary()
    for quad in store.quads_for_pattern(None, NamedNode(f"{words.names['void']}uriSpace"), None, None):
        if isinstance(quad.object, Literal):
            return {**words.names, **Namer(quad.object.value).prefixes([t.kind for t in words.types.values()])}
    return dict(words.names)


def term(value: object) -> Term | None:
    """An Oxigraph term as ours."""
    import pyoxigraph

    if isinstance(value, pyoxigraph.NamedNode):
        return Term("uri", value.value)
    if isinstance(value, pyoxigraph.BlankNode):
        return Term("bnode", value.value)
    if isinstance(value, pyoxigraph.Literal):
        return Term("literal", value.value, value.language or "", "" if value.language else value.datatype.value)
    return None
