"""What recognisers propose and what they propose it on: the values that hang on a spaCy `Doc` of this project.

A `Doc` here has one token a character, so a candidate may begin and end anywhere; pkuseg's words are a layer over it.
Every component reads and appends to `doc._.candidates`, and only the arbiter decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import EntityType, Reference


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed name. `score` in 0..1 is how often such a proposal of `rule` is right; offsets are into the text."""

    type: EntityType
    left: int
    right: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class PostCandidate:
    """A post before the arbiter has settled which names stand: borders instead of mention indices.

    `holder` and `body` are (left, right) of the names; see `kg.model.Post` for the rest.
    """

    holder: tuple[int, int]
    title: str
    status: str
    body: tuple[int, int] | None
    reference: tuple[int, int] | None
    implied: str | None
    place: tuple[int, int] | None
    level: str
    left: int
    right: int


def declare_extensions() -> None:
    """Declare the attributes that the components share on `Doc._`; safe to call twice."""
    for name, default in (
        ("words", None),  # list[tuple[int, int]]: pkuseg's words, in order, as character offsets
        ("regions", None),  # list[kg.model.Region] | None: the page's regions; None for bare text
        ("authors", None),  # list[tuple[int, int]]: names in bylines, as found by reading
        ("known", ()),  # tuple[tuple[EntityType, str], ...]: names from the user's seed tables
        ("candidates", None),  # list[Candidate]
        ("posts", None),  # list[PostCandidate]
        ("references", None),  # list[kg.model.Reference]
        ("officials", None),  # list[tuple[int, int]]: names called officials without a post (市领导刘某)
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def propose(doc: Doc, type: EntityType, left: int, right: int, score: float, rule: str) -> None:
    """Add one candidate, unless it is empty."""
    if left < right:
        candidates: list[Candidate] = doc._.candidates
        candidates.append(Candidate(type, left, right, score, rule))


def refer(doc: Doc, reference: Reference) -> None:
    """Add one reference."""
    references: list[Reference] = doc._.references
    references.append(reference)
