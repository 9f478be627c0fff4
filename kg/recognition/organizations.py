"""Organisations: organs of Party and state by place or level, other bodies by their endings. Proposes ORG candidates.

Public bodies are [place, level or body][qualifier][organ]: 清河县财政局, 市委, 区民政局, 市政府办公室秘书科.
A name begins at the leftmost of these that no bordering word parts from its ending; without one it begins at the
border, and is believed less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.matcher import Matcher
from kg.lexicon.names import name_score, surname_of
from kg.lexicon.schema import NameWordRow, OrganRow, OrgSuffixRow
from kg.model import EntityType, RegionKind
from kg.recognition.candidates import propose
from kg.recognition.ground import TITLE, Border, Ground, ground

KNOWN, BARE_ORGAN, LISTED_ORGAN = 0.93, 0.55, 0.72
LEAST_LISTED = 4  # organs without place in a row, agencies among them, to be those of the page's place
REACH = 26  # characters before an organ's name: a chain of places or another organ
QUALIFIED = 0.93  # what a qualifier between place and organ costs, as a factor
PLAIN = 0.6  # what a name without place or level is worth whose text is made of everyday words
BORDER_FACTOR = {"open": 0.92, "cut": 0.6}  # names without place or level, by their border
OTHER_BORDER = 0.86
CROSSED = 0.7  # what a name is worth whose end or beginning an everyday word runs over
SHARED = 0.82  # an organ behind the committee whose place it shares
LIKE_NAME = 1.0  # log-odds of the characters of a person's name before a verb
LIST_STEP = 8  # characters from an organ to the next of its list
SURE = 0.75  # from here a name may carry units of its own


@dataclass(frozen=True, slots=True)
class Ending:
    """An organ or an ending: how far left it may reach, and what must stand before it."""

    kind: str  # committee level party direct agency suffix unit
    longest: int
    score: float
    common: bool
    unless: re.Pattern[str] | None


@cache
def endings() -> Matcher[Ending]:
    """Finds organs and endings; an organ wins over an equal ending."""
    found: dict[str, Ending] = {}
    for row in table("orgs/suffixes", OrgSuffixRow):
        unless = re.compile(row.unless) if row.unless else None
        found[row.suffix] = Ending(row.kind, row.longest, row.score, row.common, unless)
    for organ in table("orgs/organs", OrganRow):
        unless = re.compile(organ.unless) if organ.unless else None
        rival = found.get(organ.name)
        if unless is None and rival:
            unless = rival.unless
        found[organ.name] = Ending(organ.kind, REACH, organ.score, False, unless)
    return Matcher(found.items())


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind about organisations."""
    return frozenset(row.word for row in table("orgs/words", NameWordRow) if row.kind == kind)


@cache
def known() -> Matcher[Ending]:
    """Finds bodies that are known by name."""
    rows = [row for row in table("orgs/words", NameWordRow) if row.kind == "known"]
    blocked = re.compile("|".join(sorted(words("unless"))))
    return Matcher((row.word, Ending("known", 0, KNOWN, True, blocked)) for row in rows)


@dataclass(frozen=True, slots=True)
class Level:
    """A level (市, 街道) before an organ. `word` is as printed."""

    left: int
    word: str


def level_at(g: Ground, left: int, right: int) -> Level | None:
    """The level that ends at `right`, not before `left` and not the end of a longer word (城市)."""
    levels, traps = words("level"), words("trap")
    for size in (3, 2, 1):
        at = right - size
        if at >= left and g.text[at:right] in levels:
            if size == 1 and g.text[max(0, right - 2) : right] in traps:
                return None
            return Level(at, g.text[at:right])
    return None


def first_level(g: Ground, left: int, right: int) -> Level | None:
    """The first level within two offsets that may open a name."""
    for i in range(left + 1, right + 1):
        level = level_at(g, left, i)
        if level and g.text[i] not in words("inner") and (level.left == left or g.is_word_start(level.left)):
            return level
    return None


def listed_organs(text: str, found: dict[int, tuple[int, Ending]]) -> frozenset[int]:
    """The ends of organs that stand in a list of organs (法院、检察院、财政局、住建局…), agencies among them."""
    ends: set[int] = set()
    chain: list[int] = []

    def close() -> None:
        agencies = sum(found[end][1].kind == "agency" for end in chain)
        if len(chain) >= LEAST_LISTED and agencies >= 2:
            ends.update(chain)

    for end, (left, ending) in sorted(found.items()):
        if ending.kind not in ("agency", "direct", "suffix", "level"):
            continue
        if not chain or not 0 < text.find("、", chain[-1], left + 1) <= left < chain[-1] + LIST_STEP:
            close()
            chain = []
        if ending.kind in ("agency", "direct"):
            chain.append(end)
    close()
    return frozenset(ends)


class Organizations:
    """spaCy component that proposes organisations."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the organisations of one document; of endings that end together the longest."""
        g = ground(doc)
        bodies: dict[int, int] = {}  # beginnings of sure names by their ends
        sources = {i for r in doc._.regions or () if r.kind is RegionKind.SOURCE for i in range(r.left, r.right)}
        found = sorted([*known().find(g.text), *endings().find(g.text)], key=lambda m: -m[0])
        longest = {right: (left, ending) for left, right, ending in found}
        listed = listed_organs(g.text, longest)
        for end, (left, ending) in sorted(longest.items()):
            if end in listed and g.reach(left, REACH).left == left:
                propose(doc, EntityType.ORG, left, end, LISTED_ORGAN, "org.bare")
                continue
            if not g.open[left] or (ending.unless and ending.unless.match(g.text, end)):
                continue
            if ending.kind in ("suffix", "unit") and g.inside_word(left, end):
                continue
            if ending.kind == "known" and left in sources and g.text[left:end].endswith(tuple(words("site"))):
                continue
            if self.shares_place(g, left, ending, bodies):
                propose(doc, EntityType.ORG, left, end, SHARED, "org.shared")
                continue
            if ending.kind in ("known", "level"):
                levels = range(end - 1, left + 1, -1) if ending.kind == "level" else ()
                start = (
                    min((g.head(i, 0) for i in (end - 1, *levels)), default=left) if ending.kind == "level" else left
                )
                start = min(start, left)
                if ending.kind == "level" and start == left and g.text[left - 1 : left] == g.text[left]:
                    start = g.head(left, 0)  # the level is said twice: 甲县县委
                start = self.opened(g, 0, start) if ending.kind == "level" else start
                score, rule = ending.score, f"org.{ending.kind}"
            else:
                begin = self.begin(g, left, end, ending, bodies)
                if begin is None:
                    continue
                start, score, rule = begin
            right = self.bracketed(g, end)
            name = g.text[start:right]
            longer = [g.text[end - size : end] for size in (2, 3) if size > end - left]
            if name in words("generic") or (ending.kind == "suffix" and words("ending").intersection(longer)):
                continue
            if g.crossed[end] and ending.kind != "known":
                score *= CROSSED
            propose(doc, EntityType.ORG, start, right, round(score, 3), rule)
            if score >= SURE:
                bodies[right] = min(start, bodies.get(right, start))
        return doc

    def begin(
        self, g: Ground, left: int, right: int, ending: Ending, bodies: dict[int, int]
    ) -> tuple[int, float, str] | None:
        """Where the name begins whose last part is `text[left:right]`, its score and its rule; None for no name."""
        term = self.before_term(g, left, ending)
        limit = g.reach(term, ending.longest, enclosed=True)
        attached = self.attached(g, limit.left, term, ending, bodies)
        if attached is not None and g.edge[attached] != "count":
            return self.opened(g, limit.left, attached), ending.score, "org.attached"
        if ending.kind in ("committee", "direct", "party"):
            return None
        if ending.kind == "agency" and limit.left == left:
            told = g.edge_begins[right] == TITLE or g.text[left - 1 : left] == "、"
            return (left, BARE_ORGAN, "org.bare") if told else None
        if ending.kind == "unit":
            carrier = next((bodies[i] for i in range(left, limit.left, -1) if i in bodies), None)
            return None if carrier is None else (carrier, ending.score, "org.unit")
        starts = [bodies[i] for i in range(limit.left + 1, left) if bodies.get(i, -1) >= limit.left]
        place = g.place_in(limit.left, left)
        if place is not None:
            starts.append(place)
        if not starts:
            level = first_level(g, limit.left, left)
            if level:
                starts.append(level.left)
        national = self.national(g, limit.left, left)
        if national is not None:
            starts.append(national)
        factor = QUALIFIED if ending.kind == "agency" else 1.0
        if starts and g.edge[min(starts)] != "count":
            return (
                self.opened(g, limit.left, self.affiliated(g, limit, min(starts))),
                ending.score * factor,
                "org.place",
            )
        if right - left < 2 or left == limit.left or limit.kind == "count":
            return None
        factor = BORDER_FACTOR.get(limit.kind, OTHER_BORDER)
        start = self.behind_verb(g, limit.left, left) if limit.kind == "open" else limit.left
        if g.plain(start, left) and not ending.common:
            factor *= PLAIN
        if g.crossed[start] or g.text[right : right + 1].isdecimal():
            factor *= CROSSED
        return start, ending.score * factor, "org.border"

    def before_term(self, g: Ground, left: int, ending: Ending) -> int:
        """Where a term of office begins that stands between place and organ (市十二届人大常委会), else `left`."""
        at = left
        if ending.kind == "direct" and g.text[at - 1 : at] in words("term"):
            at -= 1
            while g.text[at - 1 : at].isnumeric():
                at -= 1
            if at < left - 1:
                return at - (g.text[at - 1 : at] in words("ordinal"))
        return left

    def shares_place(self, g: Ground, left: int, ending: Ending, bodies: dict[int, int]) -> bool:
        """Whether an organ shares the place of the committee printed before it (甲省委、政府)."""
        before = bodies.get(left - 1)
        if ending.kind != "direct" or g.text[left - 1 : left] != "、" or before is None:
            return False
        return g.text[before : left - 1].endswith(tuple(words("leading")))

    def affiliated(self, g: Ground, limit: Border, start: int) -> int:
        """The beginning of a name whose place stands behind a word of affiliation (甲大附属乙市医院)."""
        tie = next((w for w in words("affiliate") if g.text.endswith(w, 0, start)), "")
        return limit.left if tie and limit.left < start - len(tie) and limit.kind in ("open", "word") else start

    def behind_verb(self, g: Ground, start: int, end: int) -> int:
        """Behind a weak border that a clause opens with, alone or behind a person's name (甲乙丙希望某某医院)."""
        sizes = (0, 2, 3) if surname_of(g.text[start : start + 3]) else (0,)
        for size in sizes:
            at = start + size
            if not g.edge_begins[at] or (size and name_score(g.text[start:at]) < LIKE_NAME):
                continue
            verb = next((e for e in range(at + 2, min(at + 4, end - 1)) if g.edge[e] == "weak"), None)
            if verb is not None:
                return verb
        return start

    def attached(self, g: Ground, limit: int, left: int, ending: Ending, bodies: dict[int, int]) -> int | None:
        """Where the place, level or body begins that stands right before an organ; None for none."""
        if ending.kind == "unit":
            return bodies.get(left)
        if ending.kind in ("party", "agency", "suffix") and bodies.get(left, -1) >= limit:
            return bodies[left]
        head = g.head(left, limit)
        if head < left:
            return head
        level = level_at(g, limit, left)
        if level is None:
            return None
        if level.word in words("named") and limit < level.left and left - limit <= 8:
            return limit
        return g.head(level.left, limit)

    def national(self, g: Ground, left: int, right: int) -> int | None:
        """Where a word like 国家 or 中国 opens the name, which must be at the border."""
        for size in (11, 8, 7, 6, 5, 4, 3, 2):
            if left + size <= right and g.text[left : left + size] in words("national"):
                return left
        return None

    def opened(self, g: Ground, limit: int, start: int) -> int:
        """The beginning with what may stand before the place (中共)."""
        for size in (10, 6, 5, 4, 3, 2):
            if start - size >= limit and g.text[start - size : start] in words("party"):
                return start - size
        return start

    def bracketed(self, g: Ground, right: int) -> int:
        """The end with a division's name in brackets (…中心（山东）)."""
        spot = g.spot_at.get(right + 1)
        if spot and g.text[right] == "（" and g.text[spot.right : spot.right + 1] == "）":
            return spot.right + 1
        return right


@Language.factory("kg_organizations")
def make_organizations(nlp: Language, name: str) -> Organizations:
    """Registry entry of `Organizations`."""
    return Organizations()
