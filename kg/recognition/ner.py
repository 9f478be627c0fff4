"""The trained recogniser in spaCy: `kg_ner` proposes beside the rules, `kg_tagger` alone fills `doc.ents`.

`kg_ner` is a component of the pipeline of `config.cfg`: its proposals go to the arbiter like those of any rule, scored
by how often spans of such a kind and probability are right. `kg_tagger` is the model by itself, under one standard; the
folder kg/models/ner is a spaCy pipeline with it, for `spacy.load`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.recognition.tagger import MODEL, Tagger, tagger


class TaggerComponent:
    """spaCy component: the spans of one standard as `doc.ents`, whatever else stands on the document."""

    def __init__(self, standard: str) -> None:
        self.standard = standard
        self._tagger: Tagger | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document; its tokens are characters or any others that the spans do not cut."""
        found = (self._tagger or tagger()).tag(doc.text, (self.standard,))[self.standard]
        spans = (doc.char_span(s.left, s.right, label=s.label, alignment_mode="expand") for s in found)
        doc.ents = spacy_flat([span for span in spans if span is not None])
        return doc

    def to_disk(self, path: Path, **_: object) -> None:
        """Copy the model's files into a folder."""
        import shutil

        path.mkdir(parents=True, exist_ok=True)
        for file in sorted((MODEL / "kg_tagger").iterdir()):
            shutil.copyfile(file, path / file.name)

    def from_disk(self, path: Path, **_: object) -> TaggerComponent:
        """Read the model from a folder that `to_disk` wrote."""
        self._tagger = Tagger.load(path)
        return self


def spacy_flat(spans: list[Span]) -> list[Span]:
    """Of spans that came to overlap by wider tokens, the longest."""
    from spacy.util import filter_spans

    return list(filter_spans(spans))


@Language.factory("kg_tagger", default_config={"standard": "kg"}, assigns=["doc.ents"])
def make_tagger(nlp: Language, name: str, standard: str) -> TaggerComponent:
    """Registry entry of `TaggerComponent`; `standard` is one of `tagging.STANDARDS`."""
    return TaggerComponent(standard)


__all__: list[Any] = ["TaggerComponent", "make_tagger"]
