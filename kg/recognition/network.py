"""The entity recogniser's network in numpy: numbers of `features.py` go in, scores of tags come out.

Vectors of the character, of the pairs on both sides and of the known words around it → one layer → gated convolutions →
a bidirectional LSTM → one linear layer for all standards. Trained by `kg.training.ner.student`, whose torch module
computes the same. Every sentence is computed as if alone: what it is batched with changes nothing beyond the last
bits of a float.
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
            weights: `inputs.*`, `convolution.N.*` with the dilation as `convolution.N.dilation`, `cells.input`,
                `cells.state`, `cells.bias` for both directions stacked (gates i, f, o halved: see `_cells`), `heads.*`.
        """
        self._tables = tables
        full = {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in weights.items()}
        self._inputs, self._input_bias = full["inputs.weight"], full["inputs.bias"]
        self._convolutions: list[tuple[Floats, Floats, int]] = []
        while (name := f"convolution.{len(self._convolutions)}") + ".weight" in full:
            self._convolutions.append(
                (full[name + ".weight"], full[name + ".bias"], int(full[name + ".dilation"].item()))
            )
        self._cell_input, self._cell_state, self._cell_bias = (full[f"cells.{n}"] for n in ("input", "state", "bias"))
        self._heads, self._head_bias = full["heads.weight"], full["heads.bias"]

    def logits(self, sentences: Sequence[Ids]) -> list[Floats]:
        """Scores [character, tag of all standards] of each sentence; sentences must not be empty."""
        gap = max([1, *(dilation for _, _, dilation in self._convolutions)])
        lengths = np.array([len(s.characters) for s in sentences])
        starts = gap + np.concatenate([[0], np.cumsum(lengths + gap)[:-1]])
        total = int(starts[-1] + lengths[-1] + gap)
        mask = np.zeros((total, 1), dtype=np.float32)
        for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
            mask[start : start + length] = 1
        x = np.tanh(self._seen(sentences, starts, total) @ self._inputs + self._input_bias) * mask
        for weight, bias, dilation in self._convolutions:
            padded = np.pad(x, ((dilation, dilation), (0, 0)))
            three = np.concatenate([padded[k * dilation : k * dilation + total] for k in range(3)], axis=1)
            mixed = three @ weight + bias
            half = mixed.shape[1] // 2
            gate = 0.5 * np.tanh(0.5 * mixed[:, half:]) + 0.5
            x = (x + mixed[:, :half] * gate) * mask
        state = self._cells(x, starts, lengths)
        scores = np.concatenate([x, state], axis=1) @ self._heads + self._head_bias
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

    def _cells(self, x: Floats, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
        """Both directions of the LSTM at once, [place, 2 * cells].

        The gates i, f and o come with halved weights, so that one tanh serves all: sigmoid(z) = (tanh(z / 2) + 1) / 2.
        """
        cells = self._cell_state.shape[1]
        order = np.argsort(-lengths, kind="stable")
        size, longest = lengths[order], int(lengths.max())
        active = [int(n) for n in np.searchsorted(-size, -np.arange(longest), side="left")]
        ahead = np.concatenate([starts[order[:n]] + t for t, n in enumerate(active)])
        behind = np.concatenate([starts[order[:n]] + size[:n] - 1 - t for t, n in enumerate(active)])
        given = np.stack([x[ahead] @ self._cell_input[0], x[behind] @ self._cell_input[1]]) + self._cell_bias[:, None]
        hidden = np.zeros((2, len(order), cells), dtype=np.float32)
        memory = np.zeros((2, len(order), cells), dtype=np.float32)
        said = np.empty((2, len(ahead), cells), dtype=np.float32)
        at = 0
        for n in active:
            gates = given[:, at : at + n] + hidden[:, :n] @ self._cell_state
            np.tanh(gates, out=gates)
            enter, keep = gates[..., :cells] + 1, gates[..., cells : 2 * cells] + 1
            memory = 0.5 * (keep * memory[:, :n] + enter * gates[..., 2 * cells : 3 * cells])
            hidden = 0.5 * (gates[..., 3 * cells :] + 1) * np.tanh(memory)
            said[:, at : at + n] = hidden
            at += n
        out = np.zeros((len(x), 2 * cells), dtype=np.float32)
        out[ahead, :cells], out[behind, cells:] = said[0], said[1]
        return out
