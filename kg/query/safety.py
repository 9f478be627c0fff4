"""What a query may not do: reach outside the graph, write, or break the engine. Looked at before it runs.

Oxigraph opens HTTP connections for SERVICE, so a query is searched for that word. The search cannot be misled by
strings, comments or IRIs: it looks at what is left without strings, IRIs and variables, and refuses rather than
guesses. Updates never run, for only the query interface is called; the check gives them a message of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    import pyoxigraph

# What cannot hold a keyword: strings, IRIs (escapes included), variables, escapes of local names, comments.
OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\''
    r"|(?P<iri><[^<>\"{}|^`\x00-\x20]*>)|[?$]\w+|\\.|#[^\n\r]*",
    re.S,
)
SERVICE = re.compile(r"(?<![\w:.%-])SERVICE(?![\w-])", re.I)
CHOSEN = re.compile(r"(?<![\w:.%?$-])FROM(?:\s+NAMED)?\s*(?:<([^<>\s]*)>|([\w.-]*):([^\s{}<>?$]*))", re.I)
PROLOGUE = re.compile(r"\s*(?:PREFIX\s+[^\s<>{}]*:\s*|BASE\s*)<[^<>]*>", re.I)
UPDATE = re.compile(r"\s*(LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.I)
BRACKETS = re.compile(r"[(\[{]|[)\]}]")
LONGEST = 50_000  # characters of a query: about half of what makes Oxigraph 0.5's recursive parser overflow its stack
DEEPEST = 200  # brackets within brackets; 5,000 overflow it


def bare(query: str) -> str:
    """A query without strings, variables and comments; IRIs stay."""
    return OPAQUE.sub(lambda match: match["iri"] or " ", query)


def check(query: str) -> None:
    """Refuse a query that would reach outside the graph, write to it, or break the engine's parser.

    Raises:
        QueryError: it holds SERVICE, is an update, or is too long or too deep.
    """
    if len(query) > LONGEST:
        raise QueryError(f"the query is too long: {len(query):,} characters", "", f"At most {LONGEST:,}")
    try:
        query.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            "cannot answer: the query holds half a character", f"{error.start}", "Save it as UTF-8"
        ) from error
    words = bare(query)
    depth = 0
    for bracket in BRACKETS.findall(words):
        depth += 1 if bracket in "([{" else -1
        if depth > DEEPEST:
            raise QueryError("the query is nested too deeply", "", f"At most {DEEPEST} brackets within each other")
    start = 0
    while match := PROLOGUE.match(words, start):
        start = match.end()
    if update := UPDATE.match(words, start):
        raise QueryError(
            f"{update[1].upper()} is not allowed: queries only read", "", "Change the pages and build again"
        )
    if "service" in query.lower():
        words = re.sub(r"<[^<>]*>", " ", words)
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
                f"FROM names a graph that is not here, and nothing is fetched: {name}",
                "",
                "Graphs are articles: SELECT DISTINCT ?g { GRAPH ?g {} }",
            )
