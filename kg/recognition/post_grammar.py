"""The post grammar: [place][organ][unit][title(s)] + name(s), name + verb + post, and name, post.

It reads a text's titles into chains (titles of one holder, joined by 、 or ，), finds each title's body, and the names
that hold them; `posts.py` turns the chains into candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import GenericBodyRow, ImpliedBodyRow, ReferenceRow
from kg.model import EntityType
from kg.recognition.absent_bodies import AbsentBodies, fits, wanted
from kg.recognition.candidates import Candidate
from kg.recognition.holders import Holders
from kg.recognition.naming import Name, Naming, is_han
from kg.recognition.phrases import Phrases
from kg.recognition.post_bodies import Bodies, Body
from kg.recognition.titles import COMPANY, NEUTRAL, PARTY, Title, find_titles, implied_bodies, joints, statuses

CARRIERS = frozenset(("、", "，", "；", "）、", "）"))
AREAL = frozenset(("village", "party", "government", "congress", "cppcc"))  # kinds of bodies whose committee is a body
CLEAR = 0.9  # how likely a name must be for its title to be looked up a body
CARRY = 60  # characters between a holder and the next title that shares the body
BRACKET = 20  # characters that a bracket between a body and its title may hold
SHORT_UNIT = 6  # characters of a unit's name that names no body before it
UNIT = "unit"  # the kind of organs that are part of a body
HOST = "host"  # the kind of implied body that a Party committee stands in
PROPOSED = "proposed"
GAP = 8  # characters between a reference and a title that name a unit
SENTENCE_ENDS = "。！？\n"


@dataclass(frozen=True, slots=True)
class Seat:
    """One title with the body that it is held in. At most one of `bodies`, `reference`, `implied` is given."""

    title: Title
    left: int  # of body, place, reference or title
    text: str  # the title as printed, without its body
    bodies: tuple[Body, ...] = ()  # rivals: whichever the arbiter keeps
    reference: tuple[int, int, str, str] | None = None  # left, right, kind, level
    implied: str = ""
    place: tuple[int, int] | None = None
    level: str = ""
    holder: Name | None = None  # a name between body and title: 甲大学张乙教授
    hosted: bool = False  # whether the body is the Party committee inside another
    distant: bool = False  # whether the body stands before another holder, or in another sentence

    @property
    def grounded(self) -> bool:
        """Whether the body is known."""
        return bool(self.bodies or self.reference or self.implied)

    @property
    def public(self) -> bool:
        """Whether a holder is an official."""
        if self.bodies:
            return any(b.public for b in self.bodies)
        if self.implied == HOST:
            return self.title.kind not in (COMPANY, NEUTRAL)
        if self.reference and self.reference[2] not in ("organization", "place"):
            return False
        return bool(self.implied) or self.title.kind not in (COMPANY, NEUTRAL)


@dataclass(slots=True)
class Chain:
    """Titles of one holder or of one list of holders."""

    seats: list[Seat]
    names: list[Name] = field(default_factory=list)
    status: str = ""

    @property
    def left(self) -> int:
        """Where the first seat begins."""
        return self.seats[0].left

    @property
    def right(self) -> int:
        """Where the last title ends."""
        return self.seats[-1].title.right


@cache
def body_references() -> Phrases[tuple[str, str]]:
    """Phrases that stand for the body of a post (该公司), and nouns that do before a title (集团): kind, level."""
    kinds = ("company", "organization", "place", "project")
    nouns = [(row.word, (row.kind, "")) for row in table("people/generic_bodies", GenericBodyRow)]
    rows = table("references", ReferenceRow)
    return Phrases(nouns + [(row.phrase, (row.kind, row.level)) for row in rows if row.kind in kinds])


@cache
def committees() -> frozenset[str]:
    """The names of Party committees and branches."""
    return frozenset(joints("committee").payload)


@cache
def levels() -> tuple[str, ...]:
    """Words for levels that a body's name may begin with."""
    return tuple(sorted({row.level for row in table("implied_bodies", ImpliedBodyRow) if row.level}))


class PostGrammar:
    """Reads the chains of one text."""

    def __init__(self, text: str, candidates: Iterable[Candidate], naming: Naming, borders: Sequence[int] = ()) -> None:
        """Read what the other recognisers propose; `borders` are where articles begin."""
        self.text = text
        known = list(candidates)
        self.absent = AbsentBodies(text, known, borders)
        self.bodies = Bodies(text, known)
        self.holders = Holders(text, naming, known)
        self.references = body_references()

    def chains(self) -> list[Chain]:
        """All chains of titles that have a holder, from left to right."""
        text = self.text
        found: list[Chain] = []
        floor = 0
        for title in find_titles(text):
            floor = max(floor, text.rfind("\n", floor, title.left) + 1)
            seat = self.seat(title, floor)
            chain = found[-1] if found else None
            if chain and not chain.names and self.joined(text[chain.right : seat.left]):
                chain.seats.append(self.inherit(self.within(seat, chain.seats[-1]), chain.seats[-1]))
            else:
                if chain and chain.names:
                    seat = self.again(seat, chain) if seat.grounded else self.carried(seat, chain)
                found.append(Chain([seat]))
            last = found[-1].seats[-1]
            found[-1].names = [last.holder] if last.holder else self.holders.after(title.right, last.grounded)
            floor = found[-1].names[-1].right if found[-1].names else title.right
        for i, chain in enumerate(found):
            if not chain.names:
                self.look_left(chain, found[i - 1].right if i else 0)
            if not chain.names and i:
                self.look_back(chain, found[i - 1])
        for chain in found:
            if chain.names and chain.names[0].chance >= CLEAR:
                chain.seats = [self.looked_up(seat) for seat in chain.seats]
            if chain.names and joints("candidate").at(text, chain.right) and not chain.status:
                chain.status = PROPOSED
        return [chain for chain in found if chain.names]

    def looked_up(self, seat: Seat) -> Seat:
        """A seat without a body takes the last body of the article whose head or staff bears its title."""
        body = None if seat.grounded else self.absent.nearest(seat.title.core, seat.left)
        if body is None:
            return seat
        return replace(seat, bodies=(self.bodies.known(body),), distant=True)

    def look_back(self, chain: Chain, before: Chain) -> None:
        """The holder of the chain before loses the post too: 甲任…主任，免去其…局长职务."""
        text = self.text
        tie = joints("his").before(text, chain.left)
        order = statuses("lead").before(text, chain.left - len(tie)) if tie else ""
        if order and before.names and not any(c in text[before.right : chain.left] for c in SENTENCE_ENDS):
            chain.names, chain.status = list(before.names), statuses("lead").payload[order]

    def look_left(self, chain: Chain, floor: int) -> None:
        """Find the holder of a chain that no name follows: 甲任…局长, 甲，…局长, or 甲局长."""
        reach = self.bodies.reach(chain.left, floor)
        for left in dict.fromkeys((chain.left, reach)):
            chain.names, chain.status = self.holders.before(left, chain.right, floor)
            if chain.names:
                return
        chain.names, chain.status = self.holders.ordered(reach, chain.left)
        if not chain.names:
            first = chain.seats[0]
            sole = bool(first.implied) and not first.level
            if first.left == first.title.outer and (name := self.holders.titled_behind(first.left, floor, sole)):
                chain.names = [name]

    def joined(self, gap: str) -> bool:
        """Whether what stands between two titles joins them."""
        return not gap or gap in joints("titles").payload

    def seat(self, title: Title, floor: int) -> Seat:
        """The title with its body, which begins at or after `floor`, and with the status that words before it give."""
        seat = self.bodied(title, self.before_bracket(title.outer, floor), floor)
        word = statuses("before").before(self.text, seat.left)
        if not word or seat.title.status or seat.left - len(word) < floor or seat.left == title.outer:
            return seat
        status = statuses("before").payload[word]
        return replace(seat, left=seat.left - len(word), title=replace(seat.title, status=status))

    def before_bracket(self, edge: int, floor: int) -> int:
        """Where a body ends that a short bracket parts from its title: 甲公司（简称乙）董事长."""
        if self.text[edge - 1 : edge] == "）":
            start = self.text.rfind("（", max(floor, edge - BRACKET), edge)
            return start if start > floor else edge
        return edge

    def bodied(self, title: Title, edge: int, floor: int) -> Seat:
        """The title with the body that ends at `edge`."""
        text = self.text
        printed = text[title.left : title.right]
        shared = title.left == edge and text.startswith(title.core, title.left)
        if inside := self.inside_organ(title, floor):
            return inside
        bodies = self.bodies.ending_at(edge, floor)
        if not bodies and shared:
            bodies = self.bodies.ending_at(edge + 1, floor)
        if not bodies and (tie := joints("owner").before(text, edge)):
            bodies = self.bodies.ending_at(edge - len(tie), floor)
        if bodies:
            return Seat(title, bodies[0].left, printed, tuple(bodies))
        if seat := self.referred(title, edge, floor, printed):
            return seat
        if implied := implied_bodies().get(title.core):
            places = [self.bodies.place_at(edge, floor), self.bodies.place_at(edge + 1, floor) if shared else None]
            place = next((p for p in places if p), None)
            if place or implied.implied != "party_committee":
                left = place[0] if place else edge
                seat = Seat(title, left, printed, implied=implied.implied, place=place, level=implied.level)
                organ = None if place else self.bodies.organ_before(edge, floor)
                return Seat(title, organ.left, printed, (organ,)) if organ else seat
        return self.unit_or_organ(title, edge, floor)

    def inside_organ(self, title: Title, floor: int) -> Seat | None:
        """A post in the Party committee inside an agency, school or company.

        The committee of an agency or school is a body (甲县公安局党委), its leading group (党组) is none; a company's
        committee is read as part of the title. What is no host (城关镇, 甲社区) has a committee of its own anyway.
        """
        word = joints("committee").before(self.text, title.outer)
        if not word:
            return None
        left = title.outer - len(word)
        hosts = [b for b in self.bodies.ending_at(left, floor) if b.kind not in AREAL]
        if not hosts and (organ := self.bodies.organ_before(left, floor)) and organ.kind not in AREAL:
            hosts = [organ]
        printed = self.text[left : title.right]
        if not hosts:
            return self.referred(title, left, floor, printed)
        host = hosts[0]
        if host.type is EntityType.ORG and word not in joints("group").payload:
            body = Body(host.left, title.outer, EntityType.ORG, PARTY, host.public, True)
            return Seat(title, host.left, self.text[title.left : title.right], (body,), hosted=True)
        return Seat(title, host.left, printed, tuple(hosts))

    def referred(self, title: Title, edge: int, floor: int, printed: str) -> Seat | None:
        """The title in the body that a phrase right before `edge` stands for (该公司), if one stands there."""
        phrase = self.references.before(self.text, edge)
        left = edge - len(phrase)
        if not phrase or left < floor or not self.stands_alone(left, phrase):
            return None
        kind, level = self.references.payload[phrase]
        return Seat(title, left, printed, reference=(left, edge, kind, level))

    def stands_alone(self, left: int, phrase: str) -> bool:
        """Whether a reference is no tail of a longer name (公司 of 甲公司); one that points (该公司) never is."""
        if joints("pointer").at(phrase, 0):
            return True
        return left == 0 or left in self.bodies.cuts or not is_han(self.text[left - 1])

    def unit_or_organ(self, title: Title, edge: int, floor: int) -> Seat:
        """A body with a unit, a longer title or its holder behind it, or an organ known by its ending, or none."""
        printed = self.text[title.left : title.right]
        organ = self.bodies.organ_before(edge, floor) or self.bodies.shared_organ(title.left, title.core, floor)
        near = self.bodies.near(edge, floor)
        if near and (name := self.holders.between(near.right, edge)):
            return Seat(title, near.left, printed, (near,), holder=name)
        if near and organ:
            return Seat(title, near.left, printed, (replace(organ, left=near.left),))
        if near:
            return Seat(title, near.left, self.text[near.right : title.right], (near,))
        if (organ is None or organ.kind == UNIT) and (seat := self.unit_of_reference(title, edge, floor)):
            return seat
        if organ is None and title.kind == COMPANY:
            organ = self.bodies.short_company(edge, floor)
        if organ:
            return Seat(title, organ.left, printed, (organ,))
        return Seat(title, edge, printed)

    def unit_of_reference(self, title: Title, edge: int, floor: int) -> Seat | None:
        """The title with a unit before it, in the body that a phrase before that stands for (该公司生产部经理)."""
        for end in range(edge - 1, max(floor, edge - GAP), -1):
            if end + 1 in self.bodies.cuts or not is_han(self.text[end]):
                break
            if seat := self.referred(title, end, floor, self.text[end : title.right]):
                return seat
        return None

    def again(self, seat: Seat, last: Chain) -> Seat:
        """A committee printed without what it is of is the one printed before (甲村党委书记乙，党委副书记丙)."""
        text = self.text
        gap = text[last.names[-1].right : seat.left]
        bare = self.bare(seat)
        if bare is None or len(gap) > CARRY or any(c in gap for c in SENTENCE_ENDS):
            return seat
        for before in reversed(last.seats):
            for body in before.bodies:
                if body.right - body.left > bare.right - bare.left and text[: body.right].endswith(
                    text[bare.left : bare.right]
                ):
                    return replace(seat, bodies=(body,), distant=True)
        if gap in CARRIERS or gap in joints("names").payload or gap[-1:] in ("，", "；", "、"):
            inside = self.within(seat, replace(last.seats[-1], distant=False))
            return inside if inside is seat else replace(inside, distant=True)
        return seat

    def bare(self, seat: Seat) -> Body | None:
        """The committee or unit of a seat whose name is printed without what it is of (党委, 财务部)."""
        text = self.text
        for b in seat.bodies:
            name = text[b.left : b.right]
            if not b.proposed and (name in committees() or (b.kind == UNIT and self.is_bare_unit(b))):
                return b
        return None

    def is_bare_unit(self, body: Body) -> bool:
        """Whether a unit's name says nothing of what it is a unit of (财务部, not 甲市财务科)."""
        name = self.text[body.left : body.right]
        placed = any(c.left >= body.left for i in range(body.left, body.right) for c in self.bodies.places.get(i, ()))
        return len(name) <= SHORT_UNIT and not placed and not any(level in name for level in levels())

    def within(self, seat: Seat, before: Seat) -> Seat:
        """A post in a bare committee behind a post in a body that has no area: 甲集团董事长、党委书记乙.

        The committee is that body's, and is read as part of the title, for no name of the body stands before it.
        """
        text = self.text
        bare = self.bare(seat)
        held = before.reference or (before.bodies and before.bodies[0].kind not in AREAL and not before.hosted)
        if bare is None or not held or before.distant:
            return seat
        printed = text[bare.left : seat.title.right]
        return replace(seat, text=printed, bodies=before.bodies, reference=before.reference)

    def inherit(self, seat: Seat, before: Seat) -> Seat:
        """A seat without a body takes that of the seat before it; a head takes the government that is printed there.

        What is no Party post is held in the body around the committee (甲县医院党委书记乙、院长丙).
        """
        heads = seat.implied == "government" and any(b.kind == "government" for b in before.bodies)
        if seat.grounded and (seat.place or not heads):
            return seat
        core = seat.title.core
        if before.hosted and seat.title.kind != PARTY:
            committee = before.bodies[0].left, before.bodies[0].right
            return replace(seat, left=seat.title.outer, implied=HOST, place=committee, level="")
        if wanted(core) and before.bodies:
            bodies = [b for b in before.bodies if fits(core, self.text[b.left : b.right], b.type)]
            if not bodies and self.absent.nearest(core, seat.left):
                return seat
        return replace(
            seat,
            left=seat.title.outer,
            bodies=before.bodies,
            reference=before.reference,
            implied=before.implied,
            place=before.place,
            level=before.level,
            hosted=before.hosted,
        )

    def carried(self, seat: Seat, last: Chain) -> Seat:
        """A title without a body takes that of the one before, within a sentence (主任甲，副主任乙)."""
        gap = self.text[last.names[-1].right : seat.left]
        if len(gap) > CARRY or any(c in gap for c in SENTENCE_ENDS):
            return seat
        if gap in CARRIERS or gap in joints("names").payload or gap[-1:] in ("，", "；", "、"):
            return self.inherit(seat, last.seats[-1])
        return seat
