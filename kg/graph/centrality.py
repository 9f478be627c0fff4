"""Who is central: degree, PageRank and betweenness, the same numbers on every run and machine.

Things are taken as linked or not, whatever the number and direction of relations between them. Sums run in a fixed
order and results are rounded, so that no platform's arithmetic shows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.graph import Graph

DAMPING = 0.85  # of PageRank (Brin and Page 1998)
ROUNDS = 100
PRECISE = 1e-10  # change of a round, over all things, below which PageRank stops
WORK = 3_000_000  # steps along links that betweenness may take: beyond, it starts from some things and not from all
Links = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central one thing is: `degree` counts neighbours, `pagerank` and `betweenness` are shares of 1."""

    node: str
    degree: int
    pagerank: float
    betweenness: float


def centralities(graph: Graph, work: int = WORK) -> tuple[Centrality, ...]:
    """The centrality of every thing, by id.

    Args:
        graph: any graph.
        work: bound on the steps of betweenness; a graph for which n things times m links are more is sampled.
    """
    links = neighbours(graph)
    ranks, between = pagerank(links), betweenness(links, work)
    return tuple(Centrality(n, len(links[n]), round(ranks[n], 6), round(between[n], 6)) for n in links)


def neighbours(graph: Graph) -> dict[str, list[str]]:
    """What each thing is linked with, sorted; the thing itself does not count."""
    found: dict[str, set[str]] = {n.id: set() for n in graph.nodes}
    for f in graph.facts:
        if f.subject != f.object:
            found[f.subject].add(f.object)
            found[f.object].add(f.subject)
    return {node: sorted(found[node]) for node in sorted(found)}


def pagerank(links: Links) -> dict[str, float]:
    """PageRank by power iteration; what a thing without links would give goes to all alike."""
    count = len(links)
    ranks = dict.fromkeys(links, 1 / count) if count else {}
    for _ in range(ROUNDS):
        loose = sum(ranks[n] for n, near in links.items() if not near)
        base = (1 - DAMPING + DAMPING * loose) / count if count else 0.0
        given = {n: DAMPING * ranks[n] / len(near) if near else 0.0 for n, near in links.items()}
        new = {n: base + sum(given[m] for m in near) for n, near in links.items()}
        change = sum(abs(new[n] - ranks[n]) for n in links)
        ranks = new
        if change < PRECISE:
            break
    return ranks


def pivots(links: Links, work: int) -> list[str]:
    """The things that betweenness starts from: all, or as many as the work allows, evenly spread over the ids.

    Those without links lead nowhere and are no start.
    """
    starts = [n for n, near in links.items() if near]
    steps = sum(map(len, links.values()))
    allowed = max(1, work // max(1, steps))
    if len(starts) <= allowed:
        return starts
    return [starts[i * len(starts) // allowed] for i in range(allowed)]


def betweenness(links: Links, work: int = WORK) -> dict[str, float]:
    """Share of the shortest paths between other things that lead through each (Brandes 2001).

    From a sample of starts it is an estimate, scaled to what all would give (Brandes and Pich 2007).
    """
    total = dict.fromkeys(links, 0.0)
    starts = pivots(links, work)
    for start in starts:
        order, paths, before = shortest(links, start)
        credit = dict.fromkeys(order, 0.0)
        for node in reversed(order):
            for earlier in before[node]:
                credit[earlier] += paths[earlier] / paths[node] * (1 + credit[node])
            if node != start:
                total[node] += credit[node]
    count = len(links)
    linked = sum(1 for near in links.values() if near)
    scale = linked / len(starts) / ((count - 1) * (count - 2)) if starts and count > 2 else 0.0
    return {node: value * scale for node, value in total.items()}


def shortest(links: Links, start: str) -> tuple[list[str], dict[str, int], dict[str, list[str]]]:
    """What is reached from a start, nearest first; how many shortest paths lead there; and the last steps of these."""
    order: list[str] = []
    paths, before, distance = {start: 1}, {start: list[str]()}, {start: 0}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        order.append(node)
        for other in links[node]:
            if other not in distance:
                distance[other], paths[other], before[other] = distance[node] + 1, 0, []
                waiting.append(other)
            if distance[other] == distance[node] + 1:
                paths[other] += paths[node]
                before[other].append(node)
    return order, paths, before
