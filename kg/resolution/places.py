"""Canonical places: divisions by their code, zones by their area and kind, everything else by its printed name."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.divisions import divisions
from kg.resolution.chains import Chain, by_letter, choose, distance, seat
from kg.resolution.scene import Area, Scene, area_of
from kg.resolution.words import plain, spellings, squeeze


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as read: `key` is equal for equal places, `extra` the areas that its name prints besides, widest first."""

    key: str
    name: str
    code: str | None
    extra: tuple[Area, ...] = ()
    zone: str = ""  # canonical kind of a development zone


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
    if areas and not chain.rest:
        return PlaceName(areas[-1].code or areas[-1].name, areas[-1].name, areas[-1].code, areas[:-1])
    letter = by_letter(text) if len(text) == 1 else None
    if letter is not None:
        return PlaceName(letter.code, letter.name, letter.code)
    if not areas:
        town = choose(tuple(d for d in divisions().named(text) if d.level == "town"), scene.home)
        if town is not None and distance(town, scene.home) <= 2:
            return PlaceName(town.code, town.name, town.code)
    zone = _zone(text, left, areas, chain, scene)
    if zone is not None:
        return zone
    return PlaceName(text, squeeze(name), None, areas)


def _zone(text: str, left: int, areas: tuple[Area, ...], chain: Chain, scene: Scene) -> PlaceName | None:
    """A zone that is nothing but an area and a kind (甲市经开区, 经开区)."""
    kind = spellings("zones").get(chain.rest if areas else text)
    if kind is None:
        return None
    area = areas[-1] if areas else zone_area(scene, left)
    if area is None:
        return None
    return PlaceName(f"{area.label}{kind}", f"{area.name}{kind}" if not areas else squeeze(text), None, (area,), kind)


def zone_area(scene: Scene, left: int) -> Area | None:
    """The area of a zone printed without one: home, when that is a city or county, else what the text speaks of."""
    if scene.home is not None and scene.home.level in ("city", "county"):
        return area_of(scene.home)
    city = seat(scene.home) if scene.home is not None else None
    return area_of(city) if city is not None else scene.local(left)


def merge_places(names: list[PlaceName]) -> list[tuple[int, int]]:
    """Pairs of indices that are one place: a name and the same after its area (大成殿, 某镇大成殿), a zone's kinds of one area.

    Args:
        names: distinct places of one page.
    """
    bare: dict[str, int] = {}
    for i, name in enumerate(names):
        if name.code is None and not name.extra and len(name.key) > 2:
            bare.setdefault(name.key, i)
    pairs = []
    for i, name in enumerate(names):
        if name.code is None and name.extra and not name.zone:
            for left in range(1, len(name.key) - 2):
                short = bare.get(name.key[left:])
                if short is not None:
                    pairs.append((short, i))
                    break
    zones: dict[tuple[str, str], list[int]] = {}
    for i, name in enumerate(names):
        if name.zone:
            area = name.extra[-1].label
            zones.setdefault((area, name.zone[-3:]), []).append(i)
    for group in zones.values():  # 开发区 alone is the one zone of that kind
        kinds = sorted({names[i].zone for i in group}, key=lambda k: (len(k), k))
        shortest = kinds[0]
        if len(kinds) > 1 and all(k.endswith(shortest) for k in kinds) and _one_kind(kinds[1:]):
            pairs += [(group[0], j) for j in group[1:]]
    return pairs


def _one_kind(kinds: list[str]) -> bool:
    """Whether kinds of zones may be one zone: 经济开发区 and 经济技术开发区, not 高新技术产业开发区 besides."""
    return len({k[0] for k in kinds}) == 1
