"""The entity recogniser's network in numpy: numbers of `features.py` go in, scores of tags come out.

Vectors of the character, of the pairs on both sides and of the known words around it → one layer → residual gated
convolutions (Dauphin et al., ICML 2017), dilated (Strubell et al., EMNLP 2017) → one linear layer for all standards.
Trained by `kg.training.ner.student`, whose torch module computes the same. Every sentence is computed as if alone: what
it is batched with changes nothing beyond the last bits of a float.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.recognition.features import SHORT_WORD, WORD_LENGTHS, Ids

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tables:
    """Vectors by number, as 8-bit whole numbers; column scales are part of the input layer. Row 0 is none: zeros."""

    characters: NDArray[np.int8]
    pairs: NDArray[np.int8]
    words: NDArray[np.int8]  # words with a higher number have no vector
    kinds: NDArray[np.int8]  # [word, kind] is 0 or 1


class Network:
    """A trained network; `logits` is a pure function of the sentences."""

    def __init__(self, tables: Tables, weights: Mapping[str, NDArray[np.float16]]) -> None:
        """Take the weights as `kg.training.ner.student` exports them.

        Args:
            tables: vectors by number.
            weights: `inputs.*`, `convolution.N.*` with the dilation as `convolution.N.dilation`, `heads.*`; of each
                convolution the value's half is multiplied by 0.5 and so is the gate's (see `logits`).
        """
        self._tables = tables
        full = {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in weights.items()}
        self._inputs, self._input_bias = full["inputs.weight"], full["inputs.bias"]
        self._convolutions: list[tuple[Floats, Floats, int]] = []
        while (name := f"convolution.{len(self._convolutions)}") + ".weight" in full:
            self._convolutions.append(
                (full[name + ".weight"], full[name + ".bias"], int(full[name + ".dilation"].item()))
            )
        self._heads, self._head_bias = full["heads.weight"], full["heads.bias"]

    def logits(self, sentences: Sequence[Ids]) -> list[Floats]:
        """Scores [character, tag of all standards] of each sentence; sentences must not be empty."""
        gap = max([1, *(dilation for _, _, dilation in self._convolutions)])
        lengths = np.array([len(s.characters) for s in sentences])
        starts = gap + np.concatenate([[0], np.cumsum(lengths + gap)[:-1]])
        total = int(starts[-1] + lengths[-1] + gap)
        between = np.ones(total, dtype=bool)
        for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
            between[start : start + length] = False
        x: Floats = np.tanh(self._seen(sentences, starts, total) @ self._inputs + self._input_bias)
        x[between] = 0
        width = x.shape[1]
        three = np.zeros((total, 3 * width), dtype=np.float32)
        for weight, bias, dilation in self._convolutions:
            three[:dilation, :width] = three[-dilation:, 2 * width :] = 0
            three[dilation:, :width] = x[:-dilation]
            three[:, width : 2 * width] = x
            three[:-dilation, 2 * width :] = x[dilation:]
            mixed = three @ weight
            mixed += bias
            value, gate = mixed[:, :width], mixed[:, width:]
            np.tanh(gate, out=gate)  # sigmoid(z) = (tanh(z / 2) + 1) / 2, both halves in the weights
            gate += 1
            value *= gate
            x += value
            x[between] = 0
        scores = x @ self._heads + self._head_bias
        return [scores[a : a + n] for a, n in zip(starts.tolist(), lengths.tolist(), strict=True)]

    def _seen(self, sentences: Sequence[Ids], starts: NDArray[np.int64], total: int) -> Floats:
        """Input vectors [place, size], zeros between sentences."""
        characters = np.zeros(total, dtype=np.int32)
        pairs = np.zeros(total + 1, dtype=np.int32)
        words = np.zeros((len(WORD_LENGTHS), total), dtype=np.int32)
        for start, s in zip(starts.tolist(), sentences, strict=True):
            end = start + len(s.characters)
            characters[start:end] = s.characters
            pairs[start + 1 : end + 1] = s.pairs
            words[:, start:end] = s.words
        two = self._tables.pairs[pairs]
        parts = [self._tables.characters[characters], two[:-1], two[1:], *self._around(words)]
        return np.concatenate([p.astype(np.float32, copy=False) for p in parts], axis=1)

    def _around(self, words: NDArray[np.int32]) -> list[NDArray[np.float32] | NDArray[np.bool_]]:
        """Means of the vectors of words that begin, go on and end at each place, then their kinds, 0 or 1."""
        total, size = words.shape[1], self._tables.words.shape[1]
        sums = [np.zeros((total, size), dtype=np.float32) for _ in range(3)]
        tallies = [np.zeros((total, 1), dtype=np.float32) for _ in range(3)]
        flags = [np.zeros((total, self._tables.kinds.shape[1]), dtype=bool) for _ in range(3)]
        for ids, length in zip(words, WORD_LENGTHS, strict=True):
            at = np.flatnonzero(ids)
            known = ids[at]
            kinds = self._tables.kinds[known] > 0
            short = known < len(self._tables.words) if length <= SHORT_WORD else np.zeros(len(known), dtype=bool)
            vectors = self._tables.words[known[short]].astype(np.float32)
            for i in range(length):
                role = 0 if i == 0 else 2 if i == length - 1 else 1
                flags[role][at + i] |= kinds
                sums[role][at[short] + i] += vectors
                tallies[role][at[short] + i] += 1
        means = [s / np.maximum(t, 1) for s, t in zip(sums, tallies, strict=True)]
        return [*means, *flags]
