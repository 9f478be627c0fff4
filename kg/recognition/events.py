"""Names of events: meetings, conferences, contests, ceremonies and activities that have a name of their own."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import EntityType
from kg.recognition.layout import layout_of
from kg.recognition.patterned import propose_patterns


class Events:
    """spaCy component that proposes EVENT names."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose the events of one document."""
        propose_patterns(doc, layout_of(doc), EntityType.EVENT, "events", follows="events/follows")
        return doc


@Language.factory("kg_events")
def make_events(nlp: Language, name: str) -> Events:
    """Registry entry of `Events`."""
    return Events()
