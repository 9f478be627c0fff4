"""What shows where something is: the located_in of a page go in, each with the passage that proves it, out.

A reader is shown, of the passages of the body: a name that holds the place (某县财政局), else thing and place side by
side, else the sentence in which both stand, the closest first. Where no sentence holds both, a body is shown where it
is first spoken of, a firm, a project or an event from the place named last before it, and a place where it is first
named. A headline serves only where the body does not tell. Other relations keep the passage that their rule read,
unless it lacks one of their ends and a sentence names both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace

from kg.model import EntityType, Predicate, RegionKind
from kg.relations.ledger import Ledger
from kg.relations.names import is_area
from kg.relations.scene import Scene, posts_by_holder
from kg.relations.words import words
from kg.resolution.words import frames

STRETCH = 300  # characters that a passage may run from a place to what lies there
BESIDE = 2  # characters between names that stand side by side
CLOSE = 12  # the same of names that are close
SETTLED = (
    "places.chain",
    "places.before",
    "places.lies",
    "places.lying",
    "places.held",
    "places.respectively",
    "places.belongs",
    "places.kind_of",
)
TOLD = (EntityType.COMPANY, EntityType.PROJECT, EntityType.EVENT)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where entities stand in `Page.clean`: by name, in the names of others, by what refers to them or is theirs."""

    named: dict[str, list[Span]]
    within: dict[str, list[Span]]
    hinted: dict[str, list[Span]]


def prove(scene: Scene, ledger: Ledger) -> None:
    """Give each located_in whose rule names no passage of its own the one that shows it best."""
    stand = stands(scene, ledger)
    for key, relation in list(ledger.entries.items()):
        if relation.predicate is not Predicate.LOCATED_IN or relation.rule in SETTLED:
            continue
        span = passage(scene, stand, relation.subject, relation.object)
        if span is not None:
            ledger.entries[key] = replace(relation, evidence=scene.page.evidence(*span))


def show_both(scene: Scene, ledger: Ledger) -> None:
    """Give each other relation whose passage lacks one of its ends the closest one in a sentence that names both."""
    stand = stands(scene, ledger)
    for key, relation in list(ledger.entries.items()):
        if relation.predicate in (Predicate.LOCATED_IN, Predicate.POSITION):
            continue
        ends = (relation.subject, relation.object)
        if all(shown(stand, end, ledger.spans[key]) for end in ends):
            continue
        span = sentence_of(scene, stand, *ends)
        if span is not None:
            ledger.spans[key] = span
            ledger.entries[key] = replace(relation, evidence=scene.page.evidence(*span))


def shown(stand: Stand, end: str, span: Span) -> bool:
    """Whether a passage names an entity, refers to it or, if it is a place, holds it in a name."""
    places = (stand.named, stand.within, stand.hinted)
    return any(left < span[1] and right > span[0] for known in places for left, right in known.get(end, []))


def sentence_of(scene: Scene, stand: Stand, one: str, two: str) -> Span | None:
    """The shortest stretch of a sentence of a body that names both of two entities, the first of equal ones."""
    best: tuple[int, Span] | None = None
    others = stand.named.get(two, [])
    for span in stand.named.get(one, []):
        for other in neighbours(others, span):
            if outside(scene, span) or not together(scene, span, other):
                continue
            both = min(span[0], other[0]), max(span[1], other[1])
            if best is None or (both[1] - both[0], both) < best:
                best = both[1] - both[0], both
    return best[1] if best is not None else None


def stands(scene: Scene, ledger: Ledger) -> Stand:
    """Look up where each entity of the page stands, in one pass over its text."""
    named: defaultdict[str, set[Span]] = defaultdict(set)
    within: defaultdict[str, set[Span]] = defaultdict(set)
    hinted: defaultdict[str, set[Span]] = defaultdict(set)
    readable = [r for r in scene.page.regions if r.kind is not RegionKind.NAVIGATION]
    for m, entity in zip(scene.recognition.mentions, scene.resolution.of_mention, strict=True):
        named[entity].add((m.left, m.right))
    for region in readable:
        found = scene.names.places.find(scene.page.clean[region.left : region.right])
        begun = -1
        for left, right, ids in sorted(found, key=lambda hit: (hit[0], -hit[1])):
            if left == begun:  # 甲 of 甲县
                continue
            begun = left
            if scene.page.clean.startswith(words("dateline"), right + region.left):
                continue
            for i in ids:
                within[i].add((left + region.left, right + region.left))
    for post, body in posts_by_holder(scene):
        if body is not None:
            named[body].add((post.left, post.right))
    for reference, known in zip(scene.recognition.references, scene.resolution.of_reference, strict=True):
        if known is not None:
            hinted[known].add((reference.left, reference.right))
    for relation in ledger.of(Predicate.LOCATED_IN):
        if scene.entities[relation.subject].type is EntityType.ORG:
            hinted[relation.object] |= named.get(relation.subject, set())
    return Stand(*({k: sorted(v) for k, v in found.items()} for found in (named, within, hinted)))


def passage(scene: Scene, stand: Stand, thing: str, place: str) -> Span | None:
    """The passage that shows a thing in a place; None where neither stands on the page."""
    e = scene.entities[thing]
    own = stand.named.get(thing, [])
    if e.type is EntityType.PLACE:
        own = sorted({*own, *stand.within.get(thing, [])})
    elif e.type is EntityType.ORG and (full := scene.page.clean.find(e.name)) >= 0:
        own = sorted({*own, (full, full + len(e.name))})  # perhaps in the name of a document
    if not own:
        return meeting_of(scene, e.name) or scene.names.first(thing)
    surfaces = stand.within.get(place, []) or stand.named.get(place, [])
    best: tuple[tuple[bool, int, int], Span] | None = None
    rows = [(0, surfaces)]
    if e.type in (*TOLD, EntityType.PLACE):
        rows.append((1, stand.hinted.get(place, [])))
    for penalty, others in rows:
        for span in own:
            for other in neighbours(others, span):
                if not together(scene, span, other):
                    continue
                gap = max(0, max(span[0], other[0]) - min(span[1], other[1]))
                near = 0 if gap <= BESIDE else 1 if gap <= CLOSE else 2
                if near and e.type is EntityType.ORG:
                    continue
                both = min(span[0], other[0]), max(span[1], other[1])
                rank = (outside(scene, span), near + penalty, both[0])
                if best is None or rank < best[0]:
                    best = rank, both
    if best is not None and not best[0][0]:
        return best[1]
    first = next((s for s in fuller(scene, own) if not outside(scene, s)), own[0])
    if e.type in TOLD and scene.names.place_in(e) != place:
        return reaching(scene, first, sorted({*surfaces, *stand.hinted.get(place, [])})) or first
    if best is not None:
        return best[1]
    if e.type is EntityType.PLACE and is_area(e) and scene.entities[place].name.endswith(words("province")):
        return next((s for s in surfaces if article(scene, s) == article(scene, first)), first)
    return first


def meeting_of(scene: Scene, body: str) -> Span | None:
    """The first meeting of the page that is one of a body's, by its name (某市第九届人民代表大会第二次会议)."""
    for m, entity in zip(scene.recognition.mentions, scene.resolution.of_mention, strict=True):
        if m.type is not EntityType.EVENT:
            continue
        for pattern, form in frames("meeting_bodies"):
            match = pattern.match(scene.entities[entity].name)
            if match is not None and "{}" in form and body.endswith(form.format(match["place"])):
                return m.left, m.right
    return None


def fuller(scene: Scene, spans: list[Span]) -> list[Span]:
    """The spans but those whose text ends another's: 县公安局 says more than 公安局."""
    texts = {scene.page.clean[left:right] for left, right in spans}
    tails = {text[n:] for text in texts for n in range(1, min(len(text), 4))}
    return [s for s in spans if scene.page.clean[s[0] : s[1]] not in tails] or spans


def article(scene: Scene, span: Span) -> int | None:
    """Index of the article whose body holds a span, None for none."""
    region = scene.page.region_at(span[0])
    return None if region is None or outside(scene, span) else scene.page.regions[region].article


def neighbours(spans: list[Span], span: Span) -> list[Span]:
    """The spans that overlap one, and the nearest before and after it."""
    after = bisect_left(spans, (span[1], 0))
    before = bisect_right(spans, (span[0], 0)) - 1
    return spans[max(0, before) : after + 1]


def together(scene: Scene, one: Span, two: Span) -> bool:
    """Whether two spans stand in one sentence."""
    left, right = min(one[0], two[0]), max(one[1], two[1])
    index = bisect_right(scene.page.sentences, left, key=lambda s: s.left) - 1
    return index >= 0 and right <= scene.page.sentences[index].right


def outside(scene: Scene, span: Span) -> bool:
    """Whether a span stands outside all bodies."""
    region = scene.page.region_at(span[0])
    return region is None or scene.page.regions[region].kind is not RegionKind.BODY


def reaching(scene: Scene, span: Span, others: list[Span]) -> Span | None:
    """The stretch from where a place is first named, not too far before a thing and in its text, to the thing.

    Where none is named before, the stretch to where it is named next, half as far.
    """
    region = scene.page.region_at(span[0])
    if region is None:
        return None
    floor = max(scene.page.regions[region].left, span[1] - STRETCH)
    index = bisect_left(others, (floor, 0))
    if index < len(others) and others[index][0] < span[0]:
        return others[index][0], span[1]
    index = bisect_left(others, span)
    ceiling = min(scene.page.regions[region].right, span[0] + STRETCH // 2)
    return (span[0], others[index][1]) if index < len(others) and others[index][1] <= ceiling else None
