"""Word segmentation: a text goes in, pkuseg's words come out as character offsets, a layer over the character tokens.

The component `kg_segmenter` fills `doc._.words`; the tokenizer `kg.PkusegTokenizer.v1` makes pkuseg's words the
tokens for users who want words. No name of this project depends on where a word ends.

The model is a linear-chain CRF trained by spacy_pkuseg (Luo et al., 2019, arXiv:1906.11455) and decoded by its
Viterbi. Its feature templates are looked up here, by whole columns of a text instead of a character at a time,
which is several times as fast; a test holds the words equal to those of spacy_pkuseg's own extractor. The model
was trained on text that is full-width throughout, so text is widened first (with the decimal point this gains
0.002 of F1 over digits and letters alone, on the SIGHAN-2005 PKU test); offsets do not change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from kg.errors import InputError
from kg.recognition.candidates import text_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

MODEL = Path(__file__).parent.parent / "models" / "segmenter"
CHUNK = 1000  # characters decoded at once; longer stretches are cut, after punctuation if there is any
STRETCH = re.compile(r"\S+")
LONE = re.compile("[\ud800-\udfff]")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
LENGTHS = (2, 3, 4, 5, 6)  # of words that features know
# What a character, a pair of characters, a word and two words side by side say about positions around them.
CHARACTER = ("c", "c-1", "c1", "c-2", "c2")
PAIR = ("c-1c", "cc1", "c-2c-1")
WORD = ("w1", "w-1")
JOINT = ("ww.l", "ww.r")
KINDS = (CHARACTER, PAIR, WORD, JOINT)
DIGIT, LETTER = "0", "a"  # how classes of characters are written in keys
Table = tuple[dict[str, int], "NDArray[np.float16]"]


def widen(text: str) -> str:
    """Make printable ASCII full-width, one character for one."""
    return text.translate(WIDE)


@cache
def classes() -> dict[int, str]:
    """Map character codes to what stands for them in keys: widened, digits and letters and punctuation as classes."""
    from spacy_pkuseg.feature_extractor import FeatureExtractor

    plain = {chr(code) for code in WIDE} | set(FeatureExtractor.num) | set(FeatureExtractor.letter)
    result = {}
    for character in sorted(plain | set(FeatureExtractor.keywords)):
        wide = FeatureExtractor.keyword_rename(widen(character))
        result[ord(character)] = (
            DIGIT if wide in FeatureExtractor.num else LETTER if wide in FeatureExtractor.letter else wide
        )
    return result


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's weights. Each kind of `KINDS` has a table of 16-bit floats by key, role and tag."""

    tags: tuple[str, ...]
    base: NDArray[np.float16]  # by tag: of every character
    edge: NDArray[np.float16]  # by tag and tag before it
    keys: tuple[list[str], ...]
    tables: tuple[NDArray[np.float16], ...]


def save_model(folder: Path, weights: Weights) -> None:
    """Write a model as two files, byte for byte the same for the same values; `folder` is made if missing."""
    import srsly

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keys.msgpack").write_bytes(srsly.msgpack_dumps({"tags": list(weights.tags), "keys": list(weights.keys)}))
    parts = [weights.base.reshape(-1), weights.edge.reshape(-1), *(table.reshape(-1) for table in weights.tables)]
    (folder / "weights.f16").write_bytes(np.concatenate(parts).astype("<f2").tobytes())


def load_model(folder: Path) -> Weights:
    """Read what `save_model` wrote.

    Raises:
        InputError: the model is missing or damaged.
    """
    import srsly

    try:
        data = srsly.msgpack_loads((folder / "keys.msgpack").read_bytes())
        flat: NDArray[np.float16] = np.frombuffer((folder / "weights.f16").read_bytes(), dtype="<f2")
        tags, keys = tuple(data["tags"]), tuple(data["keys"])
        size = len(tags)
        sizes = [len(k) * len(roles) * size for k, roles in zip(keys, KINDS, strict=True)]
        if len(flat) != size + size * size + sum(sizes):
            raise ValueError(f"{len(flat)} weights do not fit {sum(map(len, keys))} keys and {size} tags")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"cannot load segmenter: {error}", str(folder), "Reinstall the package") from error
    base, edge, rest = flat[:size], flat[size : size + size * size], flat[size + size * size :]
    tables = []
    for k, roles, count in zip(keys, KINDS, sizes, strict=True):
        tables.append(rest[:count].reshape(len(k), len(roles), size))
        rest = rest[count:]
    return Weights(tags, base, edge.reshape(size, size), keys, tuple(tables))


class Segmenter:
    """A loaded pkuseg model. `words` is a pure function of its text."""

    def __init__(self, weights: Weights) -> None:
        def rows(kind: int) -> Table:  # the last row is zero: for keys that are not there
            keys, table = weights.keys[kind], weights.tables[kind]
            zero = np.zeros((1, *table.shape[1:]), dtype=np.float16)
            return {key: i for i, key in enumerate(keys)}, np.concatenate([table, zero])

        self._characters, self._pairs, self._words, self._joints = (rows(kind) for kind in range(len(KINDS)))
        self._base = weights.base.astype(np.float64)
        self._edge = np.ascontiguousarray(1.0 + weights.edge.astype(np.float64).T)  # pkuseg adds one to each
        self._begins = [tag.startswith("B") for tag in weights.tags]

    @classmethod
    def load(cls, folder: Path) -> Segmenter:
        """Load a model from its folder.

        Raises:
            InputError: the model is missing or damaged.
        """
        return cls(load_model(folder))

    def words(self, text: str) -> list[tuple[int, int]]:
        """Segment a text of any length.

        Returns:
            (left, right) offsets of the words, in order. White space is in no word, all else is in exactly one.
        """
        found: list[tuple[int, int]] = []
        for stretch in STRETCH.finditer(text):
            left, end = stretch.span()
            while left < end:
                right = end if end - left <= CHUNK else _cut(text, left, left + CHUNK)
                found.extend(self._decode(text[left:right], left))
                left = right
        return found

    def _decode(self, text: str, offset: int) -> list[tuple[int, int]]:
        """Words of a stretch without white space, by Viterbi."""
        from spacy_pkuseg.inference import run_viterbi

        _, tags = run_viterbi(self.scores(text.translate(classes())), self._edge)
        starts = [offset + i for i, tag in enumerate(tags.tolist()) if i == 0 or self._begins[tag]]
        return list(zip(starts, [*starts[1:], offset + len(text)], strict=True))

    def scores(self, text: str) -> NDArray[np.float64]:
        """Sum the weights of all features by position and tag; sums of 16-bit floats in 64 bits are exact in any order.

        Args:
            text: a stretch as `classes` writes it.
        """
        size = len(text)
        score = np.tile(self._base, (size, 1))
        of = self._look_up(self._characters, text)
        score += of[:, 0]
        score[1:] += of[:-1, 1]
        score[:-1] += of[1:, 2]
        score[2:] += of[:-2, 3]
        score[:-2] += of[2:, 4]
        of = self._look_up(self._pairs, [text[i : i + 2] for i in range(size - 1)])
        score[1:] += of[:, 0]
        score[:-1] += of[:, 1]
        score[2:] += of[:-1, 2]
        beginning: list[list[str]] = [[] for _ in range(size + 1)]
        ending: list[list[str]] = [[] for _ in range(size + 1)]
        known = self._words[0]
        for length in LENGTHS:
            slices = [text[i : i + length] for i in range(size - length + 1)]
            hits = [i for i, word in enumerate(slices) if word in known]
            if hits:
                of = self._look_up(self._words, [slices[i] for i in hits])
                at = np.array(hits)
                score[at] += of[:, 0]
                score[at + length - 1] += of[:, 1]
                for i in hits:
                    beginning[i].append(slices[i])
                    ending[i + length].append(slices[i])
        rows, joints = self._joints[0], self._joints[1]
        for border in range(1, size):
            if beginning[border] and ending[border]:
                for before in ending[border]:
                    for after in beginning[border]:
                        row = rows.get(before + "*" + after)
                        if row is not None:
                            score[border] += joints[row, 0]
                            score[border - 1] += joints[row, 1]
        return score

    @staticmethod
    def _look_up(table: Table, keys: Iterable[str]) -> NDArray[np.float64]:
        """Weights of keys as rows of (role, tag); zeros for keys that the model does not know."""
        index, weights = table
        missing = len(index)
        rows = np.fromiter((index.get(key, missing) for key in keys), dtype=np.int64)
        found: NDArray[np.float64] = weights[rows].astype(np.float64)
        return found


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
        doc._.words = segmenter().words(text_of(doc))
        return doc


@Language.factory("kg_segmenter", assigns=["doc._.words"])
def make_segmenter(nlp: Language, name: str) -> SegmenterComponent:
    """Registry entry of `SegmenterComponent`."""
    return SegmenterComponent()
