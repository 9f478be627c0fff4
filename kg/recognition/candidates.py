"""What recognisers propose and what they propose it on: the values that hang on a spaCy `Doc` of this project.

A `Doc` here has one token a character, so a candidate may begin and end anywhere; pkuseg's words are a layer over it.
Every component reads and appends to `doc._.candidates`, and only the arbiter decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kg.model import EntityType, Reference

if TYPE_CHECKING:
    from kg.recognition.explaining import Decision


TEXT_KEY = "kg.text"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed name. `score` in 0..1 is how often such a proposal of `rule` is right; offsets are into the text."""

    type: EntityType
    left: int
    right: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """What the arbiter was given and what it chose, kept so that it can be asked why (`kg.recognition.explaining`)."""

    proposals: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]  # sorted by left, flat
    threshold: float  # proposals scored lower are dropped
    offset: float  # what a character of a candidate costs


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
    """Declare the attributes that the components share on `Doc._`; safe to call twice.

    `doc._.decisions` is computed when it is asked for: a tuple of `kg.recognition.explaining.Decision`.
    """
    for name, default in (
        ("words", None),  # list[tuple[int, int]]: pkuseg's words, in order, as character offsets
        ("regions", None),  # list[kg.model.Region] | None: the page's regions; None for bare text
        ("authors", None),  # list[tuple[int, int]]: names in bylines, as found by reading
        ("known", ()),  # tuple[tuple[EntityType, str], ...]: names from the user's seed tables
        ("candidates", None),  # list[Candidate]
        ("ballot", None),  # Ballot | None: what the arbiter had before it
        ("posts", None),  # list[PostCandidate]
        ("references", None),  # list[kg.model.Reference]
        ("officials", None),  # list[tuple[int, int]]: names called officials without a post (市领导刘某)
    ):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Doc.has_extension("decisions"):
        Doc.set_extension("decisions", getter=explained)


def explained(doc: Doc) -> tuple[Decision, ...]:
    """The getter of `doc._.decisions`."""
    from kg.recognition.explaining import decisions_of

    return decisions_of(doc)


def text_of(doc: Doc) -> str:
    """`doc.text`, put together once: with a token a character spaCy takes long to do it."""
    text: str | None = doc.user_data.get(TEXT_KEY)
    if text is None:
        text = doc.user_data[TEXT_KEY] = doc.text
    return text


def propose(doc: Doc, type: EntityType, left: int, right: int, score: float, rule: str) -> None:
    """Add one candidate, unless it is empty."""
    if left < right:
        candidates: list[Candidate] = doc._.candidates
        candidates.append(Candidate(type, left, right, score, rule))


def refer(doc: Doc, reference: Reference) -> None:
    """Add one reference."""
    references: list[Reference] = doc._.references
    references.append(reference)
