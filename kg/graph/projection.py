"""Projections: which things of one kind are tied by things of another that both are linked with.

People through the events they attended, companies through the officials who visited them, bodies through the people
who hold posts in both. A tie says what it goes through, so that `kg why` shows the sentences of both its halves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.model import EntityType, Node, Predicate
from kg.ontology import vocabulary

if TYPE_CHECKING:
    import networkx

    from kg.graph.graph import Graph

OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties two things: `a` < `b` are ids, `through` the ids of what both are linked with, sorted.

    `strength` is the sum over these of 1 / (ends - 1): being two of three at a meeting says more than being two of
    fifty (Newman 2001, Scientific collaboration networks II). It is rounded to four decimals.
    """

    a: str
    b: str
    through: tuple[str, ...]
    strength: float

    @property
    def weight(self) -> int:
        """How many things they share."""
        return len(self.through)


@dataclass(frozen=True, slots=True)
class Projection:
    """Things of one kind and the ties between them.

    Args:
        nodes: every thing of the kind, by id; those without ties too.
        ties: by their ends.
        left_out: ids of the things that would have tied more than `most` ends, which say little and cost much.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    left_out: tuple[str, ...]

    def to_networkx(self) -> networkx.Graph:
        """As an undirected NetworkX graph: `name`, `type`, `official`, `mentions`; `weight`, `strength`, `through`."""
        import networkx

        result = networkx.Graph(left_out=list(self.left_out))
        for n in self.nodes:
            result.add_node(n.id, name=n.name, type=n.type.value, official=n.official, mentions=n.mentions)
        for t in self.ties:
            result.add_edge(t.a, t.b, weight=t.weight, strength=t.strength, through=list(t.through))
        return result


def project(
    graph: Graph, between: str, through: str, predicates: Collection[Predicate] | None, most: int
) -> Projection:
    """Tie things of one kind by things of another.

    Args:
        graph: any graph.
        between: kind of the things to tie: a type (`person`, `COMPANY`, its Chinese label) or `official`.
        through: kind of what ties them, likewise.
        predicates: relations that count; None for all. Their direction does not matter.
        most: how many ends a thing may tie together; those with more are left out and listed.

    Raises:
        QueryError: there is no such kind.
    """
    is_end, is_middle = kind(between), kind(through)
    ends = {n.id for n in graph.nodes if is_end(n)}
    middles = {n.id for n in graph.nodes if is_middle(n)}
    held: dict[str, set[str]] = {}
    for f in graph.facts:
        if predicates is not None and f.predicate not in predicates:
            continue
        for end, middle in ((f.subject, f.object), (f.object, f.subject)):
            if end in ends and middle in middles and end != middle:
                held.setdefault(middle, set()).add(end)
    shared: dict[tuple[str, str], list[str]] = {}
    left_out = sorted(middle for middle, tied in held.items() if len(tied) > most)
    for middle in sorted(held.keys() - set(left_out)):
        for pair in combinations(sorted(held[middle]), 2):
            shared.setdefault(pair, []).append(middle)
    ties = tuple(
        Tie(a, b, tuple(middles), round(sum(1 / (len(held[m]) - 1) for m in middles), 4))
        for (a, b), middles in sorted(shared.items())
    )
    return Projection(tuple(n for n in graph.nodes if n.id in ends), ties, tuple(left_out))


def kind(name: str) -> Callable[[Node], bool]:
    """What tells whether a thing is of a kind.

    Raises:
        QueryError: there is no such kind.
    """
    if name.lower() == OFFICIAL:
        return lambda node: node.official
    for type, words in kinds():
        if name.lower() in words:
            return lambda node: node.type is type
    known = ", ".join([*(words[0] for _, words in kinds()), OFFICIAL])
    raise QueryError(f"no kind of thing is called {name!r}", "", f"Use one of {known}")


def kinds() -> Iterator[tuple[EntityType, tuple[str, ...]]]:
    """Each type with what it is called, the short name first."""
    for type, term in vocabulary().types.items():
        yield type, (term.kind, type.value.lower(), term.label.en, term.label.zh)
