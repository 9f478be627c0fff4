"""Pieces in, clean text out, character by character with its offset in the file.

A blank survives only where it means something: between two Latin words, between names and words of a byline, between
the halves of a headline. Straight quotes are paired into “ ” and ‘ ’ a paragraph at a time.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable

from kg.reading.squeezed import Squeezed

QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
STRAIGHT = re.compile("[\"']")
OPENS_BEFORE = frozenset("，：；、（《【—\n ")
CLOSES_AFTER = frozenset("，：；、。！？）》】\n")
SHORTEST_HALF = 3


class Sheet:
    """Clean text as it grows."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.parts: list[str] = []
        self.at = array("q")

    def __len__(self) -> int:
        return len(self.at)

    def put(self, text: str, at: Iterable[int]) -> None:
        """Add characters."""
        self.parts.append(text)
        self.at.extend(at)

    def separate(self, at: int, mark: str = "\n") -> None:
        """Add a separator whose offset is that of the character after it."""
        self.parts.append(mark)
        self.at.append(at)

    def write(self, text: Squeezed, keep: Callable[[int], bool], joined: bool = False) -> None:
        """Add squeezed text, with a blank at each gap that is to stay.

        Args:
            text: what to add.
            keep: whether the gap before a character is to stay.
            joined: the text goes on from what was written last, without a separator.
        """
        s, here = text.text, 0
        if joined and self.parts and s and latin(self.parts[-1][-1:], s[0]):
            self.separate(text.at[0], " ")
        for i in sorted(text.blanks | text.breaks):
            if keep(i):
                self.put(s[here:i], text.at[here:i])
                self.parts.append(" ")
                self.at.append(self.blank_before(text.at[i - 1], text.at[i]))
                here = i
        self.put(s[here:], text.at[here:])

    def blank_before(self, left: int, right: int) -> int:
        """Offset of white space between two characters of the file, or of the second if there is none."""
        for place in (left + 1, right - 1):
            if self.source[place].isspace():
                return place
        return right

    def text(self) -> str:
        """What was written so far."""
        return "".join(self.parts)


def latin(left: str, right: str) -> bool:
    """Whether two characters are Latin letters or digits, so that a blank between them parts words."""
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def words_only(text: Squeezed) -> Callable[[int], bool]:
    """Keep blanks between Latin words; digits that a blank or line end tore apart are one number."""
    s = text.text
    return lambda i: latin(s[i - 1], s[i]) and not (s[i - 1].isdigit() and s[i].isdigit())


def outside(
    text: Squeezed, names: Iterable[tuple[int, int]], left: int = 0, right: int | None = None
) -> Callable[[int], bool]:
    """Keep blanks from `left` to `right` but inside names (spans in the file), and elsewhere between Latin words."""
    starts = dict(names)
    inside: set[int] = set()
    for i, place in enumerate(text.at[: right if right is not None else len(text)]):
        if place in starts:
            j = i + 1
            while j < len(text) and text.at[j] < starts[place]:
                inside.add(j)
                j += 1
    stop = len(text) if right is None else right
    plain = words_only(text)
    return lambda i: i not in inside and (plain(i) or left <= i <= stop)


def halves(text: Squeezed) -> Callable[[int], bool]:
    """Keep blanks of a headline if all parts between them are long enough; a scan's blanks leave shorter ones."""
    borders = sorted(i for i in text.blanks if i not in text.breaks)
    sizes = [b - a for a, b in zip([0, *borders], [*borders, len(text)], strict=True)]
    plain = words_only(text)
    if len(borders) <= 3 and min(sizes) >= SHORTEST_HALF:
        kept = frozenset(borders)
        return lambda i: i in kept or plain(i)
    return plain


def paired(text: str) -> str:
    """Straight quotes as “ ” and ‘ ’, paragraph by paragraph; an apostrophe between Latin letters stays."""
    if not STRAIGHT.search(text):
        return text
    characters = list(text)
    opened = {'"': False, "'": False}
    for hit in re.finditer("[\"'\n]", text):
        i, ch = hit.start(), hit.group()
        if ch == "\n":
            opened = {'"': False, "'": False}
            continue
        before = characters[i - 1] if i else "\n"
        after = text[i + 1] if i + 1 < len(text) else "\n"
        if ch == "'" and latin(before, after):
            continue
        closing = opened[ch]
        if closing and before in OPENS_BEFORE and after not in CLOSES_AFTER:
            closing = False  # the one that should have closed was lost
        elif not closing and after in CLOSES_AFTER and before not in OPENS_BEFORE:
            closing = True
        characters[i] = QUOTES[ch][closing]
        opened[ch] = not closing
    return "".join(characters)
