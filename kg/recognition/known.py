"""Names that the user knows (seed tables): proposed wherever they stand, above what any rule would give them."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon.matcher import Matcher
from kg.model import EntityType
from kg.recognition.candidates import propose, text_of

SCORE = 0.97  # a name of three or more characters that a user has listed is taken at his word
SHORTEST = 3  # shorter ones stand inside other words too often: they only name what a rule has found
Names = tuple[tuple[EntityType, str], ...]


@lru_cache(maxsize=4)
def matcher(names: Names) -> Matcher[EntityType]:
    """The automaton of one set of names."""
    return Matcher((name, type) for type, name in names if len(name) >= SHORTEST)


class Known:
    """spaCy component: proposes the names in `doc._.known`."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose for one document; without known names nothing happens."""
        if doc._.known:
            for left, right, type in matcher(doc._.known).find(text_of(doc)):
                propose(doc, type, left, right, SCORE, "known.seed")
        return doc


@Language.factory("kg_known")
def make_known(nlp: Language, name: str) -> Known:
    """Registry entry of `Known`."""
    return Known()
