"""Cut a string of names into names, as bylines print them: 林晓 东 is one, 周 平 何宁 are two, 周平何宁 too.

Blanks are no borders (two-character names are often printed with a blank inside) and a missing blank is no bond (lines
are cut anywhere), so the cheapest cut of the whole string is taken, by dynamic programming. What a name costs is below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import table
from kg.lexicon.schema import SurnameRow
from kg.reading.squeezed import HAN, Squeezed

DELIMITERS = frozenset("、，,/；;|｜。:：")
ALLOWED = re.compile(f"[{HAN}·•]")
# Costs, set by hand so that a name with a surname and no irregularity is free
RARE_SURNAME, NO_SURNAME, SINGLE, FOUR, LONG = 0.6, 2.0, 3.0, 1.5, 4.0
DOTTED = 0.5
BLANK_IN_PAIR, BLANK_IN_NAME, BREAK_IN_NAME, NO_BORDER = 0.4, 1.0, 0.6, 2.0
FURTHER_BORDER = 0.3  # each further border that nothing shows
COMMON = 10.0  # count from which a surname is common
LONGEST = 15  # characters of a foreign name with its dots
UNBROKEN = 9  # characters of names printed without anything between them
MOST = 120  # characters in a string of names


@dataclass(frozen=True, slots=True)
class Names:
    """Names as spans of the squeezed text, and the cost of the dearest of them (0: nothing irregular)."""

    spans: tuple[tuple[int, int], ...]
    cost: float


@cache
def surnames() -> dict[str, float]:
    """Cost of each surname."""
    return {r.surname: 0.0 if r.count >= COMMON else RARE_SURNAME for r in table("reading/surnames", SurnameRow)}


def name_cost(text: Squeezed, left: int, right: int) -> float:
    """What it costs to take `text[left:right]` for one name."""
    name = text.text[left:right]
    length = right - left
    if "·" in name or "•" in name:
        gaps = sum(text.gap(i) for i in range(left + 1, right))
        return DOTTED + BLANK_IN_NAME * gaps if length >= 4 and name[0] not in "·•" and name[-1] not in "·•" else LONG
    known = surnames()
    compound = known.get(name[:2]) if length >= 3 else None
    cost = compound if compound is not None else known.get(name[0], NO_SURNAME)
    if length == 1:
        cost += SINGLE
    elif length == 4 and compound is None:
        cost += FOUR
    elif length > 4:
        cost += LONG
    for i in range(left + 1, right):
        if i in text.breaks:
            cost += BREAK_IN_NAME
        elif i in text.blanks:
            cost += BLANK_IN_PAIR if length == 2 else BLANK_IN_NAME
    return cost


def split_names(text: Squeezed, left: int, right: int) -> Names | None:
    """Cut `text[left:right]` into names.

    Returns:
        None if it is empty, too long, or holds anything but Chinese characters, dots inside names and delimiters.
    """
    if not 0 < right - left <= MOST:
        return None
    spans: list[tuple[int, int]] = []
    dearest = 0.0
    here = left
    while here < right:
        if text.text[here] in DELIMITERS:
            here += 1
            continue
        end = here
        while end < right and text.text[end] not in DELIMITERS:
            if not ALLOWED.match(text.text[end]):
                return None
            end += 1
        if unbroken(text, here, end) > UNBROKEN:
            return None
        found = cheapest(text, here, end)
        spans += found.spans
        dearest = max(dearest, found.cost)
        here = end
    return Names(tuple(spans), dearest) if spans else None


def unbroken(text: Squeezed, left: int, right: int) -> int:
    """Length of the longest stretch without a gap or a dot inside a name."""
    longest, start = 0, left
    for i in range(left, right):
        if text.gap(i) or text.text[i] in "·•":
            start = i
        longest = max(longest, i + 1 - start)
    return longest


def cheapest(text: Squeezed, left: int, right: int) -> Names:
    """The cheapest cut of a stretch without delimiters."""
    best: list[tuple[float, int]] = [(0.0, left)]  # up to each character: cost, where its last name begins
    dotted = "·" in text.text[left:right] or "•" in text.text[left:right]
    for end in range(left + 1, right + 1):
        options = []
        for start in range(max(left, end - (LONGEST if dotted else 5)), end):
            border = 0.0 if start == left or text.gap(start) else NO_BORDER
            options.append((round(best[start - left][0] + border + name_cost(text, start, end) + 0.01, 4), start))
        best.append(min(options))
    spans: list[tuple[int, int]] = []
    end = right
    while end > left:
        start = best[end - left][1]
        spans.append((start, end))
        end = start
    spans.reverse()
    bare = sum(a > left and not text.gap(a) for a, _ in spans)
    borders = NO_BORDER + FURTHER_BORDER * (bare - 1) if bare else 0.0
    return Names(tuple(spans), max(borders, *(name_cost(text, a, b) for a, b in spans)))
