"""Things that no name on the page is, but that the page makes certain.

The area that an organ, branch, school, zone or village is named after; the body of an office (甲市委办公室 → 甲市委);
the organ that a meeting is of; the bank of a branch; the body that a title alone stands for (常务副市长 → 甲市政府).
"""

from __future__ import annotations

from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import ImpliedBodyRow
from kg.model import EntityType, Post, Recognition
from kg.resolution.companies import CompanyName
from kg.resolution.drafts import Drafts, add_area
from kg.resolution.organs import Organ, body_name, place_or_level, read_organ
from kg.resolution.places import PlaceName
from kg.resolution.scene import Area, Scene, area_of, in_province
from kg.resolution.words import banks, frames, patterns, plain, spellings, words

HOST = "host"  # the kind of implied body that holds the Party committee of the post's `place`


@cache
def implied_bodies() -> dict[str, str]:
    """Kind of implied body → its name, {} for the place."""
    found: dict[str, str] = {}
    for row in table("implied_bodies", ImpliedBodyRow):
        found.setdefault(row.implied, row.body)
    return found


def add_named_areas(drafts: Drafts, areas: tuple[Area, ...]) -> None:
    """Add the areas that a name prints."""
    for area in areas:
        add_area(drafts, area)


def add_organ_surroundings(drafts: Drafts, organ: Organ, left: int, scene: Scene) -> None:
    """Add what an organ's name tells besides the organ: its areas, and the body that it is an office of."""
    if organ.area is None or not organ.anchored:
        return
    if not any(organ.core.endswith(end) for end in words("unplaced_ends")):
        home = scene.home_at(left)
        add_named_areas(drafts, tuple(a for a in (*organ.extra, organ.area) if in_province(a.division, home)))
    for pattern in patterns("organ_units"):
        match = pattern.match(organ.name)
        if match is not None:
            parent = read_organ(match["parent"], left, scene)
            drafts.add(EntityType.ORG, parent.key, parent.name)
            add_organ_surroundings(drafts, parent, left, scene)
            return


def add_place_surroundings(drafts: Drafts, place: PlaceName) -> None:
    """Add the areas that a place's name begins with."""
    add_named_areas(drafts, place.extra)


def add_bank(drafts: Drafts, company: CompanyName) -> None:
    """Add the head office of a bank's branch."""
    row = next((r for r in banks() if r.short == company.bank), None)
    if row is not None and company.name != row.name:
        drafts.add(EntityType.COMPANY, row.name, row.name)


def add_branch_bank(drafts: Drafts, company: CompanyName) -> None:
    """Add the local bank whose name a branch begins with (甲县农商银行 of 甲县农商银行乙镇支行)."""
    match = next((m for pattern in patterns("company_units") if (m := pattern.match(company.name))), None)
    if match is not None:
        drafts.add(EntityType.COMPANY, plain(match["parent"]), match["parent"])


def add_meeting_body(drafts: Drafts, name: str, left: int, scene: Scene) -> None:
    """Add the organ that a meeting is of, and the area that an event is named after."""
    text = plain(name)
    for pattern, body in frames("meeting_bodies"):
        match = pattern.match(text)
        if match is None:
            continue
        if "{}" not in body:
            drafts.add(EntityType.ORG, match["body"], match["body"])
            return
        area = place_or_level(match["place"], left, scene)
        if area is not None:
            organ = body.format(area.label)
            if drafts.get(EntityType.ORG, organ) is None and match["place"].endswith(area.label):
                organ = body.format(match["place"])  # named as printed where the page names it nowhere else
            drafts.add(EntityType.ORG, organ, organ)
            add_area(drafts, area)
            return


def post_body(drafts: Drafts, post: Post, recognition: Recognition, of_mention: list[int], scene: Scene) -> int | None:
    """The draft of the body that a title alone implies, made if it is new; None where its place is not known."""
    if post.implied == HOST:
        return host_of(drafts, post, of_mention, scene)
    pattern = implied_bodies().get(post.implied or "")
    if pattern is None:
        return None
    area = None
    if "{}" in pattern:
        area = _post_area(post, drafts, of_mention, recognition, scene)
        if area is None:
            return None
        if post.implied == "party_committee":
            pattern = spellings("party_committees").get(area.level, pattern)
    name = body_name(pattern, area)
    if name is None:
        return None
    if area is not None:
        add_area(drafts, area)
    return drafts.add(EntityType.ORG, name, name)


def host_of(drafts: Drafts, post: Post, of_mention: list[int], scene: Scene) -> int | None:
    """The draft of the agency, school or hospital whose Party committee a post is printed with (甲院党委书记、院长)."""
    if post.place is None:
        return None
    committee = drafts.items[drafts.find(of_mention[post.place])]
    match = next((m for pattern in patterns("organ_units") if (m := pattern.match(committee.name))), None)
    if match is None:
        return None
    host = read_organ(match["parent"], post.left, scene)
    return drafts.add(EntityType.ORG, host.key, host.name)


def _post_area(
    post: Post, drafts: Drafts, of_mention: list[int], recognition: Recognition, scene: Scene
) -> Area | None:
    if post.place is None:
        return scene.at(post.level, post.left)
    chain = scene.chains[post.place]
    if chain.last is not None and not chain.rest:
        return area_of(chain.last)
    draft = drafts.items[drafts.find(of_mention[post.place])]
    found = Area(draft.name, draft.name, draft.code, "")
    return area_of(found.division) if found.division is not None else found
