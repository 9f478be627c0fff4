"""Dates of a page and its newspaper, as printed or as the file's name says; the date of an article's dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from kg.reading.patterns import pattern
from kg.reading.pieces import Kind, Piece

NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
DATELINE = 90  # characters of a body in which its dateline's date stands
AHEAD = 31  # days that a dateline may lie after the issue date before it is taken for the year before


def iso(year: int, month: int, day: int) -> str | None:
    """A date in ISO form, None if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def issue_date(found: Iterable[Piece], name: str) -> str | None:
    """The issue date: of the first masthead or source line that prints one, else of the file's name."""
    for piece in found:
        if piece.kind in (Kind.SOURCE, Kind.NAVIGATION):
            hit = pattern("issue").search(piece.text.text)
            day = hit and iso(int(hit["year"]), int(hit["month"]), int(hit["day"]))
            if day:
                return day
    for part in reversed(PurePosixPath(name).parts):
        hit = NAME_DATE.search(part)
        if hit and (day := iso(int(hit[1]), int(hit[3]), int(hit[4]))):
            return day
    return None


def newspaper(found: Iterable[Piece]) -> str | None:
    """The paper: of the masthead, else of a source line, else of the line that points to its app, else of a lead-in."""
    pieces = list(found)
    plain = [p.text.text for p in pieces if p.kind in (Kind.SOURCE, Kind.NAVIGATION)]
    for name in ("paper_line", "paper_source", "paper_client"):
        for s in plain:
            hit = pattern(name).search(s)
            if hit:
                return hit["paper"]
    for piece in pieces:
        if piece.lead and piece.lead.paper and pattern("paper").fullmatch(piece.lead.paper):
            return piece.lead.paper
    return None


def dateline(body: str, lead_date: str | None, issued: str | None, year: int | None) -> str | None:
    """The date of an article's dateline.

    Args:
        body: the beginning of the body without white space.
        lead_date: month and day that the lead-in prints.
        issued: the issue date.
        year: the year of the page where only the text tells it.

    Returns:
        ISO date, None if there is no date or its year is unknown.
    """
    head = body[:DATELINE]
    stop = re.search("[。！？](?!”)", head)  # a quote at the beginning comes before the date
    hit = pattern("date").search(lead_date or (head[: stop.start()] if stop else head))
    hit = hit or pattern("sentence_date").search(head)
    if not hit:
        return None
    month, day = int(hit["month"]), int(hit["day"])
    if hit["year"]:
        return iso(int(hit["year"]), month, day)
    if issued is None:
        return iso(year, month, day) if year else None
    found = iso(int(issued[:4]), month, day)
    if found and (date.fromisoformat(found) - date.fromisoformat(issued)).days > AHEAD:
        return iso(int(issued[:4]) - 1, month, day)
    return found


def year_of_text(text: str) -> int | None:
    """The year of a page that prints none, from its plans.

    A body that says what it will do in a year speaks in that year. Only a page whose plans agree on one year, and that
    names no later one, tells its year.

    Args:
        text: the page's bodies without white space.
    """
    planned = {int(hit["year"]) for hit in pattern("plan_year").finditer(text)}
    if len(planned) != 1:
        return None
    year = planned.pop()
    latest = max((int(hit["year"]) for hit in pattern("year").finditer(text)), default=0)
    return year if latest <= year else None
