"""Seed knowledge for one page: which aliases hold at its home, and which full names its short names may mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.config import Settings
from kg.lexicon.divisions import Division
from kg.model import EntityType
from kg.resolution.chains import lineage
from kg.resolution.seeds import load_seeds
from kg.resolution.words import plain


@dataclass(frozen=True, slots=True)
class Known:
    """What the user knows that holds on a page; empty without seeds."""

    aliases: dict[tuple[EntityType, str], str] = field(default_factory=dict)
    names: dict[EntityType, tuple[str, ...]] = field(default_factory=dict)

    def full(self, type: EntityType, name: str) -> str:
        """The name that an alias stands for, or the name itself."""
        return self.aliases.get((type, plain(name)), name)

    def of(self, type: EntityType) -> tuple[str, ...]:
        """The known full names of a type, sorted."""
        return self.names.get(type, ())


def known_at(home: Division | None, settings: Settings) -> Known:
    """The seed knowledge of the settings that holds on a page at home there.

    Raises:
        InputError: a seed table is not as it should be.
    """
    if not settings.seeds:
        return Known()
    seeds = load_seeds(settings.seeds)

    def holds(within: Division | None) -> bool:
        return within is None or (home is not None and within.code in lineage(home.code))

    aliases = {(a.type, plain(a.alias)): a.name for a in seeds.aliases if holds(a.within)}
    names: dict[EntityType, set[str]] = {}
    for known in seeds.known:
        if holds(known.within):
            names.setdefault(known.type, set()).add(known.name)
    return Known(aliases, {t: tuple(sorted(found)) for t, found in sorted(names.items())})
