"""Companies: full legal names, banks and branches, groups and factories, short names. Proposes COMPANY candidates.

A legal name begins at the border that `kg.recognition.ground` finds, or at the place that is its first part
(清河泰丰面业有限公司). A short name is a brand that is no everyday word, before a word for its trade
(泰丰面业), or one in a sentence that lists companies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import CompanyContextRow, CompanySuffixRow, ListedRow, NameWordRow
from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.ground import Border, Ground, ground
from kg.recognition.spots import place_words

LISTED, KNOWN, BANK, ALIAS = 0.82, 0.85, 0.88, 0.9
TRADE, TRADE_LISTED, TRADE_CONTEXT = 0.62, 0.7, 0.82
LOCAL_BANK = 10  # characters of a local bank with its brand (甲乙农商银行) before the place of a branch
BRAND = (2, 4)  # characters of a brand before its trade (泰丰 of 泰丰面业)
BORDER_FACTOR = {
    "open": 1.0,
    "word": 1.0,
    "single": 0.97,
    "noun": 0.97,
    "weak": 0.95,
    "cut": 0.7,
    "count": 0.95,
}
BRAND_CHARACTER, BRAND_NOUN = 2, 7  # characters from a place to the end of a bordering character or noun of a brand
SIBLING = 0.62  # a name beside a sure short name in a list
NAME = r"[^\W\d_]{2,8}?"
PLACED, PLAIN = 1.15, 0.8  # a place before 公司; a place and everyday words before other endings
LIST_LENGTH = 11  # names that a list may have after its first


@dataclass(frozen=True, slots=True)
class Ending:
    """A row of companies/suffixes.tsv with its pattern compiled."""

    row: CompanySuffixRow
    unless: re.Pattern[str] | None


@cache
def endings() -> Matcher[Ending]:
    """Finds the endings of companies' names."""
    rows = table("companies/suffixes", CompanySuffixRow)
    return Matcher((r.suffix, Ending(r, re.compile(r.unless) if r.unless else None)) for r in rows if r.longest)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind about companies."""
    return frozenset(row.word for row in table("companies/words", NameWordRow) if row.kind == kind)


@cache
def names() -> Matcher[tuple[float, str]]:
    """Finds companies known by name: listed ones by short name, banks, and names without a tell-tale ending."""
    found = {row.short: (LISTED, "company.listed") for row in table("companies/listed", ListedRow)}
    found |= dict.fromkeys(words("known"), (KNOWN, "company.known"))
    found |= dict.fromkeys(words("bank"), (BANK, "company.bank"))
    return Matcher(sorted(found.items()))


@cache
def trades() -> Matcher[str]:
    """Finds the words for trades that end short names, by kind."""
    return Matcher((word, kind) for kind in ("trade", "weak") for word in sorted(words(kind)))


@cache
def contexts() -> tuple[tuple[re.Pattern[str], float], ...]:
    """The sentences that list companies, with their scores."""
    joints = "|".join(sorted(words("joint")))
    names_of = rf"{NAME}(?:(?:{joints}){NAME}){{0,{LIST_LENGTH}}}"
    rows = table("companies/contexts", CompanyContextRow)
    return tuple((re.compile(row.pattern.replace("NAMES", names_of)), row.score) for row in rows)


class Companies:
    """spaCy component that proposes companies."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the companies of one document."""
        g = ground(doc)
        for left, right, (score, rule) in names().find(g.text):
            if g.open[left] and not (right - left < 3 and g.cuts(left, right)):
                propose(doc, EntityType.COMPANY, left, right, score, rule)
        found = sorted(endings().find(g.text), key=lambda m: -m[0])
        for right, (left, ending) in sorted({end: (at, ending) for at, end, ending in found}.items()):
            blocked = (ending.unless and ending.unless.match(g.text, right)) or g.inside_word(left, right)
            if g.open[left] and not blocked:
                self.full_name(doc, g, left, right, ending.row)
        longer = {left for left, _ in {end: (at, ending) for at, end, ending in found}.values()}
        for left, right, kind in trades().find(g.text):
            if g.open[left] and right not in longer:
                self.short_name(doc, g, left, right, kind)
        self.lists(doc, g)
        return doc

    def full_name(self, doc: Doc, g: Ground, left: int, right: int, row: CompanySuffixRow) -> None:
        """Find where the name begins whose ending is `text[left:right]`, and propose it."""
        legal = row.kind in ("legal", "branch")
        border = g.reach(left, row.longest, enclosed=True, strict=not legal)
        if legal and border.kind in ("single", "noun"):
            border = self.after_place(g, border, left, row.longest)
        start, factor = border.left, BORDER_FACTOR[border.kind]
        place = g.place_in(start, left)
        if place is not None and place > start and g.text[place - 1] not in "（“":
            head = g.text[start:place]
            if not head.endswith(tuple(sorted(words("head") | words("bank")))):
                start, factor = place, 1.0
            elif not (head.endswith(tuple(sorted(words("local_bank")))) and len(head) <= LOCAL_BANK):
                start = place - max(len(w) for w in words("head") | words("bank") if head.endswith(w))
        elif place == start:
            start, factor = self.seat(g, start), 1.03
        start = self.behind_zone(g, start, left)
        core = g.text[start:left]
        if len(core.strip("“”‘’（）")) < 2 or self.generic(g, start, left, right):
            return
        if place is None and not legal and (g.plain(start, left) or g.crossed[start] or border.kind == "count"):
            return
        bare = not legal and row.kind not in ("branch", "bank")
        if bare and g.head(left, start) == start:
            return
        if row.kind == "plain" and start in g.spot_at:
            factor *= PLACED
        elif bare and place == start and g.plain(g.chain(start), left):
            factor *= PLAIN
        if row.kind == "plain" and place is None and len(core) > 8:
            factor *= 0.7
        score = round(min(0.97, row.score * factor), 3)
        propose(doc, EntityType.COMPANY, start, right, score, f"company.{row.kind}")
        if score > 0.6:
            self.alias(doc, g, right, row.kind)

    def after_place(self, g: Ground, border: Border, left: int, longest: int) -> Border:
        """The place before a brand that holds a bordering character or noun (至和 of 清河至和工具有限公司).

        A conjunction is taken for a part of the brand only near the place, and never before another place.
        """
        if border.left in g.spot_at or left - border.left < 2 or g.place_in(border.left, left) is not None:
            return border
        inner = BRAND_NOUN if border.kind == "noun" else BRAND_CHARACTER
        for before in range(border.left - 1, max(0, border.left - 1 - inner), -1):
            if not g.open[before] or (g.edge[before] and g.edge[before] != "weak" and before not in g.spot_end):
                break
            if before in g.spot_end:
                further = g.reach(before, max(1, longest - (left - before)))
                return Border(max(further.left, g.spot_end[before].left), further.kind)
        return border

    def behind_zone(self, g: Ground, start: int, left: int) -> int:
        """Where the name begins behind the zone that the firm stands in (经开区|泰丰加工厂)."""
        zone = next((w for w in sorted(words("zone")) if g.text.startswith(w, start)), "")
        return start + len(zone) if zone and left - start - len(zone) >= BRAND[0] else start

    def seat(self, g: Ground, start: int) -> int:
        """Where the name begins in a run of places: at the short one after full ones (清河市东关镇|山东泰丰…)."""
        at, full = start, False
        while at in g.spot_at:
            spot = g.spot_at[at]
            if full and spot.kind != "full":
                return at
            full = full or spot.kind == "full"
            at = spot.right
        return start

    def generic(self, g: Ground, start: int, left: int, right: int) -> bool:
        """Whether the name is a common noun (物业公司, 该公司, 国有物业公司)."""
        for size in range(2, right - start + 1):
            at = right - size
            if at > left or g.text[at:right] not in words("generic") or g.text[start:at] in place_words("letter"):
                continue
            if at - start < 2 or g.plain(start, at):
                return True
        return False

    def alias(self, doc: Doc, g: Ground, right: int, kind: str) -> None:
        """The short name that a text itself introduces (以下简称“泰丰”)."""
        for opener in words("alias"):
            if g.text.startswith(opener, right):
                left = right + len(opener)
                end = g.text.find("）", left, left + 16)
                if end > 0:
                    quoted = g.text[left:end].strip("“”‘’：")
                    at = g.text.find(quoted, left)
                    if 2 <= len(quoted) <= 12:
                        propose(doc, EntityType.COMPANY, at, at + len(quoted), ALIAS, "company.alias")

    def short_name(self, doc: Doc, g: Ground, left: int, right: int, kind: str) -> None:
        """Brand and trade (泰丰面业), where the brand is no everyday word."""
        border = g.reach(left, BRAND[1])
        start = border.left
        place = g.place_in(start, left)
        if place is not None:
            start = place
        brand = g.text[start:left]
        if border.kind == "cut" or not BRAND[0] <= len(brand) <= BRAND[1]:
            return
        if g.plain(start, left) or g.crossed[start] or g.crossed[left] or g.crossed[right]:
            return
        if g.head(left, start) < left or g.plain(g.chain(start), left):
            return
        if g.open[right] and not g.edge_begins[right]:
            return
        after = g.text[right : right + 9]
        listed = after.startswith("、") or g.text[start - 1 : start] == "、"
        told = after.startswith(tuple(sorted(words("after"))))
        beside = start in g.spot_end or self.joined(doc, g, start)
        if kind == "weak" and (not (told or beside) or g.text[start : start + 2] in place_words("generic")):
            return
        score = TRADE_CONTEXT if told and kind == "trade" else TRADE_LISTED if told or listed else TRADE
        propose(doc, EntityType.COMPANY, start, right, score, "company.trade")
        if score == TRADE_CONTEXT:
            self.siblings(doc, g, start)

    def joined(self, doc: Doc, g: Ground, start: int) -> bool:
        """Whether a firm's name ends right before the conjunction before `start` (清河泰丰加工厂和乐谷服饰)."""
        joint = g.text[start - 1 : start] in words("joint")
        return joint and any(c.type is EntityType.COMPANY and c.right == start - 1 for c in doc._.candidates)

    def siblings(self, doc: Doc, g: Ground, left: int) -> None:
        """Names that stand before a sure one in a list (清和、泰丰面业荣获…)."""
        while g.text[left - 1 : left] == "、":
            end = left - 1
            border = g.reach(end, BRAND[1] + 3)
            if border.kind not in ("open", "word", "single") or end - border.left < 2:
                return
            self.listed(doc, g, border.left, end, SIBLING)
            left = border.left

    def lists(self, doc: Doc, g: Ground) -> None:
        """Short names in sentences that list companies."""
        for pattern, score in contexts():
            for match in pattern.finditer(g.text):
                for group in ("list", "more"):
                    if group in pattern.groupindex:
                        self.listed(doc, g, *match.span(group), score)

    def listed(self, doc: Doc, g: Ground, left: int, right: int, score: float) -> None:
        """The members of one list that may be names."""
        at = left
        for part in re.split("|".join(sorted(words("joint"))), g.text[left:right]):
            end = at + len(part)
            start = max((i for i in range(at, end) if g.edge[i] and i > at), default=at)
            named = 2 <= end - start <= 8 and g.text[start:end] not in words("generic") and g.head(end, start) == end
            if named and g.open[start] and not g.plain(start, end) and not g.cuts(start, end):
                propose(doc, EntityType.COMPANY, start, end, score, "company.list")
            at = end + 1


@Language.factory("kg_companies")
def make_companies(nlp: Language, name: str) -> Companies:
    """Registry entry of `Companies`."""
    return Companies()
