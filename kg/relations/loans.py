"""Who lends to whom: scene in, finances out, for loans whose bank and borrower stand apart.

A figure of a loan names its borrower (`bearers.py`); the bank is the nearest one before it, or that of whoever acts.
"""

from __future__ import annotations

from kg.lexicon.quantities import Quantity, quantities
from kg.model import EntityType, Predicate
from kg.relations.attributes import name_of
from kg.relations.bearers import BACK, BORROWERS, LOAN, bearers, lends
from kg.relations.clauses import Topics
from kg.relations.ledger import Ledger
from kg.relations.scene import Argument, Line, Scene
from kg.relations.speakers import Speakers
from kg.relations.words import words

CONFIDENCE = 0.7


def lend(scene: Scene, topics: Topics, speakers: Speakers, ledger: Ledger) -> None:
    """Enter finances for each loan that has a borrower and a bank and is not entered yet."""
    for line in scene.lines:
        for q in quantities(scene.page.clean, line.left, line.right):
            named = name_of(scene, line, q) if q.kind == "money" else None
            if named is None or named.row.name != LOAN:
                continue
            bank = bank_of(scene, speakers, line, q)
            for borrower, left, right in bearers(scene, topics, line, q, LOAN, named.row.id, named.subjects):
                entered = ledger.has(Predicate.FINANCES, object=borrower)
                if bank is None or entered or scene.entities[borrower].type not in BORROWERS:
                    continue
                span = min(left, q.left), max(right, q.right)
                ledger.enter(bank, Predicate.FINANCES, borrower, *span, "loans.bank", CONFIDENCE, amount=q.value)


def bank_of(scene: Scene, speakers: Speakers, line: Line, q: Quantity) -> str | None:
    """The bank that is named, or whose employee is, nearest before a quantity in its line or those before it."""
    for other in reversed(scene.lines[max(0, line.index - BACK) : line.index + 1]):
        if other.article != line.article:
            break
        for a in reversed(other.named()):
            if a.left < q.left and (bank := bank_behind(scene, speakers, a)) is not None:
                return bank
    return None


def bank_behind(scene: Scene, speakers: Speakers, a: Argument) -> str | None:
    """The bank that an argument is, or that a person acts for."""
    if a.type is EntityType.PERSON:
        body = scene.entities.get(speakers.bodies.get(a.entity, ""))
        return None if body is None or not body.name.endswith(words("lender")) else body.id
    return a.entity if lends(scene, a) and not scene.entities[a.entity].name.endswith(words("guarantor")) else None
