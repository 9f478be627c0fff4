"""Entities in the making: one draft for each name of each type, united as more is known, by union-find."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import EntityType
from kg.resolution.scene import Area


@dataclass(slots=True)
class Draft:
    """What is known of one entity so far. `weight` ranks its name against those of drafts united with it."""

    type: EntityType
    name: str
    weight: tuple[int, int, str]
    code: str | None = None
    mentions: list[int] = field(default_factory=list)
    official: bool = False
    ordinary: bool = False  # called a villager, a reader …


class Drafts:
    """The drafts of one page, by (type, key). Uniting keeps the draft with the greater weight as the name-giver."""

    def __init__(self) -> None:
        self.items: list[Draft] = []
        self.parent: list[int] = []
        self.index: dict[tuple[EntityType, str], int] = {}

    def add(self, type: EntityType, key: str, name: str, rank: int = 0, code: str | None = None) -> int:
        """The draft of a key, made if it is new. The higher rank, then the longer name, gives the name."""
        weight = (rank, len(name), name)
        found = self.index.get((type, key))
        if found is None:
            found = self.index[type, key] = len(self.items)
            self.items.append(Draft(type, name, weight, code))
            self.parent.append(found)
            return found
        root = self.find(found)
        self._rename(self.items[root], name, weight, code)
        return root

    def get(self, type: EntityType, key: str) -> int | None:
        """The draft of a key, if there is one."""
        found = self.index.get((type, key))
        return None if found is None else self.find(found)

    def find(self, item: int) -> int:
        """The draft that now stands for `item`."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def unite(self, one: int, two: int) -> int:
        """Make two drafts one, if they have one type and not two different codes."""
        one, two = sorted((self.find(one), self.find(two)))
        first, second = self.items[one], self.items[two]
        if one == two or first.type is not second.type or (first.code and second.code and first.code != second.code):
            return one
        self.parent[two] = one
        first.mentions = sorted(first.mentions + second.mentions)
        first.official = first.official or second.official
        self._rename(first, second.name, second.weight, second.code)
        return one

    def roots(self) -> list[int]:
        """Every draft that stands for itself, in the order of making."""
        return [i for i in range(len(self.items)) if self.parent[i] == i]

    @staticmethod
    def _rename(draft: Draft, name: str, weight: tuple[int, int, str], code: str | None) -> None:
        if (weight[0], weight[1]) > (draft.weight[0], draft.weight[1]):
            draft.name, draft.weight = name, weight
        draft.code = draft.code or code


def add_area(drafts: Drafts, area: Area) -> int:
    """The draft of an area, made if it is new."""
    return drafts.add(EntityType.PLACE, area_key(area), area.name, code=area.code)


def area_key(area: Area) -> str:
    """The key of an area's draft: its code, a zone's label, else its name."""
    return area.code or (area.name if area.level else area.label)
