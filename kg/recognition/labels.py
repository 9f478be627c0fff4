"""Quoted labels of programs: “3571”工作思路, “网格+积分”; and quotes that are figures of speech.

Newspapers quote coinages, ironies and slogans alike. What tells a program's label apart: a class noun behind it, an
implementing verb before it, its shape (digits, +, parallel words), its return on the page, and that news do not print
the same words in quotes elsewhere.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import LabelRow, PatternRow, QuotedWordRow
from kg.recognition.nounphrase import Layout
from kg.recognition.signs import signs

QUOTES = frozenset("“”‘’")
LONGEST = 40  # characters in quotes
BIAS = -0.8  # log-odds of a quote of which nothing is known
MIDDLE = 0.12  # log-odds that each character between the quote and its class noun costs
COINED = 0.4  # log-odds of words that news do not print in quotes elsewhere
AGAIN = 0.8  # log-odds of a quote that the page prints more than once
HEADLINE = 0.6  # log-odds of a quote in a headline
PREFIX_LED = -0.1  # log-odds that the noun before a label costs behind a verb
PREFIX_BARE = -0.5  # the same elsewhere
NEIGHBOURS = 12  # quotes of an enumeration that are passed over to its class noun
BRIEF = 0.8  # log-odds that a brief quote gets back when a class noun follows: “四心”服务
REPEATED = 3  # characters a quote must have for its return or its place in a headline to count
GOVERNED = 8  # characters before a quote below which a verb at their end governs the quote (县里开发“…”小程序)
PREFIX_LENGTHS = range(2, 25)


@dataclass(frozen=True, slots=True)
class Label:
    """A quoted label: the name may begin at `prefix` or at `left`, the opening quote; `odds` are log-odds."""

    prefix: int | None
    left: int
    right: int
    odds: float
    led: bool  # whether a verb stands before the prefix


@cache
def nouns() -> tuple[re.Pattern[str], dict[str, LabelRow]]:
    """The class nouns with what may stand between them and the quote, and their rows."""
    rows = {row.noun: row for row in table("programs/labels", LabelRow)}
    words = "|".join(sorted(map(re.escape, rows), key=lambda word: (-len(word), word)))
    return re.compile(rf"([^\W_]{{0,10}}?)({words})"), rows


@cache
def foreign_prefix() -> re.Pattern[str]:
    """Matches words before a quote that do not belong to the label."""
    return re.compile("(?:" + "|".join(row.pattern for row in table("programs/prefixes", PatternRow)) + ")$")


@cache
def familiarity() -> dict[str, float]:
    """Log-odds of each word that news often print in quotes, from how often it is a program's label there."""
    return {
        row.word: max(-2.0, min(1.5, 0.5 * math.log((row.program + 0.5) / (row.count - row.program + 0.5))))
        for row in table("programs/quoted_words", QuotedWordRow)
    }


def labels(layout: Layout, titles: list[tuple[int, int]]) -> list[Label]:
    """The quoted stretches of a text that may be labels, in order.

    Args:
        layout: the text's brackets and borders.
        titles: headlines, as spans.
    """
    text = layout.text
    quotes = sorted((left, right) for right, left in layout.pairs.items() if text[right] in QUOTES)
    quotes = [(a, b) for a, b in quotes if 0 < b - a - 1 <= LONGEST]
    printed = Counter(text[a + 1 : b] for a, b in quotes)
    found = []
    for left, right in quotes:
        words = text[left + 1 : right]
        odds = BIAS + signs("programs/quotes").quoted(text, left, right)
        odds += familiarity().get(words, COINED)
        if len(words) >= REPEATED:
            odds += AGAIN * (printed[words] > 1) + HEADLINE * any(a <= left < b for a, b in titles)
        end, weight = class_noun(layout, right + 1)
        begin, led = prefix(layout, left)
        found.append(Label(begin, left, end, odds + weight, led))
    return found


def class_noun(layout: Layout, at: int) -> tuple[int, float]:
    """Where a label whose quote ends before `at` ends, and the log-odds that its class noun gives."""
    text, behind, listed = layout.text, at, False
    closings = layout.closings
    for _ in range(NEIGHBOURS):
        quote = layout.joined(behind)
        if quote is None or quote not in closings:
            break
        behind, listed = closings[quote] + 1, True
    begin = behind + 1 if layout.particle(behind) else behind
    pattern, rows = nouns()
    match = pattern.match(text, begin)
    if not match or layout.bordered(match.start(1), match.end(1)):
        return at, 0.0
    row, end = rows[match[2]], match.end()
    middle = end - len(row.noun) - begin
    while following := pattern.match(text, end):
        if following[1]:
            break
        row, end = rows[following[2]], following.end()
    brief = row.keep and begin - 1 - layout.pairs.get(begin - 1, 0) <= REPEATED
    weight = row.weight - MIDDLE * middle + BRIEF * brief
    if listed:
        return at, weight * 0.7
    return (end if row.keep and not layout.counted(begin, end) else at), weight


def prefix(layout: Layout, left: int) -> tuple[int | None, bool]:
    """Where the noun before an opening quote begins, if it belongs to the label (渔船报检“2060”服务).

    The second value says whether a verb leads it.
    """
    start = layout.start(left)
    begin = max([start.left, *(j.right for j in start.joins)])
    begin = layout.subject_end(begin, left)
    words = layout.text[begin:left]
    if layout.soft_end(left) and len(words) < GOVERNED:
        return None, False
    if len(words) not in PREFIX_LENGTHS or "”" in words or foreign_prefix().search(words):
        return None, False
    return begin, start.kind in {"verb", "light"}
