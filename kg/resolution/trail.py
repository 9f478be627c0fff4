"""The trail of a merge: which entity of which page became which node, so that a merge can be explained and undone."""

from __future__ import annotations

from dataclasses import dataclass

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
    surfaces: tuple[str, ...]
    code: str | None
    official: bool
    profile: Profile
    first: str  # ISO date of the issue, empty if unknown
    start: int | None = None  # None for what the page only implies
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """Every member of every node, by page and entity."""

    members: tuple[Member, ...] = ()
