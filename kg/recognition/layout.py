"""One `Layout` a document, for the components that read noun phrases, and which stretches of it are read at all."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.model import EntityType, Region, RegionKind
from kg.recognition.candidates import text_of
from kg.recognition.nounphrase import Layout

ACTORS = frozenset({EntityType.PLACE, EntityType.ORG, EntityType.COMPANY})


def layout_of(doc: Doc) -> Layout:
    """The borders of a document, with the places, organisations and companies proposed so far as subjects."""
    subjects = {(c.left, c.right) for c in doc._.candidates if c.type in ACTORS and c.score >= 0.5}
    return Layout(text_of(doc), subjects, doc._.words or ())


def unread(doc: Doc) -> list[tuple[int, int]]:
    """Stretches that hold no names: navigation. Sorted."""
    regions: list[Region] = doc._.regions or []
    return [(r.left, r.right) for r in regions if r.kind is RegionKind.NAVIGATION]


def titles(doc: Doc) -> list[tuple[int, int]]:
    """Stretches that are headlines. Sorted."""
    regions: list[Region] = doc._.regions or []
    return [(r.left, r.right) for r in regions if r.kind is RegionKind.TITLE]


def inside(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether an offset lies in one of the spans; there are few."""
    return any(left <= at < right for left, right in spans)
