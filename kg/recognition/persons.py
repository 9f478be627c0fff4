"""Component `kg_persons`: names of persons by bylines, by the model of names, by what stands beside them, and by lists.

The post grammar (`posts.py`) proposes names behind titles; here are all others. Tables: people/roles.tsv, addresses.tsv.
"""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import ExampleRow, RoleRow, WordRow
from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.naming import CERTAIN, DOTTED, Name, Naming
from kg.recognition.phrases import Phrases

BYLINE_SCORE = 0.99
DOTTED_SCORE = 0.8
ADDRESS_SCORE = 0.85
LIST_LIFT = 1.5  # log-odds for a name beside another in a list
ROLE_LEAD = 3.5  # log-odds of a role noun left of a name
ROLE_TAIL = 3.5
LEAST = 0.5  # names less likely are not proposed


@cache
def roles(side: str) -> Phrases[str]:
    """Role nouns of one side."""
    return Phrases((row.word, row.side) for row in table("people/roles", RoleRow) if row.side == side)


@cache
def addresses() -> Phrases[str]:
    """Words that with a surname alone name a person."""
    return Phrases((row.word, row.word) for row in table("people/addresses", ExampleRow))


@cache
def surnames() -> frozenset[str]:
    """Surnames that are seldom other words."""
    return frozenset(row.word for row in table("people/bare_surnames", WordRow))


class Persons:
    """Proposes names of persons in one document."""

    def __call__(self, doc: Doc) -> Doc:
        """Add candidates."""
        text = doc.text
        naming = Naming(text)
        for left, right in doc._.authors:
            propose(doc, EntityType.PERSON, left, right, BYLINE_SCORE, "byline")
        for name in judged(naming):
            propose(doc, EntityType.PERSON, name.left, name.right, name.chance, "name_model")
        for left, right in addressed(naming):
            propose(doc, EntityType.PERSON, left, right, ADDRESS_SCORE, "address")
        for match in DOTTED.finditer(text):
            left = max(range(match.start(), match.start() + 4), key=lambda at: (naming.left_of(at), -at))
            if text.find("·", left, match.end()) > left and (name := naming.dotted(left)):
                propose(doc, EntityType.PERSON, name.left, name.right, DOTTED_SCORE, "dotted_name")
        return doc


def judged(naming: Naming) -> list[Name]:
    """Every stretch that is a name with a chance of at least `LEAST`, by the model, role nouns and lists."""
    text = naming.text
    before = {right for _, right, _ in roles("before").find(text)}
    after = {left for left, _, _ in roles("after").find(text)}
    names = []
    for left in naming.starts:
        lead = max(ROLE_LEAD, naming.left_of(left)) if left in before else None
        for size in naming.lengths(left):
            right = left + size
            tail = max(ROLE_TAIL, naming.right_of(right)) if right in after else None
            names.append(naming.name(left, right, lead, tail))
    likely = [n for n in names if n.chance >= 0.8]
    ends, begins = {n.right for n in likely}, {n.left for n in likely}
    result = []
    for name in names:
        beside = (text[name.left - 1 : name.left] == "、" and name.left - 1 in ends) + (
            text[name.right : name.right + 1] == "、" and name.right + 1 in begins
        )
        lifted = Name(name.left, name.right, name.logit + LIST_LIFT * beside)
        if lifted.chance >= LEAST:
            result.append(lifted)
    return result


def addressed(naming: Naming) -> list[tuple[int, int]]:
    """A surname alone with a word of address: 武女士."""
    text = naming.text
    spans = []
    for left, right, _ in addresses().find(text):
        name = naming.ending(left, CERTAIN / 2)
        if left and text[left - 1] in surnames() and (name is None or name.chance < LEAST):
            spans.append((left - 1, right))
    return spans


@Language.factory("kg_persons")
def make_persons(nlp: Language, name: str) -> Persons:
    """Registry entry of `Persons`."""
    return Persons()
