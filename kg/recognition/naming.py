"""How likely a stretch of text is the name of a person: one model behind the post grammar and the search for names.

A logistic model of few, readable terms: how far the characters look like a Chinese name (`kg.lexicon.names`), what
stands left and right of it (people/name_contexts.tsv: log-odds of one or two neighbouring characters beside names
against anywhere), its length, whether a border runs through an everyday word, and whether the page repeats it among
other neighbours. A reader that already knows that a name must begin or end somewhere (after a title, before 同志)
passes that as `lead` or `tail` instead of the neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import exp

from spacy.tokens import Doc

from kg.lexicon import table
from kg.lexicon.names import name_score, surname_weights
from kg.lexicon.schema import EverydayRow, NameContextRow, WeightedWordRow, WordRow
from kg.recognition.candidates import text_of

# Fitted by kg/training/person_names.py on every sixth text of pku98 and the MSRA training set (logistic regression).
BIAS = -4.079
OF_NAME, OF_LEFT, OF_RIGHT = 0.654, 0.615, 0.95
OF_TWO, OF_FOUR = -0.803, -3.99
CUT_LEFT, CUT_RIGHT = -2.999, -1.84  # a border through an everyday word
WORD_RIGHT = 0.952  # an everyday word right behind
TITLED_BIAS, TITLED_OF_NAME, TITLED_OF_RIGHT = -1.708, 0.582, 1.901  # the same, right behind a title
TITLED_OF_TWO, TITLED_OF_FOUR, TITLED_CUT_RIGHT, TITLED_WORD_RIGHT = -1.393, -2.326, -2.336, 0.089
LEAST_ODDS = -2.5  # no neighbour speaks louder against a name
UNSEEN = -0.3  # log-odds of a neighbour that the table does not list
CERTAIN = 5.0  # log-odds given to a border that the grammar vouches for
NAMING_KEY = "kg_naming"
MOST_REPEATED = 1.5  # log-odds that repetition on a page can add
EDGE = "^"  # stands for the border of the text in the table
LOWEST = -5.0  # names scored lower are never tried
CLOSERS = frozenset(("", "、", "，", "。", "；", "（", "）", "\n"))
DOTTED_LOGIT = 2.0  # log-odds of a name with a dot whose characters all transcribe foreign names
TELLING = 1.0  # log-odds of a surname that tells a name by itself
FRAMED = 0.9  # log-odds of a stretch between a title and punctuation that begins with no known surname
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,7}(?P<dot>[·•])(?:[\u4e00-\u9fff]{1,7}[·•]){0,2}(?P<last>[\u4e00-\u9fff]{1,6})")


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that may be a person's name. `logit` is the model's log-odds."""

    left: int
    right: int
    logit: float

    @property
    def chance(self) -> float:
        """Probability between 0 and 1, rounded so that no floating-point noise decides."""
        return round(1 / (1 + exp(-max(-30.0, min(30.0, self.logit)))), 3)


@cache
def tails() -> dict[str, float]:
    """Characters that rather follow a name than end it, with the log-odds against."""
    return {row.word: row.weight for row in table("people/name_tails", WeightedWordRow)}


@cache
def followers() -> dict[str, float]:
    """Words that stand right behind names in local news, with the log-odds for a name."""
    return {row.word: row.weight for row in table("people/name_followers", WeightedWordRow)}


@cache
def foreign_characters() -> frozenset[str]:
    """Characters that transcribe foreign names."""
    return frozenset(row.word for row in table("people/foreign_characters", WordRow))


@cache
def everyday() -> frozenset[str]:
    """Everyday words of two characters."""
    return frozenset(row.word for row in table("everyday", EverydayRow) if len(row.word) == 2)


@cache
def contexts() -> tuple[dict[str, float], dict[str, float]]:
    """Log-odds of what stands left of a name, and right of it."""
    sides: dict[str, dict[str, float]] = {"left": {}, "right": {}}
    for row in table("people/name_contexts", NameContextRow):
        sides[row.side][row.text] = row.weight
    return sides["left"], sides["right"]


@cache
def best_right() -> float:
    """The highest log-odds of anything right of a name."""
    return max(*contexts()[1].values(), *followers().values(), UNSEEN)


@cache
def surname_firsts() -> frozenset[str]:
    """First characters of surnames."""
    return frozenset(surname[0] for surname in surname_weights())


def is_han(text: str) -> bool:
    """Whether all characters are Chinese characters of the basic block."""
    return all(0x4E00 <= ord(c) <= 0x9FFF for c in text)


def classed(text: str) -> str:
    """The text with every digit as 0, every Latin letter as a, every line feed as an edge; same length."""
    return "".join(
        "0" if c.isdigit() else "a" if c.isascii() and c.isalpha() else EDGE if c == "\n" else c for c in text
    )


def naming_of(doc: Doc) -> Naming:
    """The model over a document's text, built once and kept with it."""
    if NAMING_KEY not in doc.user_data:
        doc.user_data[NAMING_KEY] = Naming(text_of(doc))
    naming: Naming = doc.user_data[NAMING_KEY]
    return naming


class Naming:
    """The model over one text. Building it is linear in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shadow = EDGE * 2 + classed(text) + EDGE * 2
        self.left_odds, self.right_odds = contexts()
        self.followers: dict[str, set[str]] = {}
        self.leaders: dict[str, set[str]] = {}
        firsts = surname_firsts()
        sizes = ((i, self._sizes(i)) for i in range(len(text) - 1) if text[i] in firsts)
        self._lengths = {left: lengths for left, lengths in sizes if lengths}
        self.starts = list(self._lengths)
        for left, lengths in self._lengths.items():
            for size in lengths:
                name = text[left : left + size]
                self.followers.setdefault(name, set()).add(self.shadow[left + size + 2])
                self.leaders.setdefault(name, set()).add(self.shadow[left + 1])

    def lengths(self, left: int) -> tuple[int, ...]:
        """Lengths that a name beginning at `left` may have."""
        return self._lengths.get(left, ())

    def _sizes(self, left: int) -> tuple[int, ...]:
        """The same, worked out."""
        text = self.text
        surnames = surname_weights()
        two = text[left : left + 2] in surnames and len(text[left : left + 2]) == 2
        if not two and text[left] not in surnames:
            return ()
        sizes = (2, 3, 4) if two else (2, 3)
        return tuple(n for n in sizes if left + n <= len(text) and is_han(text[left : left + n]))

    def left_of(self, left: int) -> float:
        """Log-odds of the neighbours left of `left`."""
        pair = self.shadow[left : left + 2]
        return max(self.left_odds.get(pair, self.left_odds.get(pair[1], UNSEEN)), LEAST_ODDS)

    def right_of(self, right: int) -> float:
        """Log-odds of the neighbours right of `right`; an everyday word there never speaks against a name."""
        pair = self.shadow[right + 2 : right + 4]
        odds = self.right_odds.get(pair, self.right_odds.get(pair[0], UNSEEN))
        odds = max(odds, followers().get(pair, odds))
        return max(odds, UNSEEN if self.begins_word(right) else LEAST_ODDS)

    def cuts_word(self, at: int) -> bool:
        """Whether a border at `at` runs through an everyday word of two characters (涉嫌 in 涉|嫌)."""
        return at > 0 and self.text[at - 1 : at + 1] in everyday()

    def begins_word(self, at: int) -> bool:
        """Whether an everyday word of two characters stands right behind a border (涉嫌 behind 张三)."""
        return self.text[at : at + 2] in everyday()

    def best_chance(self, left: int, right: int, lead: float) -> float:
        """Log-odds that `name` cannot exceed, whatever stands right of the stretch: cheap to ask beforehand."""
        score = max(name_score(self.text[left:right]), LOWEST * 2)
        return BIAS + OF_NAME * score + OF_LEFT * lead + OF_RIGHT * best_right() + WORD_RIGHT + MOST_REPEATED

    def repeated(self, name: str) -> float:
        """Log-odds that a page adds by repeating the name among varying neighbours."""
        after = len(self.followers.get(name, ()))
        before = len(self.leaders.get(name, ()))
        return min(MOST_REPEATED, 0.5 * (min(after, before) - 1)) if min(after, before) > 1 else 0.0

    def name(self, left: int, right: int, lead: float | None = None, tail: float | None = None) -> Name:
        """Judge one stretch; `lead` and `tail` replace the log-odds of its neighbours."""
        text = self.text[left:right]
        logit = (
            BIAS
            + OF_NAME * max(name_score(text), LOWEST * 2)
            + OF_LEFT * (self.left_of(left) if lead is None else lead)
            + OF_RIGHT * (self.right_of(right) if tail is None else tail)
            + (OF_TWO if right - left == 2 else OF_FOUR if right - left == 4 else 0.0)
            + (CUT_LEFT if lead is None and self.cuts_word(left) else 0.0)
            + (CUT_RIGHT if tail is None and self.cuts_word(right) else 0.0)
            + (WORD_RIGHT if tail is None and self.begins_word(right) else 0.0)
            + self.repeated(text)
            - tails().get(text[-1], 0.0)
        )
        return Name(left, right, round(logit, 4))

    def starting(self, left: int, lead: float | None = None) -> Name | None:
        """The likeliest name that begins at `left`; None if nothing there begins with a surname."""
        if left + 1 >= len(self.text):
            return None
        names = [self.name(left, left + n, lead) for n in self.lengths(left)]
        return max(names, key=lambda n: (n.logit, n.right), default=None)

    def titled(self, left: int, lift: float = 0.0) -> Name | None:
        """The likeliest name behind a title that ends at `left`, by weights fitted there; `lift` is added."""
        names = []
        for size in self.lengths(left) if left + 1 < len(self.text) else ():
            text = self.text[left : left + size]
            logit = (
                TITLED_BIAS
                + TITLED_OF_NAME * max(name_score(text), LOWEST * 2)
                + TITLED_OF_RIGHT * self.right_of(left + size)
                + (TITLED_OF_TWO if size == 2 else TITLED_OF_FOUR if size == 4 else 0.0)
                + (TITLED_CUT_RIGHT if self.cuts_word(left + size) else 0.0)
                + (TITLED_WORD_RIGHT if self.begins_word(left + size) else 0.0)
                + self.repeated(text)
                - tails().get(text[-1], 0.0)
                + lift
            )
            names.append(Name(left, left + size, round(logit, 4)))
        return max(names, key=lambda n: (n.logit, n.right), default=None)

    def framed(self, left: int) -> Name | None:
        """A stretch of two or three characters up to the next punctuation, whatever its surname (主任枊洪，)."""
        right = left
        while right < min(left + 4, len(self.text)) and is_han(self.text[right]):
            right += 1
        everyday_word = self.cuts_word(left + 1) and surname_weights().get(self.text[left : left + 1], 0.0) < TELLING
        if right - left in (2, 3) and self.text[right : right + 1] in CLOSERS and not everyday_word:
            return Name(left, right, FRAMED)
        return None

    def dotted(self, left: int) -> Name | None:
        """A name with a middle dot that begins at `left`; its right border is where names end best."""
        match = DOTTED.match(self.text, left)
        if not match:
            return None
        last = match.start("last")
        foreign = foreign_characters()
        reach = last
        while reach < match.end() and self.text[reach] in foreign:
            reach += 1
        if reach == last or any(c not in foreign for c in self.text[left:last] if is_han(c)):
            return None
        ends = range(min(last + 2, reach), reach + 1)
        right = max(ends, key=lambda end: (self.right_of(end), end))
        return Name(left, right, DOTTED_LOGIT)

    def ending(self, right: int, tail: float | None = None, lead: float | None = None) -> Name | None:
        """The likeliest name that ends at `right`."""
        names = [
            self.name(left, right, lead, tail)
            for left in range(max(0, right - 4), right - 1)
            if right - left in self.lengths(left)
        ]
        return max(names, key=lambda n: (n.logit, n.right - n.left), default=None)
