"""A user's judgements on edges: what is judged wrong is left out of a build, what is judged right is certain.

They are obeyed before anything is compared across pages, for a post that was misread would also unite or part persons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.config import Settings
from kg.model import Entity, Extraction, Predicate, Relation
from kg.resolution.seeds import EdgeJudgement, load_seeds
from kg.resolution.words import plain

CERTAIN = 1.0
Index = dict[tuple[Predicate, str], list[tuple[int, EdgeJudgement]]]  # by predicate and name, in the lines' order


def edge_judgements(settings: Settings) -> tuple[EdgeJudgement, ...]:
    """The judgements on edges of the seeds that the settings name.

    Raises:
        InputError: a seed table is not as it should be.
    """
    return load_seeds(settings.seeds).edges if settings.seeds else ()


def obey(pages: Sequence[Extraction], judgements: Sequence[EdgeJudgement]) -> list[Extraction]:
    """The pages without the edges judged wrong, and with those judged right at confidence 1. The last one counts."""
    if not judgements:
        return list(pages)
    index: Index = defaultdict(list)
    for number, judgement in enumerate(judgements):
        for name in sorted({plain(side.partition("@")[0]) for side in (judgement.one, judgement.other)}):
            index[judgement.predicate, name].append((number, judgement))
    return [_judged(x, index) for x in pages]


def _judged(x: Extraction, index: Index) -> Extraction:
    by_id = {e.id: e for e in x.entities}
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for r in x.relations:
        if r.predicate is Predicate.POSITION and r.object in by_id:
            bodies[r.subject].add(plain(by_id[r.object].name))

    def means(side: str, entity: Entity) -> bool:
        name, _, context = side.partition("@")
        known = ("", plain(x.page), *bodies[entity.id])
        return plain(name) in _names(entity) and plain(context) in known

    kept: list[Relation] = []
    for r in x.relations:
        one, other = by_id[r.subject], by_id[r.object]
        verdict = None
        found = {n: j for name in sorted(_names(one)) for n, j in index.get((r.predicate, name), ())}
        for _, j in sorted(found.items()):
            if j.title is not None and plain(j.title) != plain(r.title):
                continue
            straight = means(j.one, one) and means(j.other, other)
            back = r.predicate is Predicate.COOPERATES_WITH and means(j.one, other) and means(j.other, one)
            if straight or back:
                verdict = j.right
        if verdict is not False:
            kept.append(r if verdict is None else replace(r, confidence=CERTAIN))
    return replace(x, relations=tuple(kept))


def _names(entity: Entity) -> set[str]:
    return {plain(n) for n in (entity.name, *entity.aliases)}
