"""Quads as sorted N-Quads and TriG, triples as sorted N-Triples and Turtle: equal input, in any order, equal bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeVar

from kg.notation.terms import XSD, Quad, Triple

REIFIES = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
Item = TypeVar("Item", str, Triple, Quad)
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


def encoded(lines: Iterable[str]) -> bytes:
    """Lines as UTF-8. Terms hold no lone surrogates."""
    return "".join(lines).encode()


def unique(items: list[Item]) -> Iterable[Item]:
    """Items sorted, each once. Sorting first is faster than a set: what comes from a graph is nearly in order."""
    items.sort()
    return dict.fromkeys(items)


def nquads(quads: Iterable[Quad]) -> bytes:
    """Sorted N-Quads without repetitions."""
    return encoded(unique([f"{s} {p} {o} {g} .\n" if g else f"{s} {p} {o} .\n" for s, p, o, g in quads]))


def ntriples(triples: Iterable[Triple]) -> bytes:
    """Sorted N-Triples without repetitions."""
    return encoded(unique([f"{s} {p} {o} .\n" for s, p, o in triples]))


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str], head: str = "") -> bytes:
    """Turtle: prefixes, then one block a subject, all sorted. Only the prefixes that occur are declared.

    Args:
        triples: in any order; repetitions are dropped.
        prefixes: prefix → namespace.
        head: lines of a comment for the top of the file, without `#`.
    """
    shorten = Shortener(prefixes)
    body = "".join(blocks(unique(list(triples)), shorten))
    comment = [f"# {line}\n" for line in head.splitlines()]
    declared = [f"@prefix {prefix}: <{prefixes[prefix]}> .\n" for prefix in sorted(shorten.used)]
    return encoded([*comment, *declared, body])


def blocks(triples: Iterable[Triple], shorten: Shortener) -> Iterator[str]:
    """One Turtle block a subject; `a` comes first. What reifies a triple that stands here is named behind it (`~`)."""
    triples = list(triples)
    asserted = set(triples) if any(p == REIFIES for _, p, _ in triples) else set()
    reifiers: dict[Triple, list[str]] = {}
    for s, p, o in triples:
        if p == REIFIES and (edge := parts(o)) in asserted:
            reifiers.setdefault(edge, []).append(s)
    plain = (t for t in triples if t[1] != REIFIES or parts(t[2]) not in reifiers)
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


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str], head: str = "") -> bytes:
    """TriG: the default graph as in Turtle, then a block for each named graph, all sorted."""
    shorten = Shortener(prefixes)
    parts = []
    for graph, group in groupby(unique([(g, s, p, o) for s, p, o, g in quads]), key=lambda q: q[0]):
        body = "".join(blocks((q[1:] for q in group), shorten))
        parts.append(f"\n{shorten[graph]} {{{body}}}\n" if graph else body)
    comment = [f"# {line}\n" for line in head.splitlines()]
    declared = [f"@prefix {prefix}: <{prefixes[prefix]}> .\n" for prefix in sorted(shorten.used)]
    return encoded([*comment, *declared, *parts])


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
