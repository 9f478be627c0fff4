"""Where a noun phrase begins that ends in a head like 项目 or 行动: the borders of kg/lexicon/phrases in one text.

Reading goes leftwards from the head over closed brackets and quotes to the nearest punctuation, then from there
rightwards over the words that cannot belong to a name. What the words mean is in the tables; only their order is
decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import BorderRow, WordRow
from kg.recognition.phrases import Phrases

OPENING = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "【": "】", "(": ")"}
CLOSING = {close: open_ for open_, close in OPENING.items()}
STOPS = frozenset("”’）》。！？；：，\n…—!?;,:|│■□▲▶◀●◆★ \t　") | frozenset(OPENING)
REACH = 60  # characters a name may have before its head
SPECIAL = re.compile(r"[\[\](){}?*+.^$\\]")  # what tells an expression from a word
LOOSE = "loose"  # kind of the words of phrases/verbs.tsv, which count as light where they are words of the text
OWNED = 2  # characters that a name has behind its company's name, before its head, to be a name without it


@dataclass(frozen=True, slots=True)
class Border:
    """A word of the table in the text."""

    left: int
    right: int
    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where a phrase may begin, and after what.

    `cue` is the border word before it and `kind` its kind, both empty at punctuation or the beginning of the text.
    `plural` says that a number or 一批 stands before it. `joins` are the conjunctions between `left` and the head.
    """

    left: int
    cue: str
    kind: str
    plural: bool
    joins: tuple[Border, ...]


@cache
def border_words() -> tuple[Phrases[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """The borders that are words, with their kinds, and those that are expressions."""
    words = {row.word: LOOSE for row in table("phrases/verbs", WordRow)}
    patterns = []
    for row in table("phrases/borders", BorderRow):
        if SPECIAL.search(row.pattern):
            patterns.append((re.compile(row.pattern), row.kind))
        else:
            words.update(dict.fromkeys(row.pattern.split("|"), row.kind))
    return Phrases(words.items()), tuple(patterns)


def borders_of(text: str, edges: frozenset[int]) -> list[Border]:
    """All borders of a text, none overlapping another: the leftmost, then the longest.

    Args:
        text: the text.
        edges: where the segmenter's words meet; a verb that straddles two words (发生 in 研发生产)
            is none. Empty: not known.
    """
    words, patterns = border_words()
    found = []
    for left, right, kind in words.find(text):
        if kind != LOOSE:
            found.append(Border(left, right, kind, text[left:right]))
        elif not edges or (left in edges and right in edges):
            found.append(Border(left, right, "light", text[left:right]))
    for pattern, kind in patterns:
        found.extend(Border(m.start(), m.end(), kind, m[0]) for m in pattern.finditer(text))
    found.sort(key=lambda b: (b.left, -b.right, b.kind))
    kept: list[Border] = []
    for border in found:
        if not kept or border.left >= kept[-1].right:
            kept.append(border)
    return kept


class Layout:
    """The borders and brackets of one text, found once, in time linear in its length."""

    def __init__(
        self, text: str, subjects: Iterable[tuple[int, int]] = (), words: Iterable[tuple[int, int]] = ()
    ) -> None:
        """Read a text.

        Args:
            text: the text.
            subjects: spans of names that may be the subject of a verb right behind them.
            words: the segmenter's words as spans, if there are any.
        """
        self.text = text
        self.borders = borders_of(text, frozenset(edge for word in words for edge in word))
        self.lefts = [b.left for b in self.borders]
        self.pairs = bracket_pairs(text)
        self.closings = {opening: closing for closing, opening in self.pairs.items()}
        self.subjects = set(subjects)
        self.by_left = sorted(self.subjects)

    def floor(self, head: int) -> tuple[int, list[tuple[int, int]]]:
        """The nearest punctuation to the left of `head`, and the bracketed stretches that were passed over."""
        at, passed = head, []
        limit = max(0, head - REACH)
        while at > limit:
            character = self.text[at - 1]
            if at - 1 in self.pairs:
                opening = self.pairs[at - 1]
                if opening < limit:
                    break
                passed.append((opening, at))
                at = opening
            elif character in STOPS:
                break
            else:
                at -= 1
        return at, passed

    def bordered(self, left: int, right: int) -> bool:
        """Whether a word that cannot stand within a name begins in a stretch."""
        borders = self.borders[bisect_left(self.lefts, left) : bisect_left(self.lefts, right)]
        return any(b.kind in {"verb", "light", "particle", "list", "owner"} for b in borders)

    def counted(self, left: int, right: int) -> bool:
        """Whether a number of things begins in a stretch (两个平台)."""
        borders = self.borders[bisect_left(self.lefts, left) : bisect_left(self.lefts, right)]
        return any(b.kind == "count" for b in borders)

    def joined(self, at: int) -> int | None:
        """The offset behind a conjunction or enumeration mark that stands at `at`; None if there is none."""
        i = bisect_left(self.lefts, at)
        if i < len(self.borders) and self.lefts[i] == at and self.borders[i].kind == "join":
            return self.borders[i].right
        return None

    def holds_subject(self, left: int, right: int) -> bool:
        """Whether one of the subjects lies within a stretch."""
        first, last = bisect_left(self.by_left, (left, 0)), bisect_left(self.by_left, (right, 0))
        return any(b <= right for _, b in self.by_left[first:last])

    def subject_end(self, left: int, right: int) -> int:
        """The end of the longest subject that begins at `left` and ends by `right`; `left` if there is none."""
        first, last = bisect_left(self.by_left, (left, 0)), bisect_left(self.by_left, (left + 1, 0))
        return max((b for _, b in self.by_left[first:last] if b <= right), default=left)

    def soft_end(self, at: int) -> bool:
        """Whether a soft word ends at an offset."""
        i = bisect_left(self.lefts, at) - 1
        return i >= 0 and self.borders[i].right == at and self.borders[i].kind == "soft"

    def particle(self, at: int) -> bool:
        """Whether a particle stands at an offset."""
        i = bisect_left(self.lefts, at)
        return i < len(self.borders) and self.lefts[i] == at and self.borders[i].kind == "particle"

    def start(self, head: int, years: bool = False) -> Start:
        """Where the phrase that ends at `head` begins; `years` says whether a year in front belongs to it."""
        left, passed = self.floor(head)
        cue, kind, plural = "", "", False
        joins: list[Border] = []
        for i in range(bisect_left(self.lefts, left), len(self.borders)):
            border = self.borders[i]
            if border.left >= head:
                break
            if border.right > head or any(a <= border.left < b for a, b in passed):
                continue
            if border.kind == "join":
                joins.append(border)
            elif border.kind == "year":
                left = border.right if border.left == left and not years else left
            elif border.kind == "soft":
                after_subject = (left, border.left) in self.subjects
                if after_subject or (border.left == left and kind != "verb"):
                    left, cue, kind = border.right, border.word, "light"
            elif border.kind == "owner":
                if head - border.right >= OWNED:
                    left, cue, kind, plural = border.right, border.word, border.kind, False
            elif border.kind == "count" and kind == "verb" and border.left == left:
                left, plural = border.right, True
            elif border.kind != "inside":
                plural = border.kind == "count" or (plural and border.left == left)
                left, cue, kind = border.right, border.word, border.kind
        return Start(left, cue, kind, plural, tuple(j for j in joins if j.left >= left))


def bracket_pairs(text: str) -> dict[int, int]:
    """The offset of the opening bracket or quote of each closing one; unpaired ones are left out, line feeds part."""
    pairs: dict[int, int] = {}
    stacks: dict[str, list[int]] = {open_: [] for open_ in OPENING}
    quotes: list[int] = []
    for at, character in enumerate(text):
        if character in "“”":
            quotes.append(at)
        elif character in OPENING:
            stacks[character].append(at)
        elif character in CLOSING:
            stack = stacks[CLOSING[character]]
            if stack:
                pairs[at] = stack.pop()
        elif character == "\n":
            pairs.update(quote_pairs(text, quotes))
            quotes.clear()
            for stack in stacks.values():
                stack.clear()
    pairs.update(quote_pairs(text, quotes))
    return pairs


def quote_pairs(text: str, quotes: list[int]) -> dict[int, int]:
    """Pair the double quotes of one line, the opening one by the closing one.

    In a line with an odd number of quotes one was lost in print or by OCR, and where quotes had no direction all behind
    it point the wrong way: then the one is left alone without which the quoted stretches are shortest and hold the
    fewest clauses.
    """
    if len(quotes) % 2 == 0:
        found, stack = {}, []
        for at in quotes:
            if text[at] == "“":
                stack.append(at)
            elif stack:
                found[at] = stack.pop()
        return found
    before = [0]
    for i in range(0, len(quotes) - 1, 2):
        before.append(before[-1] + strain(text, quotes[i], quotes[i + 1]))
    behind = [0]
    for i in range(len(quotes) - 2, 0, -2):
        behind.append(behind[-1] + strain(text, quotes[i], quotes[i + 1]))
    half = len(quotes) // 2
    alone = min(range(half + 1), key=lambda k: (before[k] + behind[half - k], -k)) * 2
    kept = quotes[:alone] + quotes[alone + 1 :]
    return dict(zip(kept[1::2], kept[::2], strict=True))


def strain(text: str, left: int, right: int) -> int:
    """How unlike a quoted name a stretch between two quotes is: its length, and more for each mark of a clause."""
    return right - left + 12 * sum(text.count(mark, left, right) for mark in "，。；")
