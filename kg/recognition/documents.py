"""Names of documents: what stands in 《》, and reports, measures and plans named without it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import EntityType
from kg.recognition.candidates import propose
from kg.recognition.layout import inside, layout_of, unread
from kg.recognition.patterned import propose_patterns

TITLED = 0.93  # share of stretches in 《》 that are documents in local pages
LONGEST = 80  # characters in 《》


class Documents:
    """spaCy component that proposes DOCUMENT names."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the documents of one text."""
        layout, skip = layout_of(doc), unread(doc)
        for right, left in sorted(layout.pairs.items(), key=lambda pair: pair[1]):
            if layout.text[right] == "》" and 1 < right - left <= LONGEST and not inside(skip, left):
                propose(doc, EntityType.DOCUMENT, left, right + 1, TITLED, "documents:titled")
        propose_patterns(doc, layout, EntityType.DOCUMENT, "documents")
        return doc


@Language.factory("kg_documents")
def make_documents(nlp: Language, name: str) -> Documents:
    """Registry entry of `Documents`."""
    return Documents()
