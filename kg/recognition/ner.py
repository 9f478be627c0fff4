"""The trained recogniser in spaCy: `kg_ner` proposes beside the rules, `kg_tagger` alone fills `doc.ents`.

`kg_ner` is a component of the pipeline of `config.cfg`: its proposals go to the arbiter like those of any rule, scored
by how often spans of such a kind and probability are right. `kg_tagger` is the model by itself, under one standard; the
folder kg/models/ner is a spaCy pipeline with it, for `spacy.load`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

import kg.recognition.assembly  # noqa: F401  registers the tokenizer
from kg.lexicon import table
from kg.lexicon.divisions import countries, divisions
from kg.lexicon.schema import EverydayRow, NameWordRow
from kg.model import EntityType
from kg.recognition.candidates import propose, text_of
from kg.recognition.tagger import MODEL, Tagged, Tagger, tagger
from kg.recognition.tagging import STANDARDS

RULE = "model:names"
# Spans with at least this support are proposed. Chosen on annotated pages: lower, and wrong names outweigh new ones;
# with higher scores the borders of rules, better where a rule knows the kind of name, lose to the model's.
LEAST = {"PERSON": 2.0, "COMPANY": 3.5, "ORG": 2.5, "PLACE": 2.5}
LOWEST, HIGHEST = 0.55, 0.75  # scores of spans with the least and with full support
VOTERS = ("kg", "cluener", "finner", "pd", "pku")
COARSE = ("pd", "pku")  # standards whose ORG may be a company


def votes(found: dict[str, list[Tagged]]) -> dict[tuple[int, int], dict[str, tuple[str, float]]]:
    """By borders, what each standard that draws just this span calls it and how sure it is."""
    heard: dict[tuple[int, int], dict[str, tuple[str, float]]] = {}
    for standard in VOTERS:
        for s in found[standard]:
            heard.setdefault((s.left, s.right), {})[standard] = (s.label, s.chance)
    return heard


def verdict(said: dict[str, tuple[str, float]]) -> tuple[str, float]:
    """The type of a span that has most support, the sum of the chances of the standards that mean it, 0 to 5."""
    support = {
        type: sum(chance for standard, (label, chance) in said.items() if supports(standard, label, type))
        for type in LEAST
    }
    return max(support.items(), key=lambda item: item[1])


def supports(standard: str, label: str, type: str) -> bool:
    """Whether a label of a standard can mean a type."""
    return label == type or (type == "COMPANY" and label == "ORG" and standard in COARSE)


@cache
def settled() -> frozenset[str]:
    """Names of divisions and countries, everyday words and generic bodies: where no rule proposes one, it is none."""
    generic = {row.word for row in table("orgs/words", NameWordRow) if row.kind == "generic"}
    known = generic | {surface for surface, _ in divisions().surfaces(ambiguous=True)} | {c.name for c in countries()}
    return frozenset(known | {row.word for row in table("everyday", EverydayRow)})


class Names:
    """spaCy component: proposes what the trained recogniser reads, one candidate a span."""

    def __call__(self, doc: Doc) -> Doc:
        """Propose for one document."""
        text = text_of(doc)
        for (left, right), said in sorted(votes(tagger().tag(text, VOTERS)).items()):
            type, support = verdict(said)
            if support >= LEAST[type] and text[left:right] not in settled():
                score = LOWEST + (HIGHEST - LOWEST) * (support - LEAST[type]) / (len(VOTERS) - LEAST[type])
                propose(doc, EntityType(type), left, right, round(score, 3), RULE)
        return doc


@Language.factory("kg_ner")
def make_names(nlp: Language, name: str) -> Names:
    """Registry entry of `Names`."""
    return Names()


class TaggerComponent:
    """spaCy component: the spans of one standard as `doc.ents`, whatever else stands on the document."""

    def __init__(self, standard: str) -> None:
        self.standard = standard
        self._folder = MODEL
        self._tagger: Tagger | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document; its tokens are characters or any others that the spans do not cut."""
        found = (self._tagger or tagger()).tag(text_of(doc), (self.standard,))[self.standard]
        kept = (s for s in found if s.label in STANDARDS["kg"])
        spans = (doc.char_span(s.left, s.right, label=s.label, alignment_mode="expand") for s in kept)
        doc.ents = filter_spans([span for span in spans if span is not None])
        return doc

    def to_disk(self, path: Path, **_: object) -> None:
        """Copy the model's files into a folder."""
        import shutil

        path.mkdir(parents=True, exist_ok=True)
        for file in sorted(self._folder.iterdir()):
            shutil.copyfile(file, path / file.name)

    def from_disk(self, path: Path, **_: object) -> TaggerComponent:
        """Read the model from a folder that `to_disk` wrote."""
        self._folder, self._tagger = path, Tagger.load(path)
        return self


@Language.factory("kg_tagger", default_config={"standard": "kg"}, assigns=["doc.ents"])
def make_tagger(nlp: Language, name: str, standard: str) -> TaggerComponent:
    """Registry entry of `TaggerComponent`; `standard` is one of `tagging.STANDARDS`."""
    return TaggerComponent(standard)
