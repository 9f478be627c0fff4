"""A user's judgements, as the corpus needs them: whether two entities are the same, different, or not judged.

A side of a judgement is NAME or NAME@CONTEXT. It means every entity that has this name or alias and, with a context,
stands on the page of that name or has a post in the body of that name. Judgements win over everything that the pages
say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.config import Settings
from kg.model import EntityType
from kg.resolution.profiles import Item
from kg.resolution.seeds import Judgement, load_seeds
from kg.resolution.words import plain


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a judgement: a type, a name, and what narrows it down (empty for nothing)."""

    type: EntityType
    name: str
    context: str

    def means(self, item: Item) -> bool:
        """Whether an entity is one of those meant."""
        entity = item.entity
        if entity.type is not self.type or self.name not in {plain(n) for n in (entity.name, *entity.aliases)}:
            return False
        return self.context in ("", plain(item.page)) or self.context in map(plain, item.profile.bodies)


def read_side(type: EntityType, text: str) -> Side:
    """Read one side of a judgement."""
    name, _, context = text.partition("@")
    return Side(type, plain(name), plain(context))


@dataclass(frozen=True, slots=True)
class Judges:
    """All judgements of a build. `bucket` leads from (type, name) to the name under which its sames are compared."""

    pairs: tuple[tuple[Side, Side, bool], ...] = ()
    bucket: dict[tuple[EntityType, str], str] = field(default_factory=dict)

    @classmethod
    def load(cls, settings: Settings) -> Judges:
        """The judgements of the seeds that the settings name.

        Raises:
            InputError: a seed table is not as it should be.
        """
        return cls.of(load_seeds(settings.seeds).judgements) if settings.seeds else cls()

    @classmethod
    def of(cls, judgements: tuple[Judgement, ...]) -> Judges:
        """Judgements in a form for looking up."""
        pairs = tuple((read_side(j.type, j.one), read_side(j.type, j.other), j.same) for j in judgements)
        parent: dict[tuple[EntityType, str], tuple[EntityType, str]] = {}

        def find(key: tuple[EntityType, str]) -> tuple[EntityType, str]:
            while parent.setdefault(key, key) != key:
                key = parent[key]
            return key

        for one, other, same in pairs:
            if same:
                a, b = sorted((find((one.type, one.name)), find((other.type, other.name))))
                parent[b] = a
        return cls(pairs, {key: find(key)[1] for key in sorted(parent)})

    def bucket_name(self, item: Item) -> str:
        """The name that stands for all names judged the same as this entity's; empty if there is no such judgement."""
        names = sorted({plain(n) for n in (item.entity.name, *item.entity.aliases)}) if self.bucket else []
        judged = [self.bucket[item.entity.type, n] for n in names if (item.entity.type, n) in self.bucket]
        return min(judged, default="")

    def marks(self, item: Item) -> tuple[int, ...]:
        """Which sides of which judgements mean an entity: 2n and 2n+1 for those of judgement n."""
        sides = (side for one, other, _ in self.pairs for side in (one, other))
        return tuple(n for n, side in enumerate(sides) if side.means(item))

    def verdict(self, one: tuple[int, ...], other: tuple[int, ...]) -> int:
        """What is judged of two entities with these marks: 1 the same, -1 different, 0 nothing. The last counts."""
        found = 0
        for n, pair in enumerate(self.pairs):
            a, b = 2 * n, 2 * n + 1
            if (a in one and b in other) or (b in one and a in other):
                found = 1 if pair[2] else -1
        return found
