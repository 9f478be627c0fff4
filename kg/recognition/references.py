"""Component `kg_references`: phrases that stand for a thing without naming it (该公司, 我市, 他, 张主任).

They are never mentions. Table: references.tsv; surname with a title (张主任) is read from people/titles.tsv.
"""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.schema import ReferenceRow, WordRow
from kg.model import Reference
from kg.recognition.candidates import Candidate, refer, text_of
from kg.recognition.naming import naming_of
from kg.recognition.phrases import Phrases
from kg.recognition.titles import find_titles

STRONGER = 0.5  # a candidate scored so or higher hides the references within it


@cache
def phrases() -> Phrases[ReferenceRow]:
    """The phrases of references.tsv; kind `none` keeps a longer word from being read (他们 is no 他)."""
    return Phrases((row.phrase, row) for row in table("references", ReferenceRow))


@cache
def surnames() -> frozenset[str]:
    """Surnames that are seldom other words."""
    return frozenset(row.word for row in table("people/bare_surnames", WordRow))


class References:
    """Marks references in one document."""

    def __call__(self, doc: Doc) -> Doc:
        """Add references outside stronger candidates; afterwards all references are sorted and do not overlap."""
        text = text_of(doc)
        hidden = covered(doc._.candidates)
        taken = covered(doc._.references)
        for left, right, row in phrases().find(text):
            if row.kind != "none" and not any(i in hidden or i in taken for i in range(left, right)):
                refer(doc, Reference(row.kind, row.phrase, left, right, row.level))
        naming = naming_of(doc)
        for title in find_titles(text):
            left = title.outer - 1
            if left < 0 or left in hidden or text[left] not in surnames() or naming.left_of(left) <= 0:
                continue
            if not any(i in taken for i in range(left, title.right)):
                refer(doc, Reference("titled", text[left : title.right], left, title.right))
        doc._.references.sort(key=lambda r: (r.left, r.right))
        return doc


def covered(spans: list[Candidate] | list[Reference]) -> set[int]:
    """Offsets that strong candidates or references cover."""
    return {
        i
        for span in spans
        if not isinstance(span, Candidate) or span.score >= STRONGER
        for i in range(span.left, span.right)
    }


@Language.factory("kg_references")
def make_references(nlp: Language, name: str) -> References:
    """Registry entry of `References`."""
    return References()
