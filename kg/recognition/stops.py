"""Stops of visits that no other rule names: what is listed behind a verb of motion or of looking (先后到甲、乙等地).

An item of the list is a name where it ends in a noun that stops end in (kg/lexicon/stops/heads.tsv) and something of
its own, or a place, stands before that. Its borders are the list's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import StopHeadRow
from kg.model import EntityType
from kg.recognition.candidates import Candidate, propose, text_of
from kg.recognition.ground import Ground, ground
from kg.recognition.layout import inside, unread
from kg.recognition.patterned import alternatives

LISTED, ALONE = 0.75, 0.6  # what a stop in a list and one by itself is worth
SURE = 0.6  # a candidate from here on is a name already
LONGEST = 16  # characters of a name's own before its head
REACH = 160  # characters that a list of stops has at most
ENDS = re.compile("[，。；！？：\n]")
KINDS = frozenset({EntityType.COMPANY, EntityType.ORG, EntityType.PLACE, EntityType.PROJECT})


@dataclass(frozen=True, slots=True)
class Named:
    """The names proposed so far, by their borders."""

    ends: frozenset[int]  # of names that may be stops
    places: dict[int, int]  # the ends of places by their beginnings, the longest
    firms: dict[int, int]  # the ends of companies by their beginnings, the shortest
    people: frozenset[int]  # beginnings of persons


@cache
def heads() -> Matcher[StopHeadRow]:
    """Finds the nouns that stops end in."""
    return Matcher((row.head, row) for row in table("stops/heads", StopHeadRow))


def known(candidates: list[Candidate]) -> Named:
    """The names among the candidates that are likely to stand."""
    sure = [c for c in candidates if c.score >= SURE]
    places: dict[int, int] = {}
    firms: dict[int, int] = {}
    for c in sure:
        if c.type is EntityType.PLACE:
            places[c.left] = max(c.right, places.get(c.left, 0))
        elif c.type is EntityType.COMPANY:
            firms[c.left] = min(c.right, firms.get(c.left, c.right))
    ends = frozenset(c.right for c in sure if c.type in KINDS)
    return Named(ends, places, firms, frozenset(c.left for c in sure if c.type is EntityType.PERSON))


def items(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """The items of an enumeration between two offsets."""
    while left < right:
        mark = text.find("、", left, right)
        end = right if mark < 0 else mark
        yield left, end
        left = end + 1


def headed(text: str, left: int, right: int) -> tuple[int, int, StopHeadRow] | None:
    """The first noun of an item behind which nothing but the rest of the clause stands, the longest that ends there."""
    found = sorted(((b, a, row) for a, b, row in heads().find(text[left:right])), key=lambda f: f[:2])
    for b, a, row in found:
        if left + b == right or alternatives("stops/behind").match(text, left + b):
            return left + a, left + b, row
    return None


def beginning(text: str, g: Ground, names: Named, left: int, head: int) -> int:
    """The end of the run of places that an item begins with."""
    at = left
    while at < head:
        further = max(g.chain(at), names.places.get(at, at))
        if further <= at or further > head:
            break
        at = further
    return at


class Stops:
    """spaCy component that proposes the stops of visits."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose for one document; each list is read once."""
        text, skip, done = text_of(doc), unread(doc), 0
        g = ground(doc)
        names = known(doc._.candidates)
        for verb in alternatives("stops/verbs").finditer(text):
            if verb.start() < done or inside(skip, verb.start()):
                continue
            end = ENDS.search(text, verb.end(), verb.end() + REACH)
            if end is None:
                continue
            done = end.start()
            listed = text.find("、", verb.end(), done) >= 0
            for left, right in items(text, verb.end(), done):
                self.item(doc, g, names, left, right, LISTED if listed else ALONE)
        return doc

    def item(self, doc: Doc, g: Ground, names: Named, left: int, right: int, score: float) -> None:
        """Propose the stop that an item of a list names, if it names one that is no name yet."""
        text = g.text
        found = headed(text, left, right)
        if found is None or found[1] in names.ends:
            return
        head, end, row = found
        ahead = alternatives("stops/ahead").match(text, left, head)
        begin = left if ahead is None else ahead.end()
        own = beginning(text, g, names, begin, head)
        placed = own > begin
        name = text[own:head]
        if not (placed and row.owned) and (len(name) < row.shortest or alternatives("stops/generic").fullmatch(name)):
            return
        if len(name) > LONGEST or alternatives("stops/refused").search(name) or not sound(name):
            return
        if any(at in names.people or names.firms.get(at, end) < end for at in range(begin, head)):
            return
        propose(doc, EntityType(row.type), begin if row.owned else own, end, score, "stops:listed")


def sound(name: str) -> bool:
    """Whether a stretch may stand in a name: letters, and quotes that close."""
    bare = name.replace("“", "").replace("”", "").replace("·", "")
    return (not bare or bare.isalnum()) and name.count("“") == name.count("”")


@Language.factory("kg_stops")
def make_stops(nlp: Language, name: str) -> Stops:
    """Registry entry of `Stops`."""
    return Stops()
