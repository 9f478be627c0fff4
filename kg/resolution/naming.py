"""Readable, unique keys of things: `person:刘甲`, and `person:刘甲（乙县政府）` where namesakes must be told apart.

A suffix is the first of these that no namesake shares: where a place lies, the body of a person's posts, the city, and
at last a hash of where the thing is said. It comes from the thing's own pages, so their order does not matter.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from kg.lexicon.divisions import divisions
from kg.model import EntityType
from kg.resolution.profiles import Item

PREFIXES = {
    EntityType.PERSON: "person",
    EntityType.COMPANY: "company",
    EntityType.ORG: "body",
    EntityType.PLACE: "place",
    EntityType.PROJECT: "project",
    EntityType.PROGRAM: "program",
    EntityType.EVENT: "event",
    EntityType.HONOUR: "honour",
    EntityType.DOCUMENT: "document",
}


def cluster_name(cluster: Sequence[Item]) -> str:
    """The name that most mentions' entities have; ties go to the longer, then to the first in code order."""
    votes: Counter[str] = Counter()
    for item in cluster:
        votes[item.entity.name] += 1 + len(item.entity.mentions)
    return min(votes, key=lambda n: (-votes[n], -len(n), n))


def cluster_type(cluster: Sequence[Item]) -> EntityType:
    """The type that most mentions have; ties go to the earlier type of the model."""
    votes: Counter[EntityType] = Counter()
    for item in cluster:
        votes[item.entity.type] += 1 + len(item.entity.mentions)
    order = list(EntityType)
    return min(votes, key=lambda t: (-votes[t], order.index(t)))


def bare_id(type: EntityType, name: str) -> str:
    """The key of a thing whose name nothing else of its type has."""
    return f"{PREFIXES[type]}:{name}"


def suffixes(cluster: Sequence[Item]) -> list[str]:
    """What tells a thing from its namesakes, best first; the last one is always unique."""
    found: list[str] = []
    code = next((i.entity.code for i in cluster if i.entity.code), None)
    if code is not None:
        found += ["".join(d.name for d in reversed(divisions().ancestors(code)[:n])) for n in (1, 2)]
        found.append(code)
    bodies = Counter(b for i in cluster for b in i.profile.bodies)
    found += sorted(bodies, key=lambda b: (-bodies[b], b))[:3]
    cities = Counter(c for i in cluster for c in i.profile.cities or (i.profile.city,) if c)
    likeliest = sorted(cities, key=lambda c: (-cities[c], c))[:2]
    found += [d.name for c in likeliest if (d := divisions().by_code(c)) is not None]
    where = min(f"{i.page}#{i.entity.id}" for i in cluster)
    found.append(hashlib.sha256(where.encode(errors="surrogatepass")).hexdigest()[:8])
    return [f for f in found if f]


def unique_ids(clusters: Sequence[Sequence[Item]]) -> list[tuple[str, str | None]]:
    """Keys for clusters: (id, the bare id shared by namesakes or None).

    Args:
        clusters: every cluster of a corpus, in a fixed order.
    """
    groups: dict[str, list[int]] = {}
    for number, cluster in enumerate(clusters):
        groups.setdefault(bare_id(cluster_type(cluster), cluster_name(cluster)), []).append(number)
    ids: list[tuple[str, str | None]] = [("", None)] * len(clusters)
    for bare, group in groups.items():
        if len(group) == 1:
            ids[group[0]] = (bare, None)
            continue
        choices = {n: suffixes(clusters[n]) for n in group}
        used = Counter(s for n in group for s in set(choices[n]))
        for n in group:
            own = next((s for s in choices[n] if used[s] == 1), choices[n][-1])
            ids[n] = (f"{bare}（{own}）", bare)
    return ids
