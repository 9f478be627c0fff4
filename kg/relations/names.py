"""What the names of a page's entities say: the place a name holds, the body that begins it, where it first stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.lexicon.matcher import Matcher
from kg.model import Entity, EntityType, Page, Recognition, Resolution
from kg.relations.words import plain, words

BODIES = (EntityType.ORG, EntityType.COMPANY)


def short(entity: Entity) -> tuple[str, ...]:
    """Every name of two characters or more, longest first; of a division also without the word for its level."""
    names = {entity.name, *entity.aliases}
    if entity.type is EntityType.PLACE:
        names -= set(words("area"))
        if entity.code is not None:
            names |= {n.removesuffix(suffix) for suffix in words("suffix") for n in (entity.name, *entity.aliases)}
    return tuple(sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n)))


def is_area(entity: Entity) -> bool:
    """Whether a place is one that bodies, firms and events lie in: a division, a village, a zone."""
    if entity.type is not EntityType.PLACE:
        return False
    return entity.code is not None or (entity.name.endswith(words("area")) and not entity.name.endswith(words("site")))


@dataclass(slots=True)
class Names:
    """The names of one page's entities, looked up once.

    Attributes:
        entities: the entities by id.
        seen: where each entity is first named, else referred to, else implied by a post, as offsets in `Page.clean`.
        places: finds the names of places inside other names; the payload is the ids of the places so called.
        bodies: the organizations and companies by each of their names, official forms shortened; the first of two wins.
    """

    entities: dict[str, Entity]
    page: Page
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    places: Matcher[tuple[str, ...]] = field(default_factory=lambda: Matcher(()))
    bodies: dict[str, str] = field(default_factory=dict)

    def first(self, entity: str) -> tuple[int, int] | None:
        """Where an entity is first shown; an implied one: where its name, or its place's, stands in another."""
        if entity in self.seen:
            return self.seen[entity]
        e = self.entities[entity]
        held = sorted({i for _, _, ids in self.places.find(e.name) for i in ids if i != entity})
        for name in (*short(e), *(n for i in held for n in short(self.entities[i]))):
            at = self.page.clean.find(name)
            if at >= 0:
                self.seen[entity] = at, at + len(name)
                return self.seen[entity]
        return None

    def place_in(self, entity: Entity, first: bool = False) -> str | None:
        """The place that a name holds: the last printed (the first, where `first`), the longer of two; never itself."""
        for name in short(entity):
            found = [
                (-left if first else right, right - left, i)
                for left, right, ids in self.places.find(name)
                for i in ids
                if i != entity.id and right - left < len(name)
            ]
            if found:
                return min(found, key=lambda f: (-f[0], -f[1], f[2]))[2]
        return None

    def adjoining(self, entity: Entity) -> list[tuple[str, str]]:
        """Places printed as one inside a name, (inner, outer): the village and the town of 某镇某村党支部."""
        pairs: list[tuple[str, str]] = []
        for name in short(entity):
            found = sorted(
                {(left, right, i) for left, right, ids in self.places.find(name) for i in ids if i != entity.id}
            )
            by_left: dict[int, list[tuple[int, str]]] = {}
            for left, right, i in found:
                if name[left:right] in (self.entities[i].name, *self.entities[i].aliases):
                    by_left.setdefault(left, []).append((right, i))
            pairs += [(inner, outer) for _, right, outer in found for _, inner in by_left.get(right, [])]
        return list(dict.fromkeys(pairs))

    def body_before(
        self, names: Iterable[str], kinds: tuple[EntityType, ...], least: int, itself: str = ""
    ) -> str | None:
        """The body with the longest name, of at least so many characters, that one of the names begins with."""
        best: tuple[int, str] | None = None
        for name in (plain(n).lstrip("《“‘「『〈") for n in names):
            for end in range(len(name) - 1, least - 1, -1):
                body = self.bodies.get(name[:end])
                if body is not None and body != itself and self.entities[body].type in kinds:
                    if best is None or end > best[0]:
                        best = end, body
                    break
        return None if best is None else best[1]


def collect_names(
    page: Page,
    recognition: Recognition,
    resolution: Resolution,
    shown: Iterable[tuple[str, int, int]],
    more: dict[str, tuple[str, ...]],
) -> Names:
    """Look the names of a page up.

    Args:
        page: the page.
        recognition: its mentions and posts.
        resolution: its entities.
        shown: entity, left and right of each argument, in page order.
        more: further names of bodies by name (the short forms of banks).
    """
    names = Names({e.id: e for e in resolution.entities}, page)
    for m, entity in zip(recognition.mentions, resolution.of_mention, strict=True):
        names.seen.setdefault(entity, (m.left, m.right))
    for entity, left, right in shown:
        names.seen.setdefault(entity, (left, right))
    for post, body in zip(recognition.posts, resolution.of_post, strict=True):
        if body is not None:
            names.seen.setdefault(body, (post.left, post.right))
    surfaces: dict[str, tuple[str, ...]] = {}
    for e in resolution.entities:
        if e.type is EntityType.PLACE:
            for surface in short(e) if is_area(e) else [e.name] * (len(e.name) > 2):
                surfaces[surface] = (*surfaces.get(surface, ()), e.id)
        elif e.type in BODIES:
            for name in (*short(e), *more.get(e.name, ())):
                names.bodies.setdefault(plain(name), e.id)
    names.places = Matcher(surfaces.items())
    return names
