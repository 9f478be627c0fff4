"""Where bodies, companies, projects and events are: scene and geography in, located_in out.

For each thing, the first of: what the text says outright (位于, 在…举行), the place printed right before it,
the place its own name holds, the zone that a visit to it went to, the place its sentence is about, the place of
its article. A place in a company's name counts less when it is a whole province: then where the article happens
says more.
"""

from __future__ import annotations

from kg.model import Entity, EntityType, Predicate
from kg.relations.clauses import Topics
from kg.relations.geography import Geography, divided, joints, rows_of_places
from kg.relations.ledger import Ledger
from kg.relations.names import is_area
from kg.relations.patterns import find
from kg.relations.scene import Argument, Line, Scene
from kg.relations.words import words

BRIEF = 2  # characters of a town's name that a branch is called after
ATTACHED = 2  # characters between the last place of a list and what is in it
REACH = 60  # characters before a company that the place it is in may stand in

SINGLE = ("of",)  # rows of relations/places.tsv that say where one thing is

THINGS = (EntityType.COMPANY, EntityType.ORG, EntityType.PROJECT, EntityType.EVENT)


def locate(
    scene: Scene, topics: Topics, geography: Geography, zones: dict[str, str], guests: set[str], ledger: Ledger
) -> None:
    """Enter located_in for everything that is no place.

    Args:
        scene: the page.
        topics: who its clauses are about.
        geography: its places and the place of each article.
        zones: where stops of visits were visited, {stop: place}.
        guests: companies whose people came on a visit: the article's place is not theirs.
        ledger: where to enter.

    """
    where = occurrences(scene)
    guests = guests | partners(scene)
    stated(scene, ledger)
    printed_before(scene, ledger)
    respectively(scene, ledger)
    for stop, zone in sorted(zones.items()):
        span = scene.names.first(stop)
        if span is not None and scene.entities[stop].type in THINGS and not ledger.has(Predicate.LOCATED_IN, stop):
            ledger.enter(stop, Predicate.LOCATED_IN, zone, *span, "places.zone", 0.8)
    for e in scene.resolution.entities:
        if e.type in THINGS and not ledger.has(Predicate.LOCATED_IN, e.id) and not credited(e):
            near = None if e.id in guests else by_context(scene, topics, geography, e, where)
            if near is not None and (from_elsewhere(geography, e, near[0]) or e.name.endswith(words("aloof"))):
                near = None
            held = by_own_name(scene, geography, e)
            firm = e.type in (EntityType.COMPANY, EntityType.PROJECT) or e.name.endswith(words("grown"))
            firm = firm and not e.name.endswith(words("seated"))
            if held is not None and not (firm and near is not None and geography.within(near[0], held[0])):
                ledger.enter(e.id, Predicate.LOCATED_IN, *held, "places.name", 0.85)
            elif near is not None:
                ledger.enter(e.id, Predicate.LOCATED_IN, *near, "places.context", 0.7)


def credited(e: Entity) -> bool:
    """Whether a thing is a paper or site: it is named where a text comes from, not where it is."""
    return e.type is EntityType.ORG and e.name.endswith(words("paper"))


def stated(scene: Scene, ledger: Ledger) -> None:
    """The rows of relations/places.tsv; 甲县的乙项目、丙项目 says where the first of a list is, and the last place."""
    for line in scene.lines:
        for m in find("places", line):
            single = m.pattern.id in SINGLE
            subjects, objects = (m.subjects[:1], m.objects[-1:]) if single else (m.subjects, m.objects)
            for s in subjects:
                for o in objects:
                    codes = scene.entities[s.entity].code, scene.entities[o.entity].code
                    if s.type is EntityType.PLACE and codes[0] and codes[1] and not divided(codes[0], codes[1]):
                        continue
                    span, rule = (m.left, m.right), f"places.{m.pattern.id}"
                    ledger.enter(s.entity, Predicate.LOCATED_IN, o.entity, *span, rule, m.pattern.confidence)


def printed_before(scene: Scene, ledger: Ledger) -> None:
    """A place right before a body, company, project or event is where that is."""
    for place, thing in scene.chains:
        if (
            thing.type in THINGS
            and is_area(scene.entities[place.entity])
            and not ledger.has(Predicate.LOCATED_IN, thing.entity)
        ):
            ledger.enter(
                thing.entity, Predicate.LOCATED_IN, place.entity, place.left, thing.right, "places.before", 0.9
            )


def partners(scene: Scene) -> set[str]:
    """Companies that somebody signs with: where the signing is says nothing of where they are."""
    found: set[str] = set()
    for line in scene.lines:
        for m in find("membership", line):
            if m.pattern.predicate is Predicate.COOPERATES_WITH:
                found.update(o.entity for o in m.objects if o.type is EntityType.COMPANY)
    return found


def from_elsewhere(geography: Geography, e: Entity, place: str) -> bool:
    """Whether a company or body is named after a city or province that the place does not lie in."""
    from kg.lexicon.divisions import divisions

    at: str | None = place
    while at is not None and geography.scene.entities[at].code is None:
        at = geography.parent.get(at)
    code = geography.scene.entities[at].code if at is not None else None
    if e.type not in (EntityType.COMPANY, EntityType.ORG) or code is None:
        return False
    for end in range(2, 6):
        named = [d for d in divisions().named(e.name[:end]) if d.level in ("province", "city")]
        if named and not any(divisions().within(code, d.code) for d in named):
            return True
    return False


def respectively(scene: Scene, ledger: Ledger) -> None:
    """As many things as places, in one order: 前往甲镇、乙镇，分别察看丙公司项目、丁公司."""
    for line in scene.lines:
        for places in rows_of_places(scene, line):
            begin = line.arguments.index(places[-1]) + 1
            end = next((i for i in range(begin, len(line.text)) if line.text[i] in "；。！？"), len(line.text))
            word = next((w for w in words("respectively") if w in line.text[begin:end]), None)
            if word is None:
                continue
            items = listed_things(line, line.text.index(word, begin), end)
            if len(items) != len(places):
                continue
            for place, things in zip(places, items, strict=True):
                for thing in things:
                    span = place.left, max(thing.right, place.right)
                    ledger.enter(thing.entity, Predicate.LOCATED_IN, place.entity, *span, "places.respectively", 0.85)


def listed_things(line: Line, begin: int, end: int) -> list[list[Argument]]:
    """The items of a list: a company and its project make one (甲公司乙项目、丙公司投资3亿元的丁项目)."""
    items: list[list[Argument]] = []
    closed = True
    for i in range(begin, end):
        a = line.arguments[i]
        if a is None:
            closed = closed or line.text[i] in joints()
        elif a.type in THINGS:
            if closed or a.type is not EntityType.PROJECT:
                items.append([])
            items[-1].append(a)
            closed = False
    return items


def by_own_name(scene: Scene, geography: Geography, e: Entity) -> tuple[str, int, int] | None:
    """The place that a name holds, with evidence; None where there is none that says enough."""
    held = branch_town(scene, e) or scene.names.place_in(e, first=e.name.endswith(words("first_place")))
    span = scene.names.first(e.id)
    if held is None or span is None:
        return None
    place = scene.entities[held]
    if place.name.endswith(words("country")):
        return None
    if e.type in (EntityType.COMPANY, EntityType.PROJECT) and place.name.endswith(words("province")):
        return None
    return place.id, *span


def branch_town(scene: Scene, e: Entity) -> str | None:
    """The town that a branch is called after by the beginning of its name: 青石支行 is in 青石岭镇."""
    core = next((e.name.removesuffix(w) for w in words("branch") if e.name.endswith(w)), "")
    for place in scene.resolution.entities:
        if len(core) < BRIEF or place.type is not EntityType.PLACE or not place.name.endswith(words("town_only")):
            continue
        short = next(place.name.removesuffix(w) for w in words("town_only") if place.name.endswith(w))
        if len(short) > BRIEF and core.endswith((short, short[:-1])):
            return place.id
    return None


def by_context(
    scene: Scene, topics: Topics, geography: Geography, e: Entity, where: dict[str, list[tuple[Line, int, Argument]]]
) -> tuple[str, int, int] | None:
    """The finest place that the lines of a thing are about within its article's place, else that place."""
    if e.name.startswith(words("national")):
        return None
    options: list[tuple[str, int, int]] = []
    for line, index, argument in where.get(e.id, []):
        if line.article is None:
            continue
        place = geography.articles.get(line.article)
        subject = topics.at(line, index, (EntityType.PLACE,))
        if place is not None:
            options.append((place, argument.left, argument.right))
            near_by = area_within(scene, geography, line, index, place)
            if e.type in (EntityType.COMPANY, EntityType.PROJECT) and near_by is not None:
                options.append((near_by[0], near_by[1], argument.right))
        if subject is not None and subject.left >= 0 and len(subject.entities) == 1:
            for near in subject.entities[:1]:
                small = e.type is EntityType.COMPANY and scene.entities[near].name.endswith(words("quarter"))
                small = small or helps(line, near)
                if is_area(scene.entities[near]) and not small and (place is None or geography.within(near, place)):
                    options.append((near, argument.left, argument.right))
    best = geography.finest([place for place, _, _ in options])
    return next((option for option in options if option[0] == best), None)


def helps(line: Line, place: str) -> bool:
    """Whether a line tells of what a place helps (甲镇帮扶的乙项目): that is not in it."""
    helping = words("helping")
    return any(a.entity == place and line.text.startswith(helping, line.arguments.index(a) + 1) for a in line.named())


def area_within(scene: Scene, geography: Geography, line: Line, index: int, frame: str) -> tuple[str, int] | None:
    """The nearest area before `line.text[index]` in its sentence that lies in a place, and where it stands.

    Of a list of areas that the thing does not stand right behind (甲村、乙村等地，察看丙工程), the place around them.
    """
    listed = False  # whether a list joins what stands between to the thing
    for i in range(index - 1, max(-1, index - REACH), -1):
        a = line.arguments[i]
        listed = listed or line.text[i] == "、"
        if a is None or not is_area(scene.entities[a.entity]) or not geography.within(a.entity, frame):
            continue
        if (listed and taken(line, i, index)) or line.text.startswith(words("helping"), i + 1):
            continue  # 甲镇帮扶的乙项目
        if line.text[i + 1] in joints() and "，" not in line.text[i:index]:
            continue  # 甲村、乙厂: two of a list
        if scene.entities[a.entity].name.endswith(words("quarter")):
            return None
        outer = geography.parent.get(a.entity)
        row = i > 1 and line.text[i - 1] == "、" and line.arguments[i - 2] is not None
        if row and index - i > ATTACHED and outer is not None and (outer == frame or geography.within(outer, frame)):
            return outer, a.left
        return a.entity, a.left
    return None


def taken(line: Line, at: int, index: int) -> bool:
    """Whether the place at an index belongs to another item of the list that `line.text[index]` is in: 甲县的乙厂、."""
    own = at + 2 if line.text.startswith(words("genitive"), at + 1) else at + 1
    held = line.arguments[own] if own < len(line.text) else None
    return held is not None and own != index and held.type in THINGS and "、" in line.text[own:index]


def occurrences(scene: Scene) -> dict[str, list[tuple[Line, int, Argument]]]:
    """Where each entity stands as an argument, in page order, up to twenty times."""
    found: dict[str, list[tuple[Line, int, Argument]]] = {}
    for line in scene.lines:
        for i, a in enumerate(line.arguments):
            if a is not None and len(found.setdefault(a.entity, [])) < 20:
                found[a.entity].append((line, i, a))
    return found
