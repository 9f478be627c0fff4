"""Under which name an entity is compared with those of other pages, and why, where it is not its own.

A division has its code; a body or branch named after a division the division's code and the rest, so that it stays
itself when the division is renamed. Within one city, a company's short name leads to its full name, a long name with
one misread character to the right one if the two share an officer or a project, and a project's name without its
capacity to the one with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon.divisions import Division
from kg.model import Change, EntityType
from kg.resolution.chains import leading
from kg.resolution.companies import merge_companies, read_company
from kg.resolution.labels import merge_labels
from kg.resolution.organs import spell
from kg.resolution.places import is_village
from kg.resolution.profiles import Item
from kg.resolution.trail import Synonym
from kg.resolution.words import banks, patterns, plain, words

SHORTEST = 3  # characters of a company's short name that may lead to another page's company
LONG = 8  # characters of a name that is told apart though one of them is misread
Key = tuple[EntityType, str, str]  # type, city, name


@dataclass(frozen=True, slots=True)
class Names:
    """The names under which items are compared. Build it with `names_of`."""

    synonyms: dict[Key, Synonym]

    def of(self, item: Item) -> str:
        """What entities must share to be compared at all."""
        entity, city = item.entity, item.profile.city
        if entity.code:
            return leading(entity.name, None).rest or plain(entity.name) if is_village(entity.code) else entity.code
        name = plain(entity.name)
        found = self.synonyms.get((entity.type, city, name))
        return _placed(found.means if found is not None else name, entity.type, item.home)


def names_of(items: Sequence[Item], changes: Iterable[Change] = ()) -> Names:
    """Learn from all pages which names are compared as which. `changes` are those of names that pages tell of."""
    groups: defaultdict[tuple[EntityType, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.entity.type in (EntityType.COMPANY, EntityType.PROJECT) and item.profile.city:
            groups[item.entity.type, item.profile.city].append(item)
    found: dict[Key, Synonym] = {}
    for (type, city), group in sorted(groups.items()):
        company = type is EntityType.COMPANY
        count = Counter(plain(i.entity.name) for i in group)
        pairs = company_names(group, count) if company else capacities(group)
        for name, means, rule in lead(pairs, count):
            found[type, city, name] = Synonym(type, city, name, means, rule)
    renamed = {plain(c.known): plain(c.name) for c in changes}
    for item in items:
        name, city = plain(item.entity.name), item.profile.city
        if item.entity.type is EntityType.ORG and name in renamed and city:
            means = renamed[name]
            found[EntityType.ORG, city, name] = Synonym(EntityType.ORG, city, name, means, "renamed")
    return Names(found)


def aliases(items: Iterable[Item], misread: set[str]) -> list[tuple[str, str, str]]:
    """(short, full, rule) for short names that the pages of a city print of one company only, but for misread names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        name = plain(item.entity.name)
        for alias in map(plain, item.entity.aliases if name not in misread else ()):
            if SHORTEST <= len(alias) < len(name):
                found[alias].add(name)
    return [(short, min(names), "alias") for short, names in sorted(found.items()) if len(names) == 1]


def company_names(items: Sequence[Item], count: Counter[str]) -> list[tuple[str, str, str]]:
    """All pairs of company names of one city that mean one company."""
    wrong = misread(items)
    rare = {min(one, other, key=lambda n: (count[n], n)) for one, other, _ in wrong}
    names = [n for n in sorted(count) if n not in rare]
    return [*wrong, *aliases(items, rare), *short_names(names, items[0].home)]


def short_names(names: Sequence[str], home: Division | None) -> list[tuple[str, str, str]]:
    """(short, full, rule) for names that shorten one company's name of the city only."""
    companies = [read_company(n, leading(n, home)) for n in names]
    return [(names[a], names[b], "short") for a, b in merge_companies(companies) if len(names[a]) >= SHORTEST]


def misread(items: Iterable[Item]) -> list[tuple[str, str, str]]:
    """(name, other name, rule) for long names that differ in one character and share an officer or a project.

    Only names that share a half are compared, so the work grows with the number of names that begin or end alike.
    """
    near: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        near[plain(item.entity.name)].update(item.near)
    halves: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
    for name in sorted(near):
        if len(name) >= LONG:
            middle = len(name) // 2
            halves[len(name), 0, name[:middle]].append(name)
            halves[len(name), 1, name[middle:]].append(name)
    found = set()
    for group in halves.values():
        for n, one in enumerate(group):
            for other in group[n + 1 :]:
                if near[one] & near[other] and _one_misread(one, other):
                    found.add((one, other, "misread"))
    return sorted(found)


def _one_misread(one: str, other: str) -> bool:
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    serial = words("serial_characters")
    return len(differing) == 1 and not (differing[0][0] in serial and differing[0][1] in serial)


def capacities(items: Sequence[Item]) -> list[tuple[str, str, str]]:
    """(short, full, rule) for projects of a city whose names differ by a capacity or a general tail."""
    names = sorted({plain(i.entity.name) for i in items})
    cores = [without_capacity(n) for n in names]
    found = []
    distinct = sorted(set(cores))
    first = {core: names[cores.index(core)] for core in distinct}
    for name, core in zip(names, cores, strict=True):
        if name != first[core] and cores.count(core) == 2:  # two capacities of one product are two projects
            found.append((first[core], name, "capacity"))
    found += [(first[distinct[a]], first[distinct[b]], "label") for a, b in merge_labels(distinct, items[0].home)]
    return found


def without_capacity(name: str) -> str:
    """A project's name without the capacity that it begins with."""
    for pattern in patterns("capacity_heads"):
        match = pattern.match(name)
        if match is not None and match.end() < len(name):
            return name[match.end() :]
    return name


def lead(pairs: Iterable[tuple[str, str, str]], count: Counter[str]) -> list[tuple[str, str, str]]:
    """Each paired name with the most frequent (then longest) name of its group, and the rule that paired it first."""
    parent: dict[str, str] = {}
    rules: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for one, other, rule in pairs:
        rules.setdefault(one, rule)
        rules.setdefault(other, rule)
        a, b = sorted((find(one), find(other)))
        parent[b] = a
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(parent):
        groups[find(name)].append(name)
    found = []
    for group in groups.values():
        best = min(group, key=lambda n: (-min(len(n), LONG), -count[n], -len(n), n))
        found += [(n, best, rules[n]) for n in group if n != best]
    return sorted(found)


def _placed(name: str, type: EntityType, home: Division | None) -> str:
    """A name with the division that it begins with, or a bank's branch is of, as its code."""
    if type is EntityType.COMPANY:
        bank = next((row.short for row in banks() if name.startswith(row.short)), "")
        chain = leading(name[len(bank) :], home)
        return f"{bank} {chain.last.code} {chain.rest}" if bank and chain.last is not None else name
    if type is EntityType.ORG:
        chain = leading(name, home)
        if chain.last is not None and chain.rest:
            return f"{chain.last.code} {spell(chain.rest)}"
    return name
