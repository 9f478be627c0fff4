"""Companies: full legal names, banks and branches, groups and factories, and short names by list or context. Proposes COMPANY candidates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import CompanySuffixRow, ListedRow, NameWordRow
from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.ground import Ground, ground

LISTED, KNOWN, BANK = 0.82, 0.85, 0.88
INDUSTRY_LONGEST = 4  # characters of a brand before its trade (泰丰 of 泰丰面业)
BORDER_FACTOR = {"open": 1.0, "word": 1.0, "single": 0.97, "noun": 0.97, "weak": 0.85, "cut": 0.7}


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
    found |= {word: (KNOWN, "company.known") for word in words("known")}
    found |= {word: (BANK, "company.bank") for word in words("bank")}
    return Matcher(sorted(found.items()))


@cache
def industries() -> Matcher[str]:
    """Finds the words for trades that end short names."""
    return Matcher((word, word) for word in sorted(words("industry")))


class Companies:
    """spaCy component that proposes companies."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the companies of one document."""
        g = ground(doc)
        for left, right, (score, rule) in names().find(g.text):
            if g.open[left]:
                propose(doc, EntityType.COMPANY, left, right, score, rule)
        for left, right, ending in endings().find(g.text):
            if g.open[left] and not (ending.unless and ending.unless.match(g.text, right)):
                self.full_name(doc, g, left, right, ending.row)
        self.short_names(doc, g)
        return doc

    def full_name(self, doc: Doc, g: Ground, left: int, right: int, row: CompanySuffixRow) -> None:
        """Find where the name begins whose ending is `text[left:right]`, and propose it."""
        border = g.reach(left, row.longest, enclosed=True)
        start, factor = border.left, BORDER_FACTOR[border.kind]
        place = g.place_in(border.left, left)
        if place is not None and place > start:
            head = g.text[start:place]
            quoted = g.text[place - 1 : place] in "（"
            if not quoted and not any(head.endswith(h) for h in words("head") | words("bank")) and len(head) > 0:
                start, factor = place, 1.0
        elif place == start:
            factor = 1.03
        while start < left and not g.open[start] and g.text[start] not in "“‘":
            start += 1
        core = g.text[start:left]
        if len(core) < 2 or g.text[start:right] in words("generic"):
            return
        if row.kind == "plain" and place is None and len(core) > 8:
            factor *= 0.7
        score = min(0.97, row.score * factor)
        propose(doc, EntityType.COMPANY, start, right, round(score, 3), f"company.{row.kind}")

    def short_names(self, doc: Doc, g: Ground) -> None:
        """Brand and trade (泰丰面业): believed in lists and where companies are talked of."""
        for left, right, _ in industries().find(g.text):
            if not g.open[left]:
                continue
            border = g.reach(left, INDUSTRY_LONGEST)
            if border.kind == "cut" or not 2 <= left - border.left <= INDUSTRY_LONGEST:
                continue
            if g.open[right] and not g.is_word_start(right):
                continue
            if g.text[border.left : right] in words("generic"):
                continue
            score = 0.45
            after = g.text[right : right + 9]
            if any(after.startswith(w) for w in words("after")):
                score += 0.25
            if after[:1] == "、" or g.text[border.left - 1 : border.left] == "、":
                score += 0.12
            propose(doc, EntityType.COMPANY, border.left, right, score, "company.trade")


@Language.factory("kg_companies")
def make_companies(nlp: Language, name: str) -> Companies:
    """Registry entry of `Companies`."""
    return Companies()
