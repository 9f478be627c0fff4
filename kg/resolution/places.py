"""Canonical places: divisions by their code, zones by their area and kind, everything else by its printed name."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.divisions import Division, divisions
from kg.resolution.chains import Chain, by_letter, choose, distance, seat
from kg.resolution.scene import Area, Scene, area_of, level_word
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
    letter = _letter(text, left, scene)
    if letter is not None:
        return PlaceName(letter.code, letter.name, letter.code)
    if not areas:
        town = choose(tuple(d for d in divisions().named(text) if d.level == "town"), scene.home_at(left))
        if town is not None and distance(town, scene.home_at(left)) <= 2:
            return PlaceName(town.code, town.name, town.code)
    village = village_code(chain.rest, areas[-1] if areas else None, left, scene)
    return PlaceName(text, squeeze(name), village, areas)


def is_village(code: str | None) -> bool:
    """Whether a code is a village's."""
    return code is not None and len(code) == 12


def village_code(name: str, area: Area | None, left: int, scene: Scene) -> str | None:
    """The code of a village of the scene's province, if its name and where it is spoken of leave only one.

    Args:
        name: the village's name with its ending.
        area: the area printed before it, None for none.
        left: where it stands in `Page.clean`.
        scene: the page's home, areas and province.
    """
    if not scene.province or level_word(name) == "" or (area is not None and area.code is None):
        return None
    found = [v for v in divisions().villages(scene.province).named(name) if v.name == name and v.code]
    if area is not None and area.code is not None:
        found = [v for v in found if divisions().within(v.code, area.code)]
        return found[0].code if len(found) == 1 else None
    around, home = scene.local(left), scene.home_at(left)
    frames = [a.code for a in (around, area_of(home) if home is not None else None) if a is not None]
    if around is not None and around.division is not None and around.division.level == "town":
        frames = frames[:1]  # what a paper calls a town's village is none of another town
    for frame in frames:
        inside = [v for v in found if frame and divisions().within(v.code, frame)]
        if len(inside) == 1:
            return inside[0].code
    return found[0].code if not frames and len(found) == 1 else None


def merge_places(names: list[PlaceName]) -> list[tuple[int, int]]:
    """Pairs of indices that are one place: a name and the same after its area (大成殿, 某镇大成殿).

    Args:
        names: distinct places of one page.
    """
    bare: dict[str, int] = {}
    for i, name in enumerate(names):
        if (name.code is None or is_village(name.code)) and not name.extra and len(name.key) > 2:
            bare.setdefault(name.key, i)
    pairs = []
    for i, name in enumerate(names):
        if (name.code is None or is_village(name.code)) and name.extra:
            for left in range(1, len(name.key) - 2):
                short = bare.get(name.key[left:])
                if short is not None:
                    pairs.append((short, i))
                    break
    return pairs


def _letter(text: str, left: int, scene: Scene) -> Division | None:
    """The division that a single character stands for: home's city where its name begins so, else a province."""
    if len(text) != 1:
        return None
    province = by_letter(text)
    if province is not None:
        return province
    home = scene.home_at(left)
    around = [home, seat(home)] if home is not None else []
    return next((d for d in around if d is not None and text in (d.short or d.name)), None)
