"""Canonical places: divisions by their code, zones by their area and kind, everything else by its printed name."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.divisions import Division, divisions
from kg.resolution.chains import Chain, by_letter, choose, distance, seat
from kg.resolution.scene import Area, Scene, area_of
from kg.resolution.words import plain, squeeze
from kg.resolution.zones import read_zone


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as read: equal places have equal keys; `extra` are the areas that its name prints, widest first."""

    key: str
    name: str
    code: str | None
    extra: tuple[Area, ...] = ()


def read_place(name: str, left: int, chain: Chain, scene: Scene) -> PlaceName:
    """Read a place mention.

    Args:
        name: as printed.
        left: where it stands in `Page.clean`.
        chain: the divisions at its head.
        scene: the page's home and areas.
    """
    text = plain(name)
    areas = tuple(area_of(d) for d in chain.divisions)
    zone = read_zone(chain.rest if areas else text, areas, left, scene)
    if zone is not None and not zone[2]:
        return PlaceName(zone[0].label, zone[0].name, None, (zone[1],))
    if areas and not chain.rest:
        return PlaceName(areas[-1].code or areas[-1].name, areas[-1].name, areas[-1].code, areas[:-1])
    letter = _letter(text, scene)
    if letter is not None:
        return PlaceName(letter.code, letter.name, letter.code)
    if not areas:
        town = choose(tuple(d for d in divisions().named(text) if d.level == "town"), scene.home)
        if town is not None and distance(town, scene.home) <= 2:
            return PlaceName(town.code, town.name, town.code)
    return PlaceName(text, squeeze(name), None, areas)


def merge_places(names: list[PlaceName]) -> list[tuple[int, int]]:
    """Pairs of indices that are one place: a name and the same after its area (大成殿, 某镇大成殿).

    Args:
        names: distinct places of one page.
    """
    bare: dict[str, int] = {}
    for i, name in enumerate(names):
        if name.code is None and not name.extra and len(name.key) > 2:
            bare.setdefault(name.key, i)
    pairs = []
    for i, name in enumerate(names):
        if name.code is None and name.extra:
            for left in range(1, len(name.key) - 2):
                short = bare.get(name.key[left:])
                if short is not None:
                    pairs.append((short, i))
                    break
    return pairs


def _letter(text: str, scene: Scene) -> Division | None:
    """The division that a single character stands for: home's city where its name begins so, else a province."""
    if len(text) != 1:
        return None
    city = seat(scene.home) if scene.home is not None else None
    province = by_letter(text)
    return city if province is None and city is not None and city.name.startswith(text) else province
