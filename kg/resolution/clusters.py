"""Uniting namesakes across pages: a union over sorted edges that no contradiction inside a cluster may cross.

Items of one bucket with equal profiles are one from the start, so the quadratic part runs over distinct profiles
only. Edges are taken strongest first, ties by the items' own order, so the result depends on the set of pages and on
nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kg.model import EntityType
from kg.resolution.judgements import Judges
from kg.resolution.profiles import Item, Profile, contradict, strength

JUDGED = 9  # strength of an edge that the user has drawn
Cell = tuple[Profile, str, tuple[int, ...]]  # equal for items that nothing can tell apart


def clusters_of(items: Sequence[Item], judges: Judges, name_of: Callable[[Item], str]) -> list[list[Item]]:
    """Part one bucket into things.

    Args:
        items: entities of one kind that have one name, or names judged the same.
        judges: the user's judgements.
        name_of: the name under which an item is compared.

    Returns:
        Clusters, each sorted, in the order of their first items.
    """
    ordered = sorted(items, key=lambda i: i.key)
    groups: defaultdict[Cell, list[Item]] = defaultdict(list)
    for item in ordered:
        groups[item.profile, name_of(item), judges.marks(item)].append(item)
    cells = list(groups)
    edges: list[tuple[int, int, int]] = []
    blocked: defaultdict[int, set[int]] = defaultdict(set)
    for a in range(len(cells)):
        for b in range(a + 1, len(cells)):
            verdict = judges.verdict(cells[a][2], cells[b][2])
            weight = _edge(groups[cells[a]][0].entity.type, cells[a], cells[b], verdict)
            if weight is None:
                continue
            if weight < 0:
                blocked[a].add(b)
                blocked[b].add(a)
            else:
                edges.append((-weight, a, b))
    parts = unite(len(cells), sorted(edges), blocked)
    found = [sorted((i for c in part for i in groups[cells[c]]), key=lambda i: i.key) for part in parts]
    return sorted(found, key=lambda c: c[0].key)


def _edge(type: EntityType, one: Cell, other: Cell, verdict: int) -> int | None:
    """Strength of the edge between two cells, -1 if they must stay apart, None if nothing speaks for or against."""
    if verdict:
        return JUDGED if verdict > 0 else -1
    if one[1] != other[1]:
        return None
    return -1 if contradict(type, one[0], other[0]) else strength(one[0], other[0])


def unite(size: int, edges: Iterable[tuple[int, int, int]], blocked: dict[int, set[int]]) -> list[list[int]]:
    """Union over edges in the order given; one that would join two blocked members is refused.

    Args:
        size: number of things.
        edges: (weight, one, other); the weight is not looked at.
        blocked: for each thing, the things it must never be united with.
    """
    parent = list(range(size))
    members = {i: {i} for i in range(size)}
    walls = {i: set(blocked.get(i, ())) for i in range(size)}

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for _, one, other in edges:
        a, b = sorted((find(one), find(other)))
        if a == b or walls[a] & members[b]:
            continue
        parent[b] = a
        members[a] |= members.pop(b)
        walls[a] |= walls.pop(b)
    return [sorted(m) for _, m in sorted(members.items())]
