"""Development zones: 开发区, 甲经开区 and 甲经济技术开发区 are one, the zone of its area and family."""

from __future__ import annotations

from kg.resolution.chains import seat
from kg.resolution.home import level_head
from kg.resolution.scene import Area, Scene, area_of
from kg.resolution.words import zones


def read_zone(text: str, areas: tuple[Area, ...], left: int, scene: Scene) -> tuple[Area, Area, str] | None:
    """Read a zone at the head of a name.

    Args:
        text: what follows the divisions that the name prints.
        areas: those divisions, widest first; none if it prints none.
        left: where the name stands in `Page.clean`.
        scene: the page's home and areas.

    Returns:
        The zone (its label is the same for all its forms), the area it is the zone of, and the rest of the name; None
        if there is none.
    """
    area = areas[-1] if areas else None
    head = level_head(text) if area is None else None
    if head is not None and text[len(head[0]) :].startswith(tuple(zones())):
        text, area = text[len(head[0]) :], scene.at(head[1], left)
    forms = [form for form in zones() if text.startswith(form)]
    if not forms:
        return None
    area = area or zone_area(scene, left)
    if area is None:
        return None
    row = zones()[max(forms, key=len)]
    division = area.division
    short = division.short if division is not None and division.short else area.name
    name = short + (row.county if division is not None and division.level == "county" else row.city)
    return Area(name, short + row.family, None, ""), area, text[len(row.form) :]


def zone_area(scene: Scene, left: int) -> Area | None:
    """The area of a zone printed without one: home, when that is a city or county, else the city that home lies in."""
    home = scene.home_at(left)
    if home is not None and home.level in ("city", "county"):
        return area_of(home)
    city = seat(home) if home is not None else None
    return area_of(city) if city is not None else scene.local(left)
