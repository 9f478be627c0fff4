"""Where names of places, bodies and companies can begin: one reading of a text that their recognisers share.

A name of these kinds shows its end (局, 有限公司, 水库) but not its beginning. `Ground` marks what no such name runs
over (punctuation, words of kg/lexicon/edges.tsv), where everyday words lie and where a division's name stands;
`Ground.reach` walks left from an ending to the border.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import EdgeRow, EverydayRow
from kg.model import RegionKind
from kg.recognition.candidates import text_of
from kg.recognition.spots import find_spots, place_words

OPENERS = {"）": "（", "”": "“", "’": "‘"}
TITLE = 2  # mark in `Ground.edge_begins` of nouns such as titles
ENCLOSED = 14  # characters that brackets or quotes inside a name may hold


@dataclass(frozen=True, slots=True)
class Border:
    """How far left a name may reach, and what stops it there.

    `kind` is "open" at punctuation or the text's beginning, "cut" where only the length limit stopped, else the kind of
    the bordering word in edges.tsv.
    """

    left: int
    kind: str


@cache
def edge_matcher() -> Matcher[str]:
    """Finds the words of edges.tsv, by their kind."""
    return Matcher((row.word, row.kind) for row in table("edges", EdgeRow))


@cache
def everyday_matcher() -> Matcher[str]:
    """Finds everyday words."""
    return Matcher((row.word, row.word) for row in table("everyday", EverydayRow))


def readable(doc: Doc) -> list[tuple[int, int]]:
    """The stretches of a text in which names are sought: its regions but for navigation, or all of it."""
    regions = doc._.regions or []
    if not regions:
        return [(0, len(doc))]
    return [(r.left, r.right) for r in regions if r.kind is not RegionKind.NAVIGATION]


def ground(doc: Doc) -> Ground:
    """The ground of one document, made once."""
    found = doc.user_data.get("kg.ground")
    if not isinstance(found, Ground):
        found = doc.user_data["kg.ground"] = Ground(text_of(doc), doc._.words or [], readable(doc))
    return found


class Ground:
    """Fences, bordering words, everyday words and division names of one text, in time linear in its length."""

    def __init__(self, text: str, words: list[tuple[int, int]], stretches: list[tuple[int, int]]) -> None:
        """Read a text.

        Args:
            text: the text.
            words: the segmenter's words as offsets, or none.
            stretches: the parts in which names are sought.
        """
        self.text = text
        size = len(text)
        self.open = bytearray(size + 1)  # 1 where a character may belong to a name
        for left, right in stretches:
            for i in range(left, min(right, size)):
                if (text[i].isalnum() and not text[i].isdigit()) or text[i] == "·":
                    self.open[i] = 1
        self.segmented = bool(words)
        self.begins = bytearray(size + 1)  # 1 where a word of the segmenter or an edge begins
        self.ends = bytearray(size + 1)
        self.edge_begins = bytearray(size + 1)  # 1 where a bordering word begins, TITLE where a noun does
        for left, right in words:
            self.begins[left] = 1
            self.ends[right] = 1
        self.everyday: dict[int, list[int]] = {}  # ends of the everyday words that begin at an offset
        self.crossed = bytearray(size + 1)  # 1 where an everyday word runs over an offset
        for left, right, _ in everyday_matcher().find(text):
            self.everyday.setdefault(left, []).append(right)
            for i in range(left + 1, right):
                self.crossed[i] = 1
        self.spots = find_spots(text, lambda left: bool(self.open[left]), self.cuts)
        trusted = [spot for spot in self.spots if spot.kind != "doubtful"]
        self.spot_at = {spot.left: spot for spot in trusted}
        self.spot_end = {spot.right: spot for spot in trusted}
        self.edge = self._edges()
        self.named: dict[int, int] = {}  # beginnings of other places by their ends, as `note` was told

    def inside_word(self, left: int, right: int) -> bool:
        """Whether an ending of one character is but the end of an everyday word (局 of 格局)."""
        return right - left == 1 and bool(self.crossed[left])

    def cuts(self, left: int, right: int) -> bool:
        """Whether an everyday word runs over the beginning or the end of a stretch."""
        return bool(self.crossed[left] or self.crossed[right])

    def _edges(self) -> list[str]:
        """For each offset the kind of the bordering word that ends there, "" for none."""
        size = len(self.text)
        found = sorted(edge_matcher().find(self.text), key=lambda m: (m[0], -m[1]))
        edge = [""] * (size + 1)
        cover = [0] * (size + 1)  # end of the shield that covers an offset
        shields = [(left, right) for left, right, kind in found if kind == "inside"]
        for left, right in [*shields, *((s.left, s.right) for s in self.spot_at.values())]:
            for i in range(left, right):
                cover[i] = max(cover[i], right)
        for left, right, row_kind in found:
            if row_kind == "inside" or cover[left] >= right or not self._stands_apart(left, right, row_kind):
                continue
            self.edge_begins[left] = TITLE if row_kind == "noun" else 1
            if edge[right] in ("", "weak"):
                edge[right] = "count" if row_kind == "measure" else row_kind
            self.begins[left] = 1
        return edge

    def _stands_apart(self, left: int, right: int, kind: str) -> bool:
        """Whether a word of edges.tsv is a word here, by the segmenter or else by everyday words."""
        if kind == "measure":
            before = self.text[left - 1 : left]
            return before.isnumeric() or before in place_words("many")
        if kind == "single":
            return bool(self.begins[left] and self.ends[right]) if self.segmented else not self.crossed[right]
        return kind == "weak" or not self.segmented or bool(self.begins[left] or self.ends[right])

    def note(self, left: int, right: int) -> None:
        """Keep a place that was found otherwise, so that names may begin with it."""
        self.named[right] = min(left, self.named.get(right, left))

    def reach(self, end: int, longest: int, enclosed: bool = False, strict: bool = False) -> Border:
        """How far left a name may begin whose ending starts at `end`.

        Args:
            end: offset where the ending (局, 有限公司) begins.
            longest: characters that the name may have before it.
            enclosed: whether brackets and quotes may stand inside.
            strict: whether weak borders count where a word that is no everyday one follows.
        """
        i = end
        floor = max(0, end - longest)
        while i > floor:
            kind = self.edge[i]
            if i == end and kind in ("noun", "weak"):
                kind = ""
            if kind and (kind != "weak" or self.opens_place(i, end) or (strict and not self.plain(i, end))):
                return Border(i, "cut" if self.text[i : i + 1] in place_words("tail") else kind)
            if not self.open[i - 1]:
                inner = self.jump(i) if enclosed else None
                if inner is None or inner < floor:
                    return Border(i, "open")
                i = inner
                continue
            i -= 1
        return Border(i, "open" if i == 0 or not self.open[i - 1] else "cut")

    def opens_place(self, at: int, end: int) -> bool:
        """Whether a place or 国家 begins at an offset, or a level (区 of 区财政局) that does not end there."""
        national = any(self.text.startswith(word, at) for word in place_words("national"))
        return at in self.spot_at or national or (self.text[at] in place_words("letter") and at + 1 < end)

    def jump(self, right: int) -> int | None:
        """Where the bracket or quote opens that closes right before `right`, None if it holds too much for a name."""
        opener = OPENERS.get(self.text[right - 1])
        if opener is None:
            return None
        left = self.text.rfind(opener, max(0, right - ENCLOSED - 2), right - 1)
        if left < 0 or right - left < 3:
            return None
        inner = self.text[left + 1 : right - 1]
        return left if all(c.isalnum() or c in "+-·、" for c in inner) else None

    def chain(self, left: int) -> int:
        """The end of the run of division names that begins at `left`; `left` itself when none does."""
        while left in self.spot_at:
            left = self.spot_at[left].right
        return left

    def head(self, right: int, limit: int) -> int:
        """The beginning of the run of places that ends at `right`, not before `limit`; `right` if none does."""
        while True:
            spot = self.spot_end.get(right)
            left = spot.left if spot else self.named.get(right, right)
            if left == right or left < limit:
                return right
            right = left

    def place_in(self, left: int, right: int) -> int | None:
        """Where the first place within two offsets begins."""
        first = None
        for i in range(right, left, -1):
            spot = self.spot_end.get(i)
            if spot and spot.left >= left:
                first = spot.left
            elif i in self.named and self.named[i] >= left:
                first = self.named[i]
        return first

    def plain(self, left: int, right: int) -> bool:
        """Whether a stretch consists of everyday words alone."""
        reached = {left}
        for i in range(left, right):
            if i in reached:
                reached.update(e for e in self.everyday.get(i, ()) if e <= right)
        return right in reached and left < right

    def is_word_start(self, at: int) -> bool:
        """Whether a word may begin here: no letter stands before, a bordering word ends, or the segmenter says so."""
        return at == 0 or not self.open[at - 1] or bool(self.edge[at]) or bool(self.begins[at])
