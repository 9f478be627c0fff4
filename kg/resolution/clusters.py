"""Uniting namesakes across pages: a union over sorted edges that no contradiction inside a cluster may cross.

Items of one bucket with equal profiles are one from the start, so the quadratic part runs over distinct profiles
only. Edges are taken strongest first, ties by the items' own order, so the result depends on the set of pages and on
nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import EntityType
from kg.resolution.judgements import Judges
from kg.resolution.profiles import Item, Profile, objection, support
from kg.resolution.trail import Join

JUDGED = 9  # strength of an edge that the user has drawn
Pair = tuple[int, int]
Cell = tuple[Profile, str, tuple[int, ...]]  # equal for items that nothing can tell apart


@dataclass(frozen=True, slots=True)
class Parts:
    """One bucket in parts: what was united and why, and which pairs the user keeps apart."""

    clusters: tuple[tuple[Item, ...], ...]  # each sorted, in the order of their first items
    joins: tuple[Join, ...]
    walls: tuple[Join, ...]


def clusters_of(items: Sequence[Item], judges: Judges, name_of: Callable[[Item], str]) -> Parts:
    """Part one bucket into things.

    Args:
        items: entities of one kind that have one name, or names judged the same.
        judges: the user's judgements.
        name_of: the name under which an item is compared.
    """
    ordered = sorted(items, key=lambda i: i.key)
    groups: defaultdict[Cell, list[Item]] = defaultdict(list)
    for item in ordered:
        groups[item.profile, name_of(item), judges.marks(item)].append(item)
    cells = list(groups)
    firsts = [groups[c][0] for c in cells]
    pages = [{i.page for i in groups[c]} for c in cells]
    edges: list[tuple[int, int, int]] = []
    rules: dict[tuple[int, int], str] = {}
    blocked: defaultdict[int, set[int]] = defaultdict(set)
    walls = []
    for a in range(len(cells)):
        for b in range(a + 1, len(cells)):
            verdict = judges.verdict(cells[a][2], cells[b][2])
            found = _edge(firsts[a].entity.type, cells[a], cells[b], verdict)
            if not verdict and firsts[a].entity.type is EntityType.PERSON and pages[a] & pages[b]:
                found = -1, "page"  # the page itself tells them apart
            if found is None:
                continue
            weight, rules[a, b] = found
            if weight < 0:
                blocked[a].add(b)
                blocked[b].add(a)
                if verdict:
                    walls.append(join(firsts[a], firsts[b], rules[a, b]))
            else:
                edges.append((-weight, a, b))
    parts, taken = unite(len(cells), sorted(edges), blocked)
    clusters = sorted(
        (tuple(sorted((i for c in part for i in groups[cells[c]]), key=lambda i: i.key)) for part in parts),
        key=lambda c: c[0].key,
    )
    joins = [join(one, two, "alike") for group in groups.values() for one, two in pairwise(group)]
    joins += [join(firsts[a], firsts[b], rules[a, b]) for a, b in taken]
    return Parts(tuple(clusters), tuple(joins), tuple(walls))


def join(one: Item, other: Item, rule: str) -> Join:
    """What a rule says of two items."""
    return Join((one.page, one.entity.id), (other.page, other.entity.id), rule)


def _edge(type: EntityType, one: Cell, other: Cell, verdict: int) -> tuple[int, str] | None:
    """Strength and rule of the edge between two cells, -1 if they must stay apart, None if there is no edge."""
    if verdict:
        return (JUDGED, "judged") if verdict > 0 else (-1, "judged")
    if one[1] != other[1]:
        return None
    against = objection(type, one[0], other[0])
    if against:
        return -1, against
    found = support(type, one[0], other[0])
    return None if found[0] < 0 else found


def unite(
    size: int, edges: Iterable[tuple[int, int, int]], blocked: dict[int, set[int]]
) -> tuple[list[list[int]], list[Pair]]:
    """Union over edges in the order given; one that would join two blocked members is refused.

    Args:
        size: number of things.
        edges: (weight, one, other); the weight is not looked at.
        blocked: for each thing, the things it must never be united with.

    Returns:
        The parts, and the edges that united them.
    """
    taken: list[Pair] = []
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
        taken.append((one, other))
        parent[b] = a
        members[a] |= members.pop(b)
        walls[a] |= walls.pop(b)
    return [sorted(m) for _, m in sorted(members.items())], taken
