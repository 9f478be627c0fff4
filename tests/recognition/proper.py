"""Runs the recognisers of places, organisations and companies as the pipeline does, for their tests."""

from __future__ import annotations

from functools import cache

from kg.model import EntityType
from kg.recognition.arbiter import decide
from kg.recognition.candidates import Candidate
from kg.recognition.companies import Companies
from kg.recognition.memory import Memory
from kg.recognition.organizations import Organizations
from kg.recognition.places import Places
from kg.recognition.segmenter import SegmenterComponent, make_segmenter
from tests.recognition.named import document


@cache
def segmenter() -> SegmenterComponent:
    """The segmenter, loaded once."""
    return make_segmenter(None, "kg_segmenter")  # type: ignore[arg-type]


def chosen(text: str, segmented: bool = True) -> list[Candidate]:
    """The names that win."""
    doc = document(text)
    if segmented:
        doc = segmenter()(doc)
    for component in (Places(), Organizations(), Companies(), Memory()):
        doc = component(doc)
    return decide(doc._.candidates, 0.5)


def names(text: str, kind: EntityType, segmented: bool = True) -> list[str]:
    """The names of one type that win, as printed, in order."""
    return [text[c.left : c.right] for c in chosen(text, segmented) if c.type is kind]
