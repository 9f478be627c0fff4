"""What the entity recogniser sees of each character: numbers of characters, pairs and known words around it.

After SoftLexicon (Ma et al., ACL 2020): instead of cutting a text into words, every known word that runs over a
character tells it whether it begins, continues or ends there. Here their vectors are averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.recognition.ngrams import Strings, codes_of

WORD_LENGTHS = tuple(range(2, 9))
SHORT_WORD = 6  # characters of the longest word that has a vector; longer ones only have kinds
SEPARATOR = np.zeros(1, dtype=np.uint32)
UNKNOWN = 1  # number of a character that is not listed; 0 is padding
CLASSES = ((0x3400, 0x9FFF, 2), (0x61, 0x7A, 3), (0x30, 0x39, 4))  # unlisted characters by range: Han, Latin, digits
FIRST = 5  # number of the first listed character


@dataclass(frozen=True, slots=True)
class Ids:
    """Numbers of a text's characters, pairs and words; `words[k]` is of the words of `WORD_LENGTHS[k]` characters.

    A pair or word stands where it begins. 0 means none, so rows of tables are shifted by one.
    """

    characters: NDArray[np.int32]
    pairs: NDArray[np.int32]
    words: NDArray[np.int32]

    def part(self, start: int, end: int) -> Ids:
        """The numbers of a stretch."""
        return Ids(self.characters[start:end], self.pairs[start:end], self.words[:, start:end])


class Inventory:
    """The characters, pairs and words that a recogniser knows."""

    def __init__(self, characters: Sequence[str], pairs: Sequence[str], words: Sequence[str]) -> None:
        self._characters = np.full(0x110000, UNKNOWN, dtype=np.int32)
        for low, high, number in CLASSES:
            self._characters[low : high + 1] = number
        for number, character in enumerate(characters, FIRST):
            self._characters[ord(character)] = number
        self._pairs, self._words = Strings(pairs), Strings(words)

    def ids(self, texts: Sequence[str]) -> list[Ids]:
        """The numbers of each text; no pair or word runs from one text into the next."""
        codes = np.concatenate([c for text in texts for c in (codes_of(text), SEPARATOR)] or [SEPARATOR])
        characters = self._characters[codes]
        pairs = self._pairs.find(codes, 2) + 1
        words = np.stack([self._words.find(codes, n) for n in WORD_LENGTHS]) + 1
        whole = Ids(characters, pairs, words)
        result, start = [], 0
        for text in texts:
            result.append(whole.part(start, start + len(text)))
            start += len(text) + 1
        return result
