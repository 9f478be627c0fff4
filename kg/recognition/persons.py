"""Component `kg_persons`: names of persons by bylines, the model of names, what stands beside them, and lists.

The post grammar (`posts.py`) proposes names behind titles; here are all others.
Tables: people/roles.tsv, addresses.tsv.
"""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.names import surname_weights
from kg.lexicon.schema import ExampleRow, RoleRow
from kg.model import EntityType
from kg.recognition.candidates import Candidate, propose, text_of
from kg.recognition.name_lists import MARK, find_lists
from kg.recognition.naming import CERTAIN, DOTTED, TELLING, Name, Naming, naming_of
from kg.recognition.phrases import Phrases

BYLINE_SCORE = 0.99
DOTTED_SCORE = 0.8
ADDRESS_SCORE = 0.85
ROLE_LEAD = 4.5  # log-odds of a role noun left of a name
ROLE_TAIL = 3.5
OTHERS = (EntityType.COMPANY, EntityType.ORG, EntityType.PLACE, EntityType.PROJECT)
SURE = 0.7  # candidates of other types that tell what the list they stand in holds
UNLIKE = 2.0  # log-odds against a name whose neighbour in a list is of another type
LEAST = 0.5  # names less likely are not proposed
HOPELESS = -0.01  # log-odds surely below `LEAST`


@cache
def roles(side: str) -> Phrases[str]:
    """Role nouns of one side."""
    return Phrases((row.word, row.side) for row in table("people/roles", RoleRow) if row.side == side)


@cache
def addresses() -> Phrases[str]:
    """Words that with a surname alone name a person."""
    return Phrases((row.word, row.word) for row in table("people/addresses", ExampleRow))


class Persons:
    """Proposes names of persons in one document."""

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates."""
        text = text_of(doc)
        naming = naming_of(doc)
        doc._.candidates = outside(doc._.candidates, doc._.authors)
        for left, right in doc._.authors:
            propose(doc, EntityType.PERSON, left, right, BYLINE_SCORE, "byline")
        begins = {c.left for c in doc._.candidates if c.type in OTHERS and c.score >= SURE}
        ends = {c.right for c in doc._.candidates if c.type in OTHERS and c.score >= SURE}
        for name in judged(naming):
            listed = (text[name.right : name.right + 1] == MARK and name.right + 1 in begins) + (
                text[name.left - 1 : name.left] == MARK and name.left - 1 in ends
            )
            chance = Name(name.left, name.right, name.logit - UNLIKE * listed).chance
            if chance >= LEAST:
                propose(doc, EntityType.PERSON, name.left, name.right, chance, "name_model")
        for names in find_lists(naming):
            for member in names.names:
                propose(doc, EntityType.PERSON, member.left, member.right, member.chance, "name_list")
        for left, right in addressed(naming):
            propose(doc, EntityType.PERSON, left, right, ADDRESS_SCORE, "address")
        for match in DOTTED.finditer(text):
            starts = range(match.start(), text.find(match["dot"], match.start()))
            dotted = [found for at in starts if (found := naming.dotted(at)) is not None]
            if dotted:
                best = max(dotted, key=lambda name: (naming.left_of(name.left), -name.left))
                propose(doc, EntityType.PERSON, best.left, best.right, DOTTED_SCORE, "dotted_name")
        return doc


def outside(candidates: list[Candidate], authors: list[tuple[int, int]]) -> list[Candidate]:
    """The candidates that touch no byline: a name there is certain, and no longer name holds it."""
    signed = {i for left, right in authors for i in range(left, right)}
    return [c for c in candidates if signed.isdisjoint(range(c.left, c.right))]


def judged(naming: Naming) -> list[Name]:
    """Every stretch that is a name with a chance of at least `LEAST`, by the model and by role nouns."""
    text = naming.text
    before = {right for _, right, _ in roles("before").find(text)}
    after = {left for left, _, _ in roles("after").find(text)}
    names = []
    for left in naming.starts:
        left_odds = naming.left_of(left)
        lead = max(ROLE_LEAD, left_odds) if left in before else None
        for size in naming.lengths(left):
            right = left + size
            if right not in after and naming.best_chance(left, right, left_odds if lead is None else lead) < HOPELESS:
                continue
            tail = max(ROLE_TAIL, naming.right_of(right)) if right in after else None
            name = naming.name(left, right, lead, tail)
            if name.chance >= LEAST:
                names.append(name)
    return names


def addressed(naming: Naming) -> list[tuple[int, int]]:
    """A surname alone with a word of address: 秦女士."""
    text = naming.text
    spans = []
    for left, right, _ in addresses().find(text):
        name = naming.ending(left, CERTAIN / 2)
        if left and surname_weights().get(text[left - 1], 0.0) >= TELLING and (name is None or name.chance < LEAST):
            spans.append((left - 1, right))
    return spans


@Language.factory("kg_persons")
def make_persons(nlp: Language, name: str) -> Persons:
    """Registry entry of `Persons`."""
    return Persons()
