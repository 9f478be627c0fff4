"""Leftmost-longest search of many phrases in a text, in time linear in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick

END = "\n"
Payload = TypeVar("Payload")


class Phrases(Generic[Payload]):
    """A set of phrases, each with a payload."""

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        self.payload = dict(phrases)
        self.longest = max(map(len, self.payload), default=0)
        self.automaton = ahocorasick.Automaton()
        for phrase in self.payload:
            self.automaton.add_word(phrase, phrase)
        self.automaton.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int, Payload]]:
        """Every phrase, the longest at each place, none overlapping another, from left to right."""
        if self.payload:
            for last, phrase in self.automaton.iter_long(text + END):  # a match at the very end would be lost
                yield last + 1 - len(phrase), last + 1, self.payload[phrase]

    def at(self, text: str, left: int) -> str:
        """The longest phrase that begins at `left`, or an empty string."""
        for size in range(min(self.longest, len(text) - left), 0, -1):
            if text[left : left + size] in self.payload:
                return text[left : left + size]
        return ""

    def before(self, text: str, right: int) -> str:
        """The longest phrase that ends at `right`, or an empty string."""
        for size in range(min(self.longest, right), 0, -1):
            if text[right - size : right] in self.payload:
                return text[right - size : right]
        return ""
