"""JSON-LD 1.1 that carries its context: one object a thing, sorted, its keys short, so that it reads as plain JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from kg.graph.forms import triples
from kg.notation.sorting import Lines
from kg.notation.writers import TYPE
from kg.ontology import vocabulary
from kg.ontology.context import context_form

if TYPE_CHECKING:
    from kg.graph.graph import Graph

LITERAL = re.compile(r'"(?P<value>.*)"(?:@(?P<language>[A-Za-z-]+)|\^\^<(?P<type>[^>]*)>)?', re.S)
ESCAPE = re.compile(r"\\(u[0-9A-F]{4}|.)")
SIMPLE = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def jsonld(graph: Graph) -> Iterator[bytes]:
    """The graph's triples as JSON-LD, a line for each thing."""
    shorten = Shortener(graph.base)
    yield b'{"@context":' + msgspec.json.encode(shorten.context) + b',\n"@graph":[\n'
    sorted_triples = (line[:-1].split(" ", 2) for line in Lines(f"{s} {p} {o}\n" for s, p, o in triples(graph)))
    comma = b""
    for subject, group in groupby(sorted_triples, key=lambda t: t[0]):
        thing: dict[str, Any] = {"id": shorten.id(subject)}
        for predicate, same in groupby(group, key=lambda t: t[1]):
            objects = [o for _, _, o in same]
            if predicate == TYPE:
                thing["type"] = [shorten.term(o) for o in objects]
            else:
                key = shorten.term(predicate)
                values = [shorten.value(key, o) for o in objects]
                thing[key] = values[0] if len(values) == 1 else values
        yield comma + msgspec.json.encode(thing)
        comma = b",\n"
    yield b"\n]}\n"


class Shortener:
    """Terms in N-Triples syntax → what stands for them under the context.

    Things of the graph are relative to its base where that ends in a slash (`person/方启航`); terms of a vocabulary
    have their key or prefix.
    """

    def __init__(self, base: str) -> None:
        words = vocabulary()
        self.base = base if base.endswith("/") else ""
        self.context = {**({"@base": base} if self.base else {}), **context_form(words)}
        self.names = sorted(((n, p) for p, n in words.names.items()), key=lambda x: (-len(x[0]), x[1]))
        self.keys = {v if isinstance(v, str) else v["@id"]: k for k, v in self.context.items() if not k.startswith("@")}

    def curie(self, term: str) -> str:
        """`kg:position`, or the whole IRI where no prefix fits."""
        value = term[1:-1]
        for namespace, prefix in self.names:
            if value.startswith(namespace) and len(value) > len(namespace):
                return f"{prefix}:{value[len(namespace) :]}"
        return value

    def term(self, term: str) -> str:
        """A property or class by its key in the context, if it has one."""
        curie = self.curie(term)
        return self.keys.get(curie, curie)

    def id(self, term: str) -> str:
        """A thing: relative to the base, or as `curie` has it."""
        curie = self.curie(term)
        if self.base and curie.startswith(self.base) and len(curie) > len(self.base):
            return curie[len(self.base) :]
        return curie

    def value(self, key: str, term: str) -> Any:
        """An object: bare where the context says what it is, explicit elsewhere."""
        rule = self.context.get(key)
        rule = rule if isinstance(rule, dict) else {}
        match = LITERAL.fullmatch(term)
        if not match:
            return self.id(term) if rule.get("@type") == "@id" else {"id": self.id(term)}
        text = ESCAPE.sub(lambda e: chr(int(e[1][1:], 16)) if len(e[1]) > 1 else SIMPLE.get(e[1], e[1]), match["value"])
        if match["language"]:
            return (
                text if rule.get("@language") == match["language"] else {"@value": text, "@language": match["language"]}
            )
        if match["type"]:
            kind = self.curie(f"<{match['type']}>")
            return text if rule.get("@type") == kind else {"@value": text, "type": kind}
        return {"@value": text} if rule.get("@language") else text
