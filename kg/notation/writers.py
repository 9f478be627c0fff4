"""Quads as sorted N-Quads and TriG, triples as sorted N-Triples and Turtle: equal input, in any order, equal bytes.

They come piece by piece, and memory does not grow with their number (kg/notation/sorting.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from tempfile import SpooledTemporaryFile

from kg.notation.sorting import Lines
from kg.notation.terms import XSD, Quad, Triple

REIFIES = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
TOGETHER = 1000  # lines that are encoded at a time
SMALL = 1 << 25  # bytes of Turtle that are kept in memory
PIECE = 1 << 16
REMEMBERED = 1 << 17  # terms whose short form is remembered
# What may stand in a local name without an escape: PN_LOCAL of Turtle 1.1, section 6.5, less what needs escapes.
BASE = (
    "A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
LOCAL = re.compile(
    f"(?:[{BASE}]|%[0-9A-F]{{2}})(?:(?:[{BASE}.\u00b7-]|%[0-9A-F]{{2}})*(?:[{BASE}\u00b7-]|%[0-9A-F]{{2}}))?"
)
SHORT = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    "boolean": re.compile(r"true|false"),
}


def pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Text as UTF-8, some lines at a time. Terms hold no lone surrogates."""
    rest = iter(texts)
    while held := list(islice(rest, TOGETHER)):
        yield "".join(held).encode()


def nquads(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Sorted N-Quads without repetitions."""
    return pieces(Lines(f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in quads))


def ntriples(triples: Iterable[Triple]) -> Iterator[bytes]:
    """Sorted N-Triples without repetitions."""
    return pieces(Lines(f"{s} {p} {o} .\n" for s, p, o in triples))


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str], head: str = "") -> Iterator[bytes]:
    """Turtle: prefixes, then one block a subject, all sorted. Only the prefixes that occur are declared.

    Args:
        triples: in any order; repetitions are dropped.
        prefixes: prefix → namespace.
        head: lines of a comment for the top of the file, without `#`.
    """
    return trig(((s, p, o, "") for s, p, o in triples), prefixes, head)


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str], head: str = "") -> Iterator[bytes]:
    """TriG: the default graph as in Turtle, then a block for each named graph, all sorted.

    Args:
        quads: in any order; repetitions are dropped.
        prefixes: prefix → namespace.
        head: lines of a comment for the top of the file, without `#`.
    """
    shorten = Shortener(prefixes)
    lines = Lines(f"{g} {s} {p} {o}\n" for s, p, o, g in quads)
    reifiers = reifying(lines)
    with SpooledTemporaryFile(max_size=SMALL) as body:  # the prefixes, which stand above it, are known only after it
        for graph, group in groupby(map(read, lines), key=lambda q: q[0]):
            text = blocks((q[1:] for q in group), shorten, reifiers.get(graph, {}))
            body.writelines(pieces(chain([f"\n{shorten[graph]} {{"], text, ["}\n"]) if graph else text))
        comment = [f"# {line}\n" for line in head.splitlines()]
        yield from pieces([*comment, *(f"@prefix {p}: <{prefixes[p]}> .\n" for p in sorted(shorten.used))])
        body.seek(0)
        while piece := body.read(PIECE):
            yield piece


def read(line: str) -> Quad:
    """`graph subject predicate object` as its parts; only the object may hold blanks."""
    graph, s, p, o = line[:-1].split(" ", 3)
    return graph, s, p, o


def reifying(lines: Iterable[str]) -> dict[str, dict[Triple, list[str]]]:
    """What reifies each graph's triples that stand in the same graph, sorted: RDF 1.2 names it behind them (`~`)."""
    found: dict[str, dict[Triple, list[str]]] = {}
    for line in lines:
        if REIFIES in line:
            graph, s, p, o = read(line)
            if p == REIFIES:
                found.setdefault(graph, {}).setdefault(parts(o), []).append(s)
    if not found:
        return found
    stated: dict[str, dict[Triple, list[str]]] = {}
    for line in lines:
        graph, *edge = read(line)
        if (triple := (edge[0], edge[1], edge[2])) in found.get(graph, ()):
            stated.setdefault(graph, {})[triple] = found[graph][triple]
    return stated


def blocks(triples: Iterable[Triple], shorten: Shortener, reifiers: Mapping[Triple, Sequence[str]]) -> Iterator[str]:
    """One Turtle block a subject; `a` comes first. Triples that are written as annotations of others are left out."""
    plain = (t for t in triples if not reifiers or t[1] != REIFIES or parts(t[2]) not in reifiers)
    for subject, group in groupby(plain, key=lambda t: t[0]):
        lines = []
        for predicate, same in groupby(group, key=lambda t: t[1]):
            objects = ", ".join(
                ["".join([shorten[t[2]], *(f" ~ {shorten[r]}" for r in reifiers.get(t, ()))]) for t in same]
            )
            lines.append((predicate != TYPE, f"{'a' if predicate == TYPE else shorten[predicate]} {objects}"))
        lines.sort()
        yield f"\n{shorten[subject]} " + " ;\n  ".join([line for _, line in lines]) + " .\n"


def parts(term: str) -> Triple:
    """Subject, predicate and object of a triple term, whose object is no literal."""
    s, p, o = term[len("<<( ") : -len(" )>>")].split(" ")
    return s, p, o


class Shortener(dict[str, str]):
    """Term in N-Triples syntax → its shortest safe form in Turtle, remembered; `used` are the prefixes met."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.namespaces = {namespace: prefix for prefix, namespace in sorted(prefixes.items())}

    def __missing__(self, term: str) -> str:
        """Shorten a term that is seen for the first time."""
        if term.startswith("<<("):
            short = f"<<( {' '.join(self[part] for part in parts(term))} )>>"
        else:
            short = self.literal(term) if term.startswith('"') else self.name(term)
        if len(self) >= REMEMBERED:
            self.clear()
        self[term] = short
        return short

    def name(self, term: str) -> str:
        """`<https://…/person/甲>` → `person:甲` where a namespace fits and the rest is a plain local name."""
        value = term[1:-1]
        cut = max(value.rfind("/"), value.rfind("#")) + 1
        prefix = self.namespaces.get(value[:cut])
        if prefix is None or not LOCAL.fullmatch(value, cut):
            return term
        self.used.add(prefix)
        return f"{prefix}:{value[cut:]}"

    def literal(self, term: str) -> str:
        """`"12"^^<…integer>` → `12`; other types get their prefix."""
        if not term.endswith(">"):
            return term
        value, _, datatype = term.rpartition('"^^')
        if not value:
            return term
        kind = datatype[1:-1].removeprefix(XSD)
        if kind in SHORT and SHORT[kind].fullmatch(value, 1):
            return value[1:]
        return f'{value}"^^{self[datatype]}'
