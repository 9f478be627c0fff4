"""Word segmentation: a text goes in, pkuseg's words come out as character offsets, a layer over the character tokens.

The component `kg_segmenter` fills `doc._.words`; the tokenizer `kg.PkusegTokenizer.v1` makes pkuseg's words the
tokens for users who want words. No name of this project depends on where a word ends.

The model was trained on text whose digits and letters are full-width, so they are widened before the features
are looked up; offsets do not change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from kg.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

MODEL = Path(__file__).parent.parent / "models" / "segmenter"
CHUNK = 1000  # characters decoded at once; longer stretches are cut, after punctuation if there is any
STRETCH = re.compile(r"\S+")
LONE = re.compile("[\ud800-\udfff]")
WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


def widen(text: str) -> str:
    """Make ASCII digits and letters full-width, one character for one."""
    return text.translate(WIDE)


def save_model(
    folder: Path,
    *,
    features: list[str],
    words: list[str],
    tags: dict[str, int],
    node: NDArray[np.float16],
    edge: NDArray[np.float16],
) -> None:
    """Write a model as two files, byte for byte the same for the same values.

    Args:
        folder: where to; made if missing.
        features: names by index.
        words: the words that word features may consist of, sorted.
        tags: tag name to index.
        node: a row of tag weights for each feature.
        edge: tag-to-tag weights, flat, as spacy_pkuseg orders them.
    """
    import srsly

    folder.mkdir(parents=True, exist_ok=True)
    data = {"features": features, "words": words, "tags": dict(sorted(tags.items()))}
    (folder / "features.msgpack").write_bytes(srsly.msgpack_dumps(data))
    flat: NDArray[np.float16] = np.concatenate([node.reshape(-1), edge])
    (folder / "weights.f16").write_bytes(flat.astype("<f2").tobytes())


class Segmenter:
    """A loaded pkuseg model. `words` is a pure function of its text."""

    def __init__(self, extractor: Any, model: Any, begins: list[bool]) -> None:
        self.extractor = extractor
        self.model = model
        self.begins = begins

    @classmethod
    def load(cls, folder: Path) -> Segmenter:
        """Read what `save_model` wrote.

        Raises:
            InputError: the model is missing or damaged.
        """
        import srsly
        from spacy_pkuseg.feature_extractor import FeatureExtractor
        from spacy_pkuseg.model import Model

        try:
            data = srsly.msgpack_loads((folder / "features.msgpack").read_bytes())
            weights = np.frombuffer((folder / "weights.f16").read_bytes(), dtype="<f2").astype(np.float64)
            features, tags = data["features"], data["tags"]
            if len(weights) != len(tags) * (len(features) + len(tags)):
                raise ValueError(f"{len(weights)} weights do not fit {len(features)} features and {len(tags)} tags")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"cannot load segmenter: {error}", str(folder), "Reinstall the package") from error
        extractor = FeatureExtractor()
        extractor.unigram = set(data["words"])
        extractor.feature_to_idx = {name: index for index, name in enumerate(features)}
        extractor.tag_to_idx = tags
        model = Model.__new__(Model)
        model.n_tag, model.n_feature, model.w = len(tags), len(features), weights
        begins = [False] * len(tags)
        for name, index in tags.items():
            begins[index] = name.startswith("B")
        return cls(extractor, model, begins)

    def words(self, text: str) -> list[tuple[int, int]]:
        """Segment a text of any length.

        Returns:
            (left, right) offsets of the words, in order. White space is in no word, all else is in exactly one.
        """
        found: list[tuple[int, int]] = []
        wide = widen(text)
        for stretch in STRETCH.finditer(wide):
            left, end = stretch.span()
            while left < end:
                right = end if end - left <= CHUNK else _cut(wide, left, left + CHUNK)
                found.extend(self._decode(wide[left:right], left))
                left = right
        return found

    def _decode(self, text: str, offset: int) -> list[tuple[int, int]]:
        """Words of a stretch without white space, by Viterbi."""
        from spacy_pkuseg.inference import decodeViterbi_fast

        nodes = list(self.extractor.normalize_text(text))
        indices = [self.extractor.get_node_features_idx(i, nodes) for i in range(len(nodes))]
        _, tags = decodeViterbi_fast(indices, self.model)
        starts = [offset + i for i, tag in enumerate(tags) if i == 0 or self.begins[tag]]
        return list(zip(starts, [*starts[1:], offset + len(text)], strict=True))


def _cut(text: str, left: int, limit: int) -> int:
    """Where to end a chunk that may reach `limit`: after the last character that is no letter or digit."""
    for right in range(limit, left + CHUNK // 2, -1):
        if not text[right - 1].isalnum():
            return right
    return limit


@cache
def segmenter() -> Segmenter:
    """Load the shipped model, once a process."""
    return Segmenter.load(MODEL)


class PkusegTokenizer:
    """Make pkuseg's words the tokens of a text, and white space tokens of its own, so that no offset moves."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize one text of any length, the empty one too: `doc.text == text`.

        Half of a surrogate pair, which spaCy cannot hold, becomes U+FFFD.
        """
        text = LONE.sub("\ufffd", text)
        pieces: list[str] = []
        at = 0
        for left, right in segmenter().words(text):
            pieces += [text[at:left], text[left:right]] if at < left else [text[left:right]]
            at = right
        pieces += [text[at:]] if at < len(text) else []
        return Doc(self.vocab, words=pieces, spaces=[False] * len(pieces))

    def pipe(self, texts: Iterable[str]) -> Iterable[Doc]:
        """Tokenize a stream of texts."""
        return (self(text) for text in texts)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the model is part of the package."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> PkusegTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _: object, **__: object) -> None:
        """Nothing to keep."""

    def from_disk(self, _: object, **__: object) -> PkusegTokenizer:
        """Nothing to restore."""
        return self


@registry.tokenizers("kg.PkusegTokenizer.v1")  # type: ignore[untyped-decorator]
def pkuseg_tokenizer() -> Callable[[Language], PkusegTokenizer]:
    """Registry entry of `PkusegTokenizer`, for config files."""
    return lambda nlp: PkusegTokenizer(nlp.vocab)


class SegmenterComponent:
    """spaCy component around `Segmenter`: fills `doc._.words`."""

    def __call__(self, doc: Doc) -> Doc:
        """Segment one document."""
        doc._.words = segmenter().words(doc.text)
        return doc


@Language.factory("kg_segmenter", assigns=["doc._.words"])
def make_segmenter(nlp: Language, name: str) -> SegmenterComponent:
    """Registry entry of `SegmenterComponent`."""
    return SegmenterComponent()
