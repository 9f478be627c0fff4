"""Text without white space: what every pattern of this room is matched on, with the way back to the file.

Scans strew blanks into words and pages cut lines anywhere, so white space means little. What it may mean (a border
between two names, between two Latin words) is kept beside the text, not in it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# White space; control and format characters; lone surrogates; private use; boxes and currency signs that scans leave
NOTHING = re.compile(
    "[\\s\x00-\x1f\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff\ufff0-\uffff"
    "\ue000-\uf8ff\u2500-\u259f\u20a0-\u20ab\u20ad-\u20cf]+"
)
LETTERS = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i).isalnum() or chr(0x21 + i) in "%+./=&@_#~"}
WIDE = str.maketrans(",;:?!()", "，；：？！（）")
HALF = re.compile(r"[,;:?!()]")
HAN = f"{chr(0x3400)}-{chr(0x9FFF)}"  # Chinese characters, as part of a character class
CHINESE = re.compile(f"[{HAN}、。，：；？！（）“”‘’《》〈〉【】…—\"']")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Text without white space and in one width; `at[i]` is the offset of its character i in the file.

    `blanks` and `breaks` hold the indices before which a blank, or a line end, stood; index 0 is in neither.
    """

    text: str
    at: Sequence[int]
    blanks: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.text)

    def part(self, left: int, right: int) -> Squeezed:
        """The characters from `left` to `right`."""
        return Squeezed(
            self.text[left:right], self.at[left:right], cut(self.blanks, left, right), cut(self.breaks, left, right)
        )

    def gap(self, i: int) -> bool:
        """Whether white space of any kind stood before character i."""
        return i in self.blanks or i in self.breaks


def cut(indices: frozenset[int], left: int, right: int) -> frozenset[int]:
    """Indices inside a part, counted from its beginning."""
    return frozenset(i - left for i in indices if left < i < right) if indices else indices


EMPTY = Squeezed("", ())


def squeeze(text: str, at: Sequence[int], spans: Iterable[tuple[int, int]]) -> Squeezed:
    """Squeeze the given spans of a stream into one text.

    Args:
        text: the stream's text.
        at: the stream's offsets in the file.
        spans: (start, end) in the stream, in order; what lies between them is left out without a trace.
    """
    parts: list[str] = []
    offsets = array("q")
    blanks: list[int] = []
    for start, end in spans:
        here = start
        for hole in NOTHING.finditer(text, start, end):
            parts.append(text[here : hole.start()])
            offsets.extend(at[here : hole.start()])
            blanks.append(len(offsets))
            here = hole.end()
        parts.append(text[here:end])
        offsets.extend(at[here:end])
    squeezed = widen("".join(parts).translate(LETTERS))
    return Squeezed(squeezed, offsets, frozenset(i for i in blanks if 0 < i < len(offsets)))


def widen(text: str) -> str:
    """Half-width `,;:?!()` beside Chinese become full-width, a bracket with its partner; the length stays."""
    if not HALF.search(text):
        return text
    characters = list(text)
    opened: list[int] = []
    for hit in HALF.finditer(text):
        i = hit.start()
        ch = text[i]
        beside = bool(
            (i and CHINESE.match(characters[i - 1])) or (i + 1 < len(text) and CHINESE.match(text[i + 1]))
        ) and not (i and i + 1 < len(text) and text[i - 1].isdigit() and text[i + 1].isdigit())
        if ch == "(":
            opened.append(i)
        elif ch == ")" and opened:
            partner = opened.pop()
            if beside or characters[partner] == "（":
                characters[partner], beside = "（", True
        if beside:
            characters[i] = ch.translate(WIDE)
    return "".join(characters)


def join(parts: Sequence[Squeezed], line_end: bool = True) -> Squeezed:
    """Put texts one behind the other; where two meet, a line end stands, or a blank."""
    if len(parts) == 1:
        return parts[0]
    offsets = array("q")
    blanks: set[int] = set()
    breaks: set[int] = set()
    for part in parts:
        base = len(offsets)
        blanks.update(base + i for i in part.blanks)
        breaks.update(base + i for i in part.breaks)
        if base:
            (breaks if line_end else blanks).add(base)
        offsets.extend(part.at)
    return Squeezed(widen("".join(p.text for p in parts)), offsets, frozenset(blanks), frozenset(breaks))


def width(text: str) -> float:
    """Printed width in Chinese characters: ASCII counts half."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2
