"""Across pages: extractions go in, the nodes and facts of a graph come out, whatever the order of the pages.

Entities are compared only within a bucket: places of one code, other things of one name (`synonyms` says under which
name). Within it `profiles` says who cannot be one, `clusters` unites the rest, and `naming` gives namesakes their
suffixes; `lineage` adds what things were called before, `succession` who came after whom. A user's judgements win over
all of it, those on edges first of all (`judged_edges`), and a `trail` records what was united and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.config import Settings
from kg.lexicon.divisions import divisions
from kg.model import Entity, EntityType, Extraction, Fact, Measure, Node, Source
from kg.resolution.clusters import Parts, clusters_of
from kg.resolution.facts import article_at, facts_of, measures_of, source_id, sources_of
from kg.resolution.judged_edges import edge_judgements, obey
from kg.resolution.judgements import Judges
from kg.resolution.lineage import lineage
from kg.resolution.naming import cluster_name, cluster_type, unique_ids
from kg.resolution.profiles import Item, items_of, with_seats
from kg.resolution.succession import successions
from kg.resolution.synonyms import Names, names_of
from kg.resolution.trail import Join, Member, Trail

ONE_KIND = {EntityType.COMPANY: EntityType.ORG}  # recognition may call one body either: equal names are compared


@dataclass(frozen=True, slots=True)
class Merged:
    """What a corpus says: all tuples sorted by id (facts and measures by subject first)."""

    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    sources: tuple[Source, ...]
    trail: Trail


def merge(extractions: Iterable[Extraction], settings: Settings = Settings()) -> Merged:  # noqa: B008  frozen
    """Unite the entities of all pages and collect what is said of them.

    Args:
        extractions: one a page, in any order; page names must differ.
        settings: `seeds` gives judgements.

    Raises:
        InputError: a seed table is not as it should be.
    """
    pages = obey(sorted(extractions, key=lambda x: x.page), edge_judgements(settings))
    by_page = {x.page: x for x in pages}
    judges = Judges.load(settings)
    items = [item for x in pages for item in items_of(x)]
    compared = names_of(items, [change for x in pages for change in x.changes])
    items = with_seats(items, compared.of)
    parts = cluster_all(items, judges, compared)
    clusters = sorted((c for p in parts for c in p.clusters), key=lambda c: c[0].key)
    ids = unique_ids(clusters)
    names = {(i.page, i.entity.id): ids[n][0] for n, cluster in enumerate(clusters) for i in cluster}
    nodes = [_node(cluster, *ids[n], by_page) for n, cluster in enumerate(clusters)]
    said = facts_of(pages, names)
    former, changes = lineage(list(zip(nodes, clusters, strict=True)), by_page)
    facts = [*said, *changes, *successions(said)]
    return Merged(
        nodes=tuple(sorted([*nodes, *former], key=lambda n: n.id)),
        facts=tuple(sorted(facts, key=lambda f: (f.subject, f.predicate.value, f.object, f.id))),
        measures=measures_of(pages, names),
        sources=tuple(sorted((s for x in pages for s in sources_of(x)), key=lambda s: (s.page, s.start, s.id))),
        trail=Trail(
            members=tuple(_member(i, names[i.page, i.entity.id], by_page[i.page]) for i in items),
            joins=tuple(sorted((j for p in parts for j in p.joins), key=_join_order)),
            walls=tuple(sorted((w for p in parts for w in p.walls), key=_join_order)),
            synonyms=tuple(synonym for _, synonym in sorted(compared.synonyms.items())),
        ),
    )


def cluster_all(items: Sequence[Item], judges: Judges, names: Names) -> list[Parts]:
    """Part all entities of a corpus into things."""
    buckets: defaultdict[tuple[EntityType, str], list[Item]] = defaultdict(list)
    for item in items:
        type = ONE_KIND.get(item.entity.type, item.entity.type)
        buckets[type, judges.bucket_name(item) or names.of(item)].append(item)
    return [clusters_of(bucket, judges, names.of) for _, bucket in sorted(buckets.items())]


def _node(cluster: Sequence[Item], id: str, shared: str | None, pages: dict[str, Extraction]) -> Node:
    entities = [(i.page, i.entity) for i in cluster]
    name = cluster_name(cluster)
    code = min((e.code for _, e in entities if e.code), default=None)
    division = divisions().by_code(code) if code else None
    aliases = {a for _, e in entities for a in (*e.aliases, e.name)} - {name}
    return Node(
        id=id,
        type=cluster_type(cluster),
        name=name,
        aliases=tuple(sorted(aliases)),
        official=any(e.official for _, e in entities),
        code=code,
        longitude=division.longitude if division is not None else None,
        latitude=division.latitude if division is not None else None,
        mentions=sum(len(e.mentions) for _, e in entities),
        sources=tuple(sorted({s for page, e in entities for s in _sources(pages[page], e)})),
        shared_name=shared,
    )


def _member(item: Item, node: str, x: Extraction) -> Member:
    entity = item.entity
    first = x.mentions[entity.mentions[0]] if entity.mentions else None
    return Member(
        node=node,
        page=item.page,
        entity=entity.id,
        type=entity.type,
        name=entity.name,
        surfaces=entity.aliases,
        code=entity.code,
        official=entity.official,
        profile=item.profile,
        first=item.first,
        start=None if first is None else first.start,
        end=None if first is None else first.end,
    )


def _join_order(join: Join) -> tuple[tuple[str, str], tuple[str, str], str]:
    return join.one, join.other, join.rule


def _sources(x: Extraction, entity: Entity) -> list[str]:
    found = {article_at(x.articles, x.mentions[m].start) for m in entity.mentions}
    return [source_id(x.page, n) for n in sorted(f for f in found if f is not None)]
