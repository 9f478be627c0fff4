"""Printed times: text and the day it was printed in, dates out (上周五 → 2024-03-01, 今年上半年 → 2024-01 to 2024-06).

A bound is an ISO day, month or year: its form is its precision. What a text leaves out is taken from the time before it
(2021年3月开工，10月投产) or from the issue's day; a month and day that would lie far ahead are of the year before,
unless the text speaks of what will be (预计12月投产). Words and patterns are in kg/lexicon/times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.lexicon import table
from kg.lexicon.quantities import chinese_number
from kg.lexicon.schema import TimePatternRow, TimeWordRow

AHEAD = 31  # days that a time without a year may lie after the issue before it is taken for the year before
PIECE = re.compile(r"\{(~?)([a-z]+)\}")
KIND = re.compile(r"(?<!P)<([a-z_]+)>")
GROUP = re.compile(r"\(\?P<([a-z]+)([#~])>")
FORWARD = 6  # characters before a time in which a word of the future may stand
Groups = Mapping[str, str]
Bounds = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Time:
    """A time as printed in `text[left:right]`, and its first and last day, month or year, both included.

    A bound is empty where the time is open (2019年起) or only said to be past (日前 ends with the issue).
    """

    left: int
    right: int
    text: str
    since: str
    until: str

    @property
    def precision(self) -> str:
        """`day`, `month` or `year` where both bounds are one; `span` for another period; `open` with one bound."""
        if self.since != self.until:
            return "span" if self.since and self.until else "open"
        return {10: "day", 7: "month", 4: "year"}[len(self.since)]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a time is read against: the issue's day, the time printed before it, and whether it is yet to come."""

    today: date | None
    last: Bounds | None
    ahead: bool

    @property
    def day(self) -> date:
        """The issue's day.

        Raises:
            LookupError: it is not known.
        """
        if self.today is None:
            raise LookupError
        return self.today

    @property
    def before(self) -> str:
        """Where the time before began, or the issue's day where none was printed."""
        return (self.last[0] or self.last[1]) if self.last else self.day.isoformat()


@cache
def words(kind: str) -> Mapping[str, tuple[int, int]]:
    """The words of a kind with what they are worth, longest first."""
    rows = [row for row in table("times/words", TimeWordRow) if row.kind == kind]
    return {row.word: (row.low, row.high) for row in sorted(rows, key=lambda r: (-len(r.word), r.word))}


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns by name, in the table's order."""
    rows = {row.name: row.expression for row in table("times/patterns", TimePatternRow)}
    pieces = {name.removeprefix("piece_"): x for name, x in rows.items() if name.startswith("piece_")}
    found = []
    for name, expression in rows.items():
        if not name.startswith("piece_"):
            whole = KIND.sub(lambda m: "|".join(map(re.escape, words(m[1]))), spelled(expression, pieces))
            found.append((name, re.compile(numbered(whole))))
    return tuple(found)


def numbered(expression: str) -> str:
    """An expression whose groups have names of their own: `a` for the first time, `b` behind the dash, and a number."""
    numbers = iter(range(len(expression)))
    return GROUP.sub(lambda m: f"(?P<{m[1]}_{'a' if m[2] == '#' else 'b'}{next(numbers)}>", expression)


def spelled(expression: str, pieces: Mapping[str, str]) -> str:
    """An expression with its pieces written out; `{~piece}` is of the time behind a dash."""

    def written(match: re.Match[str]) -> str:
        piece = spelled(pieces[match[2]], pieces)
        return piece.replace("#>", "~>") if match[1] else piece

    return PIECE.sub(written, expression)


@cache
def future() -> re.Pattern[str]:
    """Matches a text that ends with a word of the future and little behind it."""
    return re.compile(f"(?:{'|'.join(map(re.escape, words('future')))}).{{0,2}}$")


def times(text: str, left: int, right: int, today: str | None, last: Bounds | None = None) -> list[Time]:
    """The times of `text[left:right]` in order, those that cannot be dated left out.

    Args:
        text: the text; offsets are into it.
        left: where to begin.
        right: where to stop.
        today: ISO date of the issue or dateline that relative times are read from, None if unknown.
        last: bounds of the time that was printed before.
    """
    hits = [(m.start(), -m.end(), n, m) for n, (_, p) in enumerate(patterns()) for m in p.finditer(text, left, right)]
    found: list[Time] = []
    reached = left
    day = date.fromisoformat(today) if today else None
    for start, end, n, match in sorted(hits, key=lambda h: h[:3]):
        if start < reached or start == -end:
            continue
        ahead = future().search(text, max(left, start - FORWARD), start) is not None
        bounds = dated(patterns()[n][0], match, Frame(day, last, ahead))
        if bounds is not None:
            reached = -end
            last = bounds
            found.append(Time(start, -end, match[0], *bounds))
    return found


def dated(name: str, match: re.Match[str], frame: Frame) -> Bounds | None:
    """The bounds of one match; None where no such day exists or the issue's day is needed and not known."""
    one: dict[str, str] = {}
    two: dict[str, str] = {}
    for group, value in match.groupdict().items():
        key, _, number = group.rpartition("_")
        if value is not None:
            (one if number.startswith("a") else two)[key] = value
    try:
        if name in READERS:
            return READERS[name](one, frame)
        first = point(one, frame)
        if two:
            second = point(two, Frame(frame.today, first, frame.ahead))
            return stretch(first, second, frame, "year" in one or "relative" in one)
        if "since" in one:
            return first[0], frame.day.isoformat()
        return (first[0], "") if "from" in one else ("", first[1]) if "till" in one else first
    except (LookupError, ValueError, OverflowError):
        return None


def stretch(first: Bounds, second: Bounds, frame: Frame, fixed: bool) -> Bounds:
    """From one time to another. What ends before it begins crosses a new year: 11月至3月."""
    since, until = first[0], second[1]
    if until < since[: len(until)]:
        later = f"{int(until[:4]) + 1}{until[4:]}"
        if fixed or frame.today is None or later <= frame.today.isoformat():
            until = later
        else:
            since = f"{int(since[:4]) - 1}{since[4:]}"
    return since, until


def point(groups: Groups, frame: Frame) -> Bounds:
    """The bounds of year, month and day, or parts of them, as far as they are printed."""
    year = year_of(groups, frame)
    for key, kind in (("part", "part"), ("yearpart", "yearpart")):
        if key in groups:
            low, high = words(kind)[groups[key]]
            return months(year or frame.day.year, low, high)
    if "first" in groups:
        return months(year or frame.day.year, 1, number(groups["first"]))
    if not groups.keys() & {"month", "rmonth", "smonth", "day", "days"}:
        if year is None:
            raise LookupError
        return f"{year:04}", f"{year:04}"
    year, month = month_of(groups, year, frame)
    if "tenth" in groups:
        low, high = words("tenth")[groups["tenth"]]
        final = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
        return f"{year:04}-{month:02}-{low:02}", f"{year:04}-{month:02}-{min(high, final):02}"
    if "day" not in groups and "days" not in groups:
        date(year, month, 1)
        return f"{year:04}-{month:02}", f"{year:04}-{month:02}"
    day = date(year, month, number(groups.get("day") or groups["days"])).isoformat()
    return day, day


def year_of(groups: Groups, frame: Frame) -> int | None:
    """The year that is printed or told by a word; None if neither is."""
    if "year" in groups:
        digits = groups["year"]
        return int(digits) if digits.isascii() else number(digits)
    if "relative" in groups:
        return frame.day.year + words("year")[groups["relative"]][0]
    if "same" in groups and frame.last:
        return int(frame.before[:4]) + words("same_year")[groups["same"]][0]
    return None


def month_of(groups: Groups, year: int | None, frame: Frame) -> tuple[int, int]:
    """Year and month of a time that prints a month, a word for one, or a day alone."""
    if "rmonth" in groups:
        return shifted(frame.day.year, frame.day.month + words("month")[groups["rmonth"]][0])
    if "smonth" in groups:
        before = frame.before if frame.last else ""
        month = int(before[5:7] or frame.day.month) + words("same_month")[groups["smonth"]][0]
        return shifted(int(before[:4]), month)
    if "month" in groups:
        month = number(groups["month"])
        if year is not None:
            return year, month
        if frame.last and frame.today and int(frame.before[:4] or 0) not in (0, frame.today.year):
            return int(frame.before[:4]), month
        if frame.today is None and frame.last:
            return int(frame.before[:4]), month
        year = frame.day.year
        day = date(year, month, number(groups.get("day") or groups.get("days") or "1"))
        late = (day - frame.day).days > AHEAD
        return (year - 1 if late and not frame.ahead else year), month
    if frame.last and len(frame.before) >= 7:
        return int(frame.before[:4]), int(frame.before[5:7])
    early = number(groups["day"]) > frame.day.day and not frame.ahead
    return shifted(frame.day.year, frame.day.month - early)


def shifted(year: int, month: int) -> tuple[int, int]:
    """A month counted past the year's end or beginning: (2024, 0) is December 2023."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def months(year: int, low: int, high: int) -> Bounds:
    """Bounds in months of one year; the year itself where they are all of it."""
    date(year, high, 1)
    return (f"{year:04}", f"{year:04}") if (low, high) == (1, 12) else (f"{year:04}-{low:02}", f"{year:04}-{high:02}")


def number(digits: str) -> int:
    """A number in digits of either script.

    Raises:
        ValueError: it is none.
    """
    found = float(digits) if digits.isascii() else chinese_number(digits)
    if found is None:
        raise ValueError(digits)
    return int(found)


def week(groups: Groups, frame: Frame) -> Bounds:
    """A week, or days of it."""
    monday = frame.day - timedelta(frame.day.weekday()) + timedelta(7 * words("week")[groups["week"]][0])
    low, high = words("weekday")[groups["weekday"]] if "weekday" in groups else (1, 7)
    return (monday + timedelta(low - 1)).isoformat(), (monday + timedelta(high - 1)).isoformat()


def weekday(groups: Groups, frame: Frame) -> Bounds:
    """The last such day up to the issue's, or the next where it is yet to come."""
    low, _ = words("weekday")[groups["weekday"]]
    back = (frame.day.isoweekday() - low) % 7
    day = (frame.day + timedelta(7 - back if frame.ahead else -back)).isoformat()
    return day, day


def near_day(groups: Groups, frame: Frame) -> Bounds:
    """A day told from the issue's."""
    day = (frame.day + timedelta(words("day")[groups["rday"]][0])).isoformat()
    return day, day


def same_day(groups: Groups, frame: Frame) -> Bounds:
    """A day told from the one before it in the text, which must be a day."""
    if frame.last is None:
        raise LookupError
    day = (date.fromisoformat(frame.before) + timedelta(words("same_day")[groups["sday"]][0])).isoformat()
    return day, day


def back(day: date, count: int, unit: int) -> str:
    """So many days, weeks, months or years before a day, to that unit."""
    if unit >= 365:
        return f"{day.year - count:04}"
    if unit >= 30:
        return "{:04}-{:02}".format(*shifted(day.year, day.month - count))
    return (day - timedelta(count * unit)).isoformat()


def ago(groups: Groups, frame: Frame) -> Bounds:
    """So long before the issue."""
    unit = words("unit")[groups["unit"]][0]
    found = back(frame.day, number(groups["count"]), unit)
    if unit == 7:
        monday = date.fromisoformat(found) - timedelta(date.fromisoformat(found).weekday())
        return monday.isoformat(), (monday + timedelta(6)).isoformat()
    return found, found


def recent(groups: Groups, frame: Frame) -> Bounds:
    """The last years, months or days up to the issue."""
    return back(frame.day, number(groups["span"]), words("unit")[groups["unit"]][0]), frame.day.isoformat()


def plan(groups: Groups, frame: Frame) -> Bounds:
    """A five-year plan; its first or last year where the text says so."""
    low, high = words("plan")[groups["plan"]]
    if "yearpart" not in groups:
        return f"{low:04}", f"{high:04}"
    year = low if words("yearpart")[groups["yearpart"]][0] == 1 else high
    return f"{year:04}", f"{year:04}"


def vague(groups: Groups, frame: Frame) -> Bounds:
    """Some time up to the issue."""
    return "", frame.day.isoformat()


READERS = {
    "week": week,
    "weekday": weekday,
    "day": near_day,
    "same_day": same_day,
    "ago": ago,
    "recent": recent,
    "plan": plan,
    "vague": vague,
}
