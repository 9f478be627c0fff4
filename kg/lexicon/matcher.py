"""Find all words of a set in a text at once: words with what they mean go in, every occurrence comes out.

Built on pyahocorasick (Aho-Corasick automaton): time is linear in the text's length and the number of
occurrences, whatever the size of the set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick

Payload = TypeVar("Payload")


class Matcher(Generic[Payload]):
    """An automaton for one set of words."""

    def __init__(self, words: Iterable[tuple[str, Payload]]) -> None:
        """Build the automaton.

        Args:
            words: each word with its payload; empty words are left out, and of equal words the last counts.
        """
        self._automaton = ahocorasick.Automaton()
        for word, payload in words:
            if word:
                self._automaton.add_word(word, (len(word), payload))
        self._automaton.make_automaton()
        self._empty = len(self._automaton) == 0

    def find(self, text: str) -> Iterator[tuple[int, int, Payload]]:
        """Every occurrence as (left, right, payload), overlapping ones too, in the order of their right ends.

        Args:
            text: any text; offsets are its characters, right ends exclusive.
        """
        if self._empty:
            return
        for last, (length, payload) in self._automaton.iter(text):
            yield last + 1 - length, last + 1, payload
