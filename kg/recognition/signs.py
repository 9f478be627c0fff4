"""How likely a stretch is a name, from weighted signs: patterns on the stretch itself and on the text before and after it.

A sign table (kg/lexicon/*/signs.tsv) holds log-odds; their sum goes through the logistic function. Weights were set by reading samples of
what each pattern finds in raw news and work reports.
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
        anchors = {"name": "{}", "before": "(?:{})$", "after": "(?:{})"}
        self.signs = [(row.part, re.compile(anchors[row.part].format(row.pattern)), row.weight) for row in rows]

    def after(self, text: str, right: int) -> float:
        """The sum of the weights of the signs behind `right` that speak for a name, in log-odds."""
        following = text[right : right + WINDOW]
        return sum(w for part, pattern, w in self.signs if part == "after" and w > 0 and pattern.match(following))

    def around(self, text: str, left: int, right: int, first: int, last: int) -> float:
        """`weigh` of `text[left:right]`, but with what stands around the longer stretch `text[first:last]`."""
        framed = text[max(0, first - WINDOW) : first] + text[left:right] + text[last : last + WINDOW]
        return self.weigh(framed, min(first, WINDOW), min(first, WINDOW) + right - left)

    def weigh(self, text: str, left: int, right: int) -> float:
        """The sum of the weights of all signs that hold for `text[left:right]`, in log-odds."""
        name = text[left:right]
        before, after = text[max(0, left - WINDOW) : left], text[right : right + WINDOW]
        total = 0.0
        for part, pattern, weight in self.signs:
            if part == "name":
                found = pattern.search(name)
            elif part == "before":
                found = pattern.search(before)
            else:
                found = pattern.match(after)
            if found:
                total += weight
        return total


@cache
def signs(name: str) -> Signs:
    """The compiled sign table `name` (`projects/signs`), once a process."""
    return Signs(table(name, SignRow))


def probability(log_odds: float) -> float:
    """Log-odds as a probability of three decimals, so that no floating-point noise is left."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))), 3)
