"""Readable, unique keys of things: `person:刘甲`, and `person:刘甲（乙县政府）` where namesakes must be told apart.

Its suffixes come from the thing's own pages, so their order does not matter: where a place lies, the bodies of a
person's posts, the city, and at last a hash of where the thing is said. Namesakes that share the first one get the
second too.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

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

SEPARATOR = "、"  # between the suffixes of one key


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
    """What tells a thing from its namesakes, best first, all from its own pages; the last one is always unique."""
    found: list[str] = []
    code = next((i.entity.code for i in cluster if i.entity.code), None)
    if code is not None:
        found += [d.name for d in divisions().ancestors(code)]
        found.append(code)
    bodies = Counter(b for i in cluster for b in i.profile.bodies)
    found += sorted(bodies, key=lambda b: (-bodies[b], b))[:3]
    cities = Counter(c for i in cluster for c in i.profile.cities or (i.profile.city,) if c)
    likeliest = sorted(cities, key=lambda c: (-cities[c], c))[:2]
    found += [d.name for c in likeliest if (d := divisions().by_code(c)) is not None]
    return [*dict.fromkeys(f for f in found if f), where_said(cluster)]


def where_said(cluster: Sequence[Item]) -> str:
    """A hash of the first place that names a thing: no other thing has it."""
    where = min(f"{i.page}#{i.entity.id}" for i in cluster)
    return hashlib.sha256(where.encode(errors="surrogatepass")).hexdigest()[:8]


def unique_ids(clusters: Sequence[Sequence[Item]]) -> list[tuple[str, str | None]]:
    """Keys for clusters: (id, the bare id shared by namesakes or None).

    A key that several things would have gets each thing's next suffix, until none is shared: so an added namesake
    changes the key of those only whose whole key it would have had too.

    Args:
        clusters: every cluster of a corpus, in a fixed order.
    """
    bare = [bare_id(cluster_type(cluster), cluster_name(cluster)) for cluster in clusters]
    ids: list[tuple[str, str | None]] = [(key, None) for key in bare]
    for group in _shared(bare, range(len(clusters))):
        choices = {n: suffixes(clusters[n]) for n in group}
        open_, depth = [group], 1
        while open_:
            following: list[list[int]] = []
            for members in open_:
                keys = {n: SEPARATOR.join(choices[n][:depth]) for n in members}
                for n, key in keys.items():
                    ids[n] = (f"{bare[n]}（{key}）", bare[n])
                following += [m for m in _shared(keys, members) if any(len(choices[n]) > depth for n in m)]
            open_, depth = following, depth + 1
    return ids


def _shared(keys: Mapping[int, str] | Sequence[str], members: Iterable[int]) -> list[list[int]]:
    """Those of `members` whose keys are equal, grouped, in their order; single ones are left out."""
    groups: dict[str, list[int]] = {}
    for n in members:
        groups.setdefault(keys[n], []).append(n)
    return [group for group in groups.values() if len(group) > 1]
