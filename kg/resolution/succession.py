"""Who came after whom in a post: posts go in, an edge from each holder to the next comes out.

Only posts that one person holds at a time have a succession (people/single_posts.tsv: a county's head, a bureau's
director; not a deputy, a member of a committee or a delegate). Holders stand in the order of when they began, ended or
were seen; one who is told of as former, or whose successor's day is known, goes first. Two who were seen in the post
over the same days are left alone: one of them was misread, or it is no such post.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.lexicon import table
from kg.lexicon.schema import PatternRow
from kg.model import Fact, Predicate
from kg.resolution.facts import content_hash

RULE = "succession"
UNSURE = 0.9  # share of the weaker post's confidence that remains
ENDED = "former"


@dataclass(frozen=True, slots=True)
class Term:
    """One person in one post: all facts that say so, and the days that bound it, empty where nothing does."""

    holder: str
    facts: tuple[Fact, ...]
    begun: str  # said to begin
    ended: str  # said to end
    first: str  # first and last day on which it was said to be held
    last: str
    former: str  # first day on which it was said to be over

    @property
    def order(self) -> tuple[str, str]:
        """Where the holder stands among others: an early day of holding it, or failing that of having held it."""
        return self.begun or self.first or self.ended or self.former, self.holder

    @property
    def only_former(self) -> bool:
        """Whether nothing says when it was held, only that it was."""
        return not (self.begun or self.first)


@cache
def single() -> tuple[re.Pattern[str], ...]:
    """The titles of posts that one person holds at a time."""
    return tuple(re.compile(row.pattern) for row in table("people/single_posts", PatternRow))


def post_of(title: str) -> str:
    """What all holders of one post are called, whatever their county is called; empty for posts of several at once."""
    return next((m["post"] for p in single() if (m := p.match(title))), "")


def successions(facts: Iterable[Fact]) -> list[Fact]:
    """The edges from each holder of a post to the next one known."""
    posts: defaultdict[tuple[str, str], dict[str, list[Fact]]] = defaultdict(dict)
    for fact in facts:
        if fact.predicate is Predicate.POSITION and fact.status != "proposed" and (post := post_of(fact.title)):
            posts[fact.object, post].setdefault(fact.subject, []).append(fact)
    found = []
    for (body, _), holders in sorted(posts.items()):
        if len(holders) > 1:
            terms = [term(holder, held) for holder, held in sorted(holders.items())]
            found += [edge(body, one, other) for one, other in in_order(terms) if not namesakes(one, other)]
    return found


def namesakes(one: Term, other: Term) -> bool:
    """Whether two holders differ by the suffix of their key only: one person whom resolution did not unite."""
    return one.holder.partition("（")[0] == other.holder.partition("（")[0]


def term(holder: str, facts: Iterable[Fact]) -> Term:
    """What all facts together say of one person in one post."""
    all_facts = tuple(facts)
    held = [f for f in all_facts if f.status != ENDED]
    over = [f for f in all_facts if f.status == ENDED]
    return Term(
        holder,
        all_facts,
        begun=min((f.since for f in all_facts if f.since), default=""),
        ended=max((f.until for f in all_facts if f.until), default=""),
        first=min((f.first for f in held if f.first), default=""),
        last=max((f.last for f in held if f.last), default=""),
        former=min((f.first for f in over if f.first), default=""),
    )


def in_order(terms: Iterable[Term]) -> list[tuple[Term, Term]]:
    """Holders in pairs, one and the next, where that is certain enough."""
    known = sorted((t for t in terms if t.order[0]), key=lambda t: t.order)
    held = [t for t in known if not t.only_former]
    pairs = [(one, other) for one, other in pairwise(held) if follows(one, other)]
    for place, after in enumerate(held):
        until = held[place + 1].order[0] if place + 1 < len(held) else "9"
        gone = [t for t in known if t.only_former and after.order[0] <= t.order[0] < until]
        if place == 0:
            gone = [t for t in known if t.only_former and t.order[0] < until]
        before = held[place - 1] if place else None
        if len(gone) == 1 and (before is None or (before.last and before.last < gone[0].ended)):
            pairs = [p for p in pairs if p[1] != after]
            pairs += [(before, gone[0])] if before is not None else []
            pairs.append((gone[0], after))
    return pairs


def follows(one: Term, other: Term) -> bool:
    """Whether the first was gone when the other was there: not seen in the post later, unless told of as former."""
    start = other.begun or other.first
    return one.order[0] < start and (one.last < start or bool(one.ended) or bool(one.former))


def edge(body: str, one: Term, other: Term) -> Fact:
    """The edge from a holder to the next. Its bounds are those of the change: the two days it lies between."""
    start = other.begun or one.ended
    since, until = (start, start) if start else (one.last, other.first)
    if since and until and since > until:
        since = ""
    best = [max(t.facts, key=lambda f: (f.status == "", f.confidence, f.id)) for t in (one, other)]
    witnesses = {(w.page, w.start, w.end): w for f in best for w in f.witnesses[:1]}
    return Fact(
        id=content_hash(one.holder, Predicate.SUCCEEDED_BY.value, other.holder, body, post_of(best[1].title)),
        subject=one.holder,
        predicate=Predicate.SUCCEEDED_BY,
        object=other.holder,
        title=best[1].title,
        status="",
        role="",
        amount="",
        number=None,
        unit="",
        date="",
        first=min((f.first for f in best if f.first), default=None),
        last=max((f.last for f in best if f.last), default=None),
        confidence=round(UNSURE * min(f.confidence for f in best), 2),
        witnesses=tuple(replace(w, rule=RULE) for _, w in sorted(witnesses.items())),
        since=since,
        until=until,
        within=body,
    )
