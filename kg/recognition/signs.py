"""How likely a stretch is a name, from weighted signs: patterns on the stretch and on the text before and after it.

A sign table (kg/lexicon/*/signs.tsv) holds log-odds; their sum goes through the logistic function. Weights were set by
reading samples of what each pattern finds in raw news and work reports.
"""

from __future__ import annotations

import math
import re
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import SignRow

WINDOW = 24  # characters seen on either side


class Signs:
    """A compiled sign table."""

    def __init__(self, rows: tuple[SignRow, ...]) -> None:
        anchors = {"name": "{}", "before": "(?:{})$", "after": "(?:{})", "whole": "{}", "built": "{}"}
        self.signs = [(row.part, re.compile(anchors[row.part].format(row.pattern)), row.weight) for row in rows]

    def built(self, text: str, left: int, right: int) -> bool:
        """Whether a sign of part `built` holds for `text[left:right]`."""
        before, after = text[max(0, left - WINDOW) : left], text[right : right + WINDOW]
        whole = f"{before}⟦{text[left:right]}⟧{after}"
        return any(part == "built" and pattern.search(whole) for part, pattern, _ in self.signs)

    def weigh(self, text: str, left: int, right: int) -> float:
        """The sum of the weights of all signs that hold for `text[left:right]`, in log-odds."""
        return self.judge(text[left:right], text[max(0, left - WINDOW) : left], text[right : right + WINDOW])

    def judge(self, name: str, before: str, after: str) -> float:
        """The sum of the weights of all signs that hold for a name between two stretches of text, in log-odds."""
        total, whole = 0.0, f"{before}⟦{name}⟧{after}"
        for part, pattern, weight in self.signs:
            if part == "name":
                found = pattern.search(name)
            elif part == "before":
                found = pattern.search(before)
            elif part == "after":
                found = pattern.match(after)
            else:
                found = pattern.search(whole) if part == "whole" else None
            if found:
                total += weight
        return total

    def quoted(self, text: str, left: int, right: int, first: int | None = None, last: int | None = None) -> float:
        """The same for the words between the quotes at `left` and `right`, as seen from outside the quotes.

        Args:
            text: the text.
            left: offset of the opening quote.
            right: offset of the closing quote.
            first: opening quote of the row of quotes that the words stand in, if another.
            last: closing quote of that row.
        """
        first, last = left if first is None else first, right if last is None else last
        before, after = text[max(0, first - WINDOW) : first], text[last + 1 : last + 1 + WINDOW]
        return self.judge(text[left + 1 : right], before, after)


@cache
def signs(name: str) -> Signs:
    """The compiled sign table `name` (`projects/signs`), once a process."""
    return Signs(table(name, SignRow))


def probability(log_odds: float) -> float:
    """Log-odds as a probability of three decimals, so that no floating-point noise is left."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))), 3)
