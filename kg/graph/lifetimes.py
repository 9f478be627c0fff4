"""When an edge or a node is there: closed intervals of days, from what was observed and what is said to hold.

A relation is there from the first day that a newspaper shows it, or the day it is said to hold from, whichever is
earlier, to the last such day: both days count. `2023` stands for its first to its last day, `2023-11` likewise; dates
in words stand for nothing. A thing is there as long as its relations and the articles that name it; one that anything
undated speaks of is always there.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import Fact

if TYPE_CHECKING:
    from kg.graph.graph import Graph

DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
Span = tuple[str, str]  # first and last day, ISO, both included


@lru_cache(maxsize=1 << 14)
def days(date: str | None) -> Span | None:
    """The first and last day of a year, month or day; None for what is none of these.

    >>> days("2024-02"), days("2024"), days("2024-02-30")
    (('2024-02-01', '2024-02-29'), ('2024-01-01', '2024-12-31'), None)
    """
    match = DATE.fullmatch(date or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        return (
            datetime.date(year, month or 1, day or 1).isoformat(),
            datetime.date(year, last_month, last_day).isoformat(),
        )
    except ValueError:  # calendar.IllegalMonthError is one
        return None


@lru_cache(maxsize=1 << 14)
def hull(*dates: str | None) -> Span | None:
    """The smallest interval that holds all the dates that are known; None if none is."""
    spans = [span for date in dates if (span := days(date))]
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None


def lifetime(fact: Fact) -> Span | None:
    """When a relation is there; None if nothing dates it."""
    return hull(fact.first, fact.last, fact.since, fact.until, fact.date)


def lifetimes(graph: Graph) -> dict[str, Span]:
    """When each thing is there, by id; those that are always there are left out."""
    articles = {s.id: hull(s.issue_date or s.date) for s in graph.sources}
    found: dict[str, Span] = {}
    always = set()
    for node in graph.nodes:
        for source in node.sources:
            if not grown(found, node.id, articles.get(source)):
                always.add(node.id)
    for fact in graph.facts:
        span = lifetime(fact)
        for end in (fact.subject, fact.object):
            if not grown(found, end, span):
                always.add(end)
    return {node: span for node, span in found.items() if node not in always}


def grown(found: dict[str, Span], node: str, span: Span | None) -> bool:
    """Stretch a thing's interval to hold another; whether there is another."""
    if span is None:
        return False
    known = found.get(node)
    if known is None:
        found[node] = span
    elif span[0] < known[0] or span[1] > known[1]:
        found[node] = (min(known[0], span[0]), max(known[1], span[1]))
    return True
