"""Canonical names of organs: 市委 and 中共甲市委员会 → 甲市委, 甲市场监管局 → 甲市市场监督管理局.

A name is read as area + core. The area is printed (divisions, a village, a zone), spoken of by a level word, or, for
a core that says nothing alone (招商服务中心), the area that the text speaks of. The core is spelled in one form, so
that equal bodies get equal names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.model import EntityType
from kg.resolution.chains import leading
from kg.resolution.home import level_head
from kg.resolution.persons import public_body
from kg.resolution.scene import Area, Scene, area_of, level_word
from kg.resolution.words import frames, is_public, is_subsequence, patterns, plain, spellings, squeeze, words
from kg.resolution.zones import read_zone

LEAST_TAIL = 5  # characters of an affiliated body's own name
COMMITTED = ("province", "city", "county")  # levels of divisions whose Party committees have departments


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ's name in its parts: equal organs have equal keys; `anchored` is False if the area was only guessed."""

    key: str
    name: str
    area: Area | None
    core: str
    anchored: bool
    extra: tuple[Area, ...] = ()  # areas above `area` that the name prints too, widest first


def spell(core: str) -> str:
    """A core in its canonical form: the longest known form at its head is replaced."""
    forms = spellings("organ_forms")
    for right in range(len(core), 1, -1):
        canonical = forms.get(core[:right])
        if canonical is not None:
            rest = core[right:]
            return canonical + rest if not core.startswith(canonical) else core
    return forms.get(core, core)


def read_organ(name: str, left: int, scene: Scene, near: Area | None = None) -> Organ:
    """Read an organ's name, and give it the quotes that it was printed with (see `read_bare`)."""
    organ = read_bare(name, left, scene, near)
    if plain(name) == squeeze(name):
        return organ
    quoted = with_quotes(squeeze(name), organ.core)
    if quoted == organ.core or not organ.name.endswith(organ.core):
        return organ
    return replace(organ, name=organ.name[: -len(organ.core)] + quoted)


def with_quotes(printed: str, core: str) -> str:
    """The end of a printed name that is `core` but for quotes; `core` itself if there is none."""
    left = len(printed)
    while left > 0 and len(plain(printed[left:])) < len(core):
        left -= 1
    if left and printed[left - 1] in "“‘《":
        left -= 1
    return printed[left:] if core and plain(printed[left:]) == core else core


def read_bare(name: str, left: int, scene: Scene, near: Area | None = None) -> Organ:
    """Read an organ's name.

    Args:
        name: as printed.
        left: where it stands in `Page.clean`, for level words and cores without a place.
        scene: the page's home and areas.
        near: the area of the organ named just before, which one without a place of its own shares
        (甲区党工委委员、宣传部部长).
    """
    text = plain(name)
    for pattern, body in frames("organ_frames"):
        match = pattern.match(text)
        if match is not None:
            area = place_or_level(match["place"], left, scene)
            if area is not None:
                return Organ(body.format(area.label), body.format(area.label), area, body, True)
    chain = leading(text, scene.home_at(left))
    areas = tuple(area_of(d) for d in chain.divisions)
    zone = read_zone(chain.rest if areas else text, areas, left, scene)
    if zone is not None and zone[2]:
        return _organ(zone[0], zone[2], (zone[1],))
    if areas and chain.rest:
        again = level_head(chain.rest)
        if again is not None and again[0] == areas[-1].level:  # the level is said twice: 甲县县政府
            return _organ(areas[-1], chain.rest.removeprefix(again[0]), areas[:-1])
        village = village_of(areas[-1], chain.rest)
        if village is not None:
            return _organ(village[0], village[1], areas)
        return _organ(areas[-1], chain.rest, areas[:-1], squeeze(name))
    head = level_head(text)
    if head is not None:
        spoken = scene.at(head[1], left)
        if spoken is not None:
            core = text[len(head[0]) :]
            village = village_of(spoken, core)
            return _organ(*village, (spoken,)) if village is not None else _organ(spoken, core)
        return Organ(text, squeeze(name), None, text, False)
    village = village_of(None, text)
    if village is not None:
        return _organ(*village)
    local = near or scene.local(left)
    core = spellings("party_units").get(text, "")
    if core and local is not None and local.division is not None and local.division.level in COMMITTED:
        return Organ(local.label + core, local.title + core, local, core, False)
    says_little = text.endswith(words("anchored_ends")) and not text.startswith(words("national_heads"))
    if local is not None and says_little and public_body(EntityType.ORG, text):
        core = spell(text)
        return Organ(local.label + core, local.title + core, local, core, False)
    return Organ(text, squeeze(name), None, text, False)


def _organ(area: Area, core: str, extra: tuple[Area, ...] = (), printed: str = "") -> Organ:
    """An organ of an area. One that is no public body (某县甲乙医院) keeps its name as printed."""
    spelled = spell(core)
    name = printed if printed and is_public(spelled) is False else area.title + spelled
    return Organ(area.label + spelled, name, area, spelled, True, extra)


def village_of(area: Area | None, rest: str) -> tuple[Area, str] | None:
    """The village or neighbourhood that a name prints after its divisions, and the rest (甲庄村党支部 → 甲庄村)."""
    for pattern in patterns("village_marks"):
        match = pattern.match(rest)
        if match is not None:
            name = match["area"]
            label = (area.label if area is not None else "") + name
            return Area(name, label, None, level_word(name)), rest[match.end() :]
    return None


def place_or_level(text: str, left: int, scene: Scene) -> Area | None:
    """The area that a printed place or a level word stands for, if it is nothing but that."""
    chain = leading(text, scene.home_at(left))
    if chain.last is not None and not chain.rest:
        return area_of(chain.last)
    if level_word(f"-{text}") == text:
        return scene.at(text, left)
    return None


def without_town(organs: list[Organ]) -> list[tuple[int, int]]:
    """Pairs of a village's body named without its town (甲村党支部) and the one so called with it."""
    found: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for i, organ in enumerate(organs):
        if organ.area is not None and organ.area.code is None and organ.area.level:
            bare, full = found.setdefault((organ.area.name, organ.core), ([], []))
            (full if organ.extra else bare).append(i)
    return [(i, full[0]) for bare, full in found.values() if len({organs[j].key for j in full}) == 1 for i in bare]


def affiliated(organs: list[Organ]) -> list[tuple[int, int]]:
    """Pairs of a body named with what it is affiliated to, in full or short, and the same body named without it.

    甲医科大学附属乙市医院, 甲医大附属乙市医院 and 乙市医院 are one.
    """
    pairs: list[tuple[int, int]] = []
    names = [plain(organ.name) for organ in organs]
    tails: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        at = max((name.rfind(tie) + len(tie) for tie in words("affiliate_ties") if tie in name), default=0)
        if len(name) - at >= LEAST_TAIL and at:
            tails.setdefault(name[at:], []).append(i)
    for i, name in enumerate(names):
        if name in tails:
            tails[name].append(i)
    for group in tails.values():
        pairs += [(i, group[0]) for i in group[1:]]
    return pairs


def body_name(body: str, area: Area | None) -> str | None:
    """The name of the body that `body` ({} for the place) has in an area; None where it needs an area and has none."""
    if "{}" not in body:
        return body
    if area is None:
        return None
    rest = body.removeprefix("{}")
    if area.level and area.label.endswith(area.level) and level_head(rest) == (area.level, area.level):
        return area.label + rest.removeprefix(area.level)  # 甲村 and 村委会 are 甲村委会
    return body.format(area.label)


def merge_organs(organs: list[Organ]) -> list[tuple[int, int]]:
    """Pairs (short, long) of organs that are one. A short name that fits several is paired with none.

    In one area, a core of three or more characters that begins and ends as the longer one and lies in it (市场监管局
    in 市场监督管理局); and a name without a place that ends a longer one (政务大厅, 甲县政务大厅).
    """
    index: dict[tuple[str, str, str], list[int]] = {}
    ends: dict[str, list[int]] = {}
    for i, organ in enumerate(organs):
        area = organ.area.label if organ.area is not None else ""
        if len(organ.core) >= 3:
            index.setdefault((area, organ.core[0], organ.core[-1]), []).append(i)
        if organ.anchored:
            ends.setdefault(organ.core[-4:], []).append(i)
    pairs = []
    for group in index.values():
        for i in group:
            core = organs[i].core
            fits = [j for j in group if len(organs[j].core) > len(core) and is_subsequence(core, organs[j].core)]
            fits = [j for j in fits if not organs[j].core.startswith(core)]  # 甲医院乙分院 is a unit of 甲医院
            if len(fits) == 1:
                pairs.append((i, fits[0]))
    pairs += affiliated(organs) + without_town(organs)
    for i, organ in enumerate(organs):
        if not organ.anchored and len(organ.core) >= 4:
            fits = [j for j in ends.get(organ.core[-4:], []) if organs[j].core.endswith(organ.core)]
            if len(fits) == 1:
                pairs.append((i, fits[0]))
    return pairs
