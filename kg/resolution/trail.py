"""The trail of a merge: which entity of which page became which node, so that a merge can be explained and undone."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import EntityType
from kg.resolution.profiles import Profile


@dataclass(frozen=True, slots=True)
class Member:
    """One entity of one page, and the node that it is part of. `start`, `end` are its first mention in the file."""

    node: str
    page: str
    entity: str  # id on the page
    type: EntityType
    name: str
    surfaces: tuple[str, ...] = ()
    code: str | None = None
    official: bool = False
    profile: Profile = field(default_factory=Profile)
    first: str = ""  # ISO date of the issue, empty if unknown
    start: int | None = None  # None for what the page only implies
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Two members, each by page and entity id, and the rule that united them or keeps them apart."""

    one: tuple[str, str]
    other: tuple[str, str]
    rule: str


@dataclass(frozen=True, slots=True)
class Synonym:
    """A name that was compared as another one: on the pages of a city, by a rule."""

    type: EntityType
    city: str  # code
    name: str
    means: str
    rule: str


@dataclass(frozen=True, slots=True)
class Trail:
    """How a corpus was resolved.

    Args:
        members: every entity of every page, by page and entity, with its node.
        joins: a forest: the edges by which members were united, one fewer than members in each node.
        walls: pairs that the user judged different; what else keeps members apart follows from their profiles.
        synonyms: names that were compared as another name.
    """

    members: tuple[Member, ...] = ()
    joins: tuple[Join, ...] = ()
    walls: tuple[Join, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
