"""SPARQL over a graph: a query goes in, an `Answer` comes out; nothing outside is read, and nothing is written.

Oxigraph opens HTTP connections for SERVICE, so a query is searched for that word before it runs. The search cannot be
misled by strings, comments or IRIs: it looks at what is left without strings, IRIs and variables, and refuses rather
than guesses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError
from kg.notation import text
from kg.query.answer import Answer, Term

if TYPE_CHECKING:
    import pyoxigraph

# What cannot hold a keyword: strings, IRIs (escapes included), variables, escapes of local names, comments.
OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\''
    r"|(?P<iri><[^<>\"{}|^`\x00-\x20]*>)|[?$]\w+|\\.|#[^\n\r]*",
    re.S,
)
SERVICE = re.compile(r"(?<![\w:.%-])SERVICE(?![\w-])", re.I)
VARIABLE = re.compile(r"[A-Za-z_]\w*")
TEMPLATE = re.compile(r"\bCONSTRUCT\s*\{", re.I)
CONSTRUCT_PATTERN = re.compile(r"\}[^{}]*\{")  # a template holds no braces
PATTERN = re.compile(r"\{")
CHOSEN = re.compile(r"(?<![\w:.%?$-])FROM(?:\s+NAMED)?\s*(?:<([^<>\s]*)>|([\w.-]*):([^\s{}<>?$]*))", re.I)


def bare(query: str) -> str:
    """A query without strings, variables and comments; IRIs stay."""
    return OPAQUE.sub(lambda match: match["iri"] or " ", query)


def check(query: str) -> None:
    """Refuse a query that would reach outside the graph.

    Raises:
        QueryError: it holds SERVICE.
    """
    if "service" not in query.lower():
        return
    words = re.sub(r"<[^<>]*>", " ", bare(query))
    if SERVICE.search(words) or '"' in words or "'" in words:
        raise QueryError("SERVICE is not allowed", "", "Ask with SELECT, ASK or CONSTRUCT over this graph alone")


def check_graphs(query: str, store: pyoxigraph.Store, prefixes: Mapping[str, str]) -> None:
    """Refuse FROM with a graph that the store does not hold, where the standard would have it fetched.

    Raises:
        QueryError: there is no such graph.
    """
    if "from" not in query.lower():
        return
    import pyoxigraph

    words = bare(query)
    own = dict(prefixes) | dict(re.findall(r"PREFIX\s+([\w.-]*):\s*<([^<>]*)>", words, re.I))
    for full, prefix, local in CHOSEN.findall(words):
        name = full or own.get(prefix, "") + local
        try:
            known = store.contains_named_graph(pyoxigraph.NamedNode(name))
        except ValueError:
            known = False
        if not known:
            raise QueryError(
                f"FROM names a graph that is not here: {name}",
                "",
                "Graphs are articles: SELECT DISTINCT ?g { GRAPH ?g {} }",
            )


def bound(query: str, bindings: Mapping[str, str]) -> str:
    """A query whose variables have values: VALUES at the head of its pattern, so that grouping and projection see them.

    Raises:
        QueryError: a name is no variable, or the query has no pattern.
    """
    if not bindings:
        return query
    for name in bindings:
        if not VARIABLE.fullmatch(name):
            raise QueryError(f"{name!r} is no variable", "", "Name a variable of the query, without its ?")
    blank = OPAQUE.sub(lambda match: " " * len(match[0]), query)
    opening = (CONSTRUCT_PATTERN if TEMPLATE.search(blank) else PATTERN).search(blank)
    if not opening:
        raise QueryError("the query has no pattern to bind variables in", "", "Write { … }")
    values = " ".join(f"VALUES ?{name} {{ {text(value)} }}" for name, value in sorted(bindings.items()))
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


def answer(
    source: Path | pyoxigraph.Store,
    query: str,
    bindings: Mapping[str, str] | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> Answer:
    """Answer a SPARQL query over a saved graph or a store.

    Args:
        source: folder of a saved graph, or a store.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE.
        bindings: variable → Chinese text that it is bound to, never SPARQL.
        prefixes: prefix → namespace that need no declaration; None for those of the saved graph.

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
        result = store.query(bound(query, bindings or {}), prefixes=known)
        names = tuple(sorted(known.items(), key=lambda item: (-len(item[1]), item[0])))
        if isinstance(result, pyoxigraph.QueryBoolean):
            return Answer(truth=bool(result), prefixes=names)
        if isinstance(result, pyoxigraph.QueryTriples):
            data = pyoxigraph.serialize(result, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
            return Answer(triples="".join(sorted(set(data.decode().splitlines(keepends=True)))), prefixes=names)
        variables = tuple(v.value for v in result.variables)
        return Answer(variables, tuple(tuple(term(row[v]) for v in variables) for row in result), prefixes=names)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"cannot answer: {error}", "", "See the SPARQL 1.1 query language") from error


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
