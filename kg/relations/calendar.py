"""When what a page says happened or holds: the ledger's entries go in, the same with their times.

An act has the time printed before its end in its sentence; a visit or meeting that is told without one has the day of
its article, if the article prints a single day. A post has a time only where a word says that it begins, ends or is
held then (kg/lexicon/times/validity.tsv): the day on which a mayor visits a factory says nothing of his term.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kg.lexicon import table
from kg.lexicon.dates import Time, times
from kg.lexicon.matcher import Matcher
from kg.lexicon.schema import ValidityRow
from kg.model import Attribute, Predicate, RegionKind, Relation
from kg.relations.ledger import Ledger
from kg.relations.scene import Line, Scene

ACTS = frozenset(
    (
        Predicate.INSPECTED,
        Predicate.ATTENDED,
        Predicate.ORGANISED,
        Predicate.FINANCES,
        Predicate.RECEIVED,
        Predicate.ISSUED,
        Predicate.FOUNDED,
        Predicate.COOPERATES_WITH,
    )
)
TOLD = frozenset((Predicate.INSPECTED, Predicate.ATTENDED, Predicate.ORGANISED))  # over a whole article
BEHIND = 6  # characters behind an act in which its time may stand: 成立于2019年
HELD = 4  # characters between a time and the word that says that a post was held then
LISTED = 12  # lines of a list that its first line's word and time hold for
ENDED = "former"
DATE = "date"  # the attribute whose values are times


@cache
def effects() -> Matcher[str]:
    """The words of times/validity.tsv with what they say."""
    return Matcher((row.word, row.effect) for row in table("times/validity", ValidityRow))


class Calendar:
    """The times of one page, read line by line when first asked for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.names = [(m.left, m.right) for m in scene.recognition.mentions]
        self.lefts = [line.left for line in scene.lines]
        self.read: dict[int, list[Time]] = {}
        self.single: dict[int, Time | None] = {}

    def line(self, left: int) -> Line | None:
        """The line that holds a character of `Page.clean`."""
        index = bisect_right(self.lefts, left) - 1
        found = self.scene.lines[index] if index >= 0 else None
        return found if found is not None and left < found.right else None

    def times(self, line: Line) -> list[Time]:
        """The times of a line outside names, in order."""
        if line.index not in self.read:
            page = self.scene.page
            article = None if line.article is None else page.articles[line.article]
            today = page.issue_date or (article.date if article is not None else None)
            found = times(page.clean, line.left, line.right, today)
            self.read[line.index] = [t for t in found if not self.named(t)]
        return self.read[line.index]

    def named(self, time: Time) -> bool:
        """Whether a time stands inside a name."""
        index = bisect_right(self.names, (time.left, len(self.scene.page.clean))) - 1
        return index >= 0 and time.left < self.names[index][1]

    def at(self, left: int, right: int) -> Time | None:
        """The time that a stretch of one line prints."""
        line = self.line(left)
        return next((t for t in self.times(line) if t.left < right and left < t.right), None) if line else None

    def day(self, article: int) -> Time | None:
        """The one day that an article prints, None if there are several or none."""
        if article not in self.single:
            lines = [x for x in self.scene.lines if x.article == article and x.kind is RegionKind.BODY]
            days = {(t.since, t.until): t for x in reversed(lines) for t in self.times(x) if whole_days(t)}
            self.single[article] = next(iter(days.values())) if len(days) == 1 else None
        return self.single[article]

    def act(self, predicate: Predicate, left: int, right: int) -> Time | None:
        """When an act that `left` to `right` show was done."""
        line = self.line(right - 1)
        if line is None:
            return None
        known = [t for t in self.times(line) if t.until and t.since[:4] in ("", t.until[:4])]
        before = [t for t in known if t.right <= right]
        if before:
            return before[-1]
        if predicate is Predicate.FOUNDED:
            behind = [t for t in known if right <= t.left <= right + BEHIND]
            if behind:
                return behind[0]
        return self.day(line.article) if predicate in TOLD and line.article is not None else None

    def term(self, status: str, left: int, right: int) -> tuple[str, str, str]:
        """Time as printed, beginning and end of a post that `left` to `right` show; empty where nothing is said."""
        line = self.line(left)
        if line is None:
            return "", "", ""
        clean = self.scene.page.clean
        begin = clean.rfind("；", line.left, left) + 1 or line.left
        stop = clean.find("；", right, line.right)
        found = longest(clean, begin, line.right if stop < 0 else stop)
        for at, _, effect in reversed(found):
            near = [t for t in self.times(line) if t.right <= at <= t.right + HELD] if at < right else []
            if near and effect in ("held", "was") and status != "proposed":
                time = near[-1]
                point = time.since == time.until
                if not point or (effect == "held" and status == ""):
                    return time.text, time.since, "" if point else time.until
        wanted = {"": "begins", ENDED: "ends"}.get(status)
        said = [at for at, _, effect in found if effect == wanted]
        heads = [line]
        if not said:
            heads = [x for x in self.above(line) if self.leads(x, wanted)][:1]
        for head in heads:
            for x in (head, *self.above(head)[:2]):
                known = [t for t in self.times(x) if t.since == t.until and (x is not line or t.left < right)]
                if known:
                    time = known[-1]
                    return (time.text, time.since, "") if status == "" else (time.text, "", time.until)
        return "", "", ""

    def above(self, line: Line) -> list[Line]:
        """The lines before one in its article, the nearest first."""
        lines = self.scene.lines[max(0, line.index - LISTED) : line.index]
        return [x for x in reversed(lines) if x.article == line.article and x.kind is RegionKind.BODY]

    def leads(self, line: Line, effect: str | None) -> bool:
        """Whether a line ends with a colon, and its last word of validity (任命：) is the one asked for."""
        clean = self.scene.page.clean
        words = longest(clean, line.left, line.right)
        return clean[line.left : line.right].rstrip().endswith(("：", ":")) and bool(words) and words[-1][2] == effect


def longest(text: str, left: int, right: int) -> list[tuple[int, int, str]]:
    """Words of validity in a stretch, in order; of those that overlap the longest."""
    hits = sorted((left + a, left + b, e) for a, b, e in effects().find(text[left:right]))
    found: list[tuple[int, int, str]] = []
    for hit in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if all(hit[1] <= a or b <= hit[0] for a, b, _ in found):
            found.append(hit)
    return sorted(found)


def whole_days(time: Time) -> bool:
    """Whether a time is a day or some days of one month or two."""
    return len(time.since) == len(time.until) == 10


def dated(calendar: Calendar, ledger: Ledger) -> tuple[Relation, ...]:
    """The ledger's relations, sorted by where they are shown, with the times that are said of them."""
    dates: Mapping[int, Relation] = {
        id(r): with_time(calendar, r, *ledger.spans[key]) for key, r in ledger.entries.items()
    }
    return tuple(dates[id(r)] for r in ledger.close())


def dated_figures(calendar: Calendar, attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    """The page's figures, those that are times with their bounds."""
    if all(a.name != DATE for a in attributes):
        return attributes
    page = calendar.scene.page
    places = {start: left for left, start in reversed(list(enumerate(page.at)))}
    found = []
    for a in attributes:
        left = places.get(a.evidence.start, -1) if a.name == DATE else -1
        at = page.clean.find(a.value, left, left + len(a.evidence.quote)) if left >= 0 else -1
        time = calendar.at(at, at + len(a.value)) if at >= 0 else None
        found.append(a if time is None else replace(a, since=time.since, until=time.until))
    return tuple(found)


def with_time(calendar: Calendar, relation: Relation, left: int, right: int) -> Relation:
    """One relation with its time, if anything is said of it."""
    if relation.predicate is Predicate.POSITION:
        printed, since, until = calendar.term(relation.status, left, right)
        return replace(relation, date=printed, since=since, until=until) if printed else relation
    time = calendar.act(relation.predicate, left, right) if relation.predicate in ACTS else None
    return relation if time is None else replace(relation, date=time.text, since=time.since, until=time.until)
