"""Why two names are one entity of the graph, or are not: the trail of the merge, told with the sentences behind it.

A side is an entity's id or IRI, or a name (any surface), narrowed by `@` and a page's name or the body of a post, as
in judgements (`李强@莘县水利局`). Nothing is decided here: what united the members is read from the trail, and what
keeps two members apart follows from the profiles that the trail keeps.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.graph.iri import Namer
from kg.lexicon.divisions import divisions
from kg.model import EntityType
from kg.query.card import one_line
from kg.resolution.corpus import ONE_KIND
from kg.resolution.profiles import objection, support
from kg.resolution.trail import Join, Member, Trail
from kg.resolution.words import plain

if TYPE_CHECKING:
    from kg.graph import Graph

UNITED = {
    "judged": "the user judged them the same",
    "alike": "compared under one name; their pages say the same of them",
    "village": "they have one village's code",
    "body": "they hold a post in the same body",
    "city": "compared under one name; their posts or places lie in one city",
    "home": "compared under one name; on pages of one city",
    "name": "compared under one name; nothing speaks against it",
}
APART = {
    "page": "one page introduces both, in posts that nobody holds at once",
    "village": "they are villages with different codes",
    "within": "they lie in different towns or counties",
    "named": "their names say places in different cities",
    "city": "what bears such a name is another thing in each city, and these are of different cities",
    "company": "they are companies of different cities, and neither name says its place",
    "author": "the one signs articles and holds no post, the other holds a post and signs none",
    "ordinary": "the one is called a villager, a reader or the like, the other holds a public post or signs articles",
    "staff": "the one holds a public post, the other one in a company",
    "companies": "they are staff of companies that have nothing in common",
    "posts": "their posts lie in different cities",
    "unlikely": "the name is not enough: their posts are of different kinds, or in different counties",
}
SYNONYMS = {
    "alias": "the city's pages print {0} of {1} only",
    "short": "{0} shortens the name of one company of the city only, {1}",
    "misread": "{0} differs from {1} in one character, and they share an officer or a project",
    "renamed": "a page says that {0} was renamed {1}",
    "capacity": "{0} is {1} but for the capacity",
    "label": "{0} is {1} but for a general word",
}
MOST = 3  # pairs, pages or sentences shown of many
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two sides are one entity, and the lines that say why."""

    same: bool
    lines: tuple[str, ...]


def why_same(graph: Graph, a: str, b: str) -> Verdict:
    """Explain whether two sides are one entity.

    Raises:
        QueryError: the graph has no trail, a side means nothing, or it means several entities.
    """
    trail = graph.trail
    if not trail.members:
        raise QueryError("this graph does not say how it was resolved", "", "Build it again with `kg build`")
    one, other = side(graph, a), side(graph, b)
    if one[0].node == other[0].node:
        return Verdict(True, tuple(_united(graph, one, other)))
    return Verdict(False, tuple(_apart(graph, one, other)))


def side(graph: Graph, text: str) -> tuple[Member, ...]:
    """The members that a side means: all of one entity.

    Raises:
        QueryError: none, or members of several entities.
    """
    members = graph.trail.members
    id = Namer(graph.base).id(text) or text
    found = [m for m in members if m.node == id]
    if not found:
        name, _, context = text.partition("@")
        found = [m for m in members if plain(name) in map(plain, (m.name, *m.surfaces))]
        if context:
            found = [m for m in found if context == m.page or plain(context) in map(plain, m.profile.bodies)]
    nodes = sorted({m.node for m in found})
    if not found:
        raise QueryError(f"nothing is called {text!r}", "", "Give an id, NAME, NAME@PAGE or NAME@BODY")
    if len(nodes) > 1:
        pages = ", ".join(f"{n} (as on {next(m.page for m in found if m.node == n)})" for n in nodes[: 2 * MOST])
        raise QueryError(f"{text!r} may mean {pages}", "", "Give one of these ids, or NAME@PAGE")
    return tuple(found)


def judgement_sides(graph: Graph, a: str, b: str) -> tuple[str, str, str]:
    """Both sides as a judgement writes them, NAME@PAGE, with the type that they have.

    Raises:
        QueryError: a side is unknown or may mean several entities, or the two are of different types.
    """
    one, other = side(graph, a)[0], side(graph, b)[0]
    if one.type is not other.type:
        raise QueryError(f"{a} is a {one.type.value}, {b} a {other.type.value}", "", "Judge things of one type")
    return one.type.value, f"{one.name}@{one.page}", f"{other.name}@{other.page}"


def _united(graph: Graph, one: Sequence[Member], other: Sequence[Member]) -> list[str]:
    lines = [f"one entity: {one[0].node}"]
    shared = sorted({m.page for m in one} & {m.page for m in other})
    names = list(dict.fromkeys((*_names(one), *_names(other))))
    if len(names) > 1:
        lines.append(f"  called {' · '.join(names)}")
    if shared:
        lines.append(f"  one entity within {', '.join(shared[:MOST])}: the page itself makes them one")
    path = _path(graph.trail, one, other)
    by_key = {(m.page, m.entity): m for m in graph.trail.members}
    for join in path:
        left, right = by_key[join.one], by_key[join.other]
        lines.append(f"  {_where(left)} = {_where(right)}: {_reason(join.rule, left, right)}")
        lines += _synonym_lines(graph.trail, left, right)
    shown = dict.fromkeys([one[0], *(by_key[k] for j in path for k in (j.one, j.other)), other[0]])
    return lines + [line for m in shown for line in _sentences(graph, m)]


def told(graph: Graph, join: Join, one: Member, other: Member) -> list[str]:
    """A merge of two members in words, with a sentence of each."""
    lines = [f"{_where(one)} = {_where(other)}: {_reason(join.rule, one, other)}"]
    lines += _synonym_lines(graph.trail, one, other)
    return [*lines, *_sentences(graph, one), *_sentences(graph, other)]


def _reason(rule: str, one: Member, other: Member) -> str:
    """A rule in words, with what it rests on."""
    text = UNITED[rule]
    if one.code and one.code == other.code:
        return f"they have the code {one.code}"
    if rule == "body":
        return f"{text}, {'、'.join(sorted({*one.profile.bodies} & {*other.profile.bodies}))}"
    if rule == "city":
        return f"{text}, {_cities({*one.profile.cities} & {*other.profile.cities})}"
    return f"{text}, {_cities({one.profile.city})}" if rule == "home" else text


def _apart(graph: Graph, one: Sequence[Member], other: Sequence[Member]) -> list[str]:
    lines = [f"two entities: {one[0].node} and {other[0].node}"]
    kinds = {ONE_KIND.get(m.type, m.type) for m in (one[0], other[0])}
    first, second = {(m.page, m.entity) for m in one}, {(m.page, m.entity) for m in other}
    judged = [w for w in graph.trail.walls if _crosses(w, first, second)]
    lines += [f"  the user judged them different: {w.one[0]} and {w.other[0]}" for w in judged[:MOST]]
    if len(kinds) > 1:
        lines.append(f"  they are of different kinds, {one[0].type.value} and {other[0].type.value}: never compared")
    elif not judged:
        lines += _objections(graph.trail, one, other)
    return lines + [line for m in (one[0], other[0]) for line in _sentences(graph, m)]


def _objections(trail: Trail, one: Sequence[Member], other: Sequence[Member]) -> list[str]:
    """What keeps the members of two entities of one kind apart."""
    node = {m.node for m in (one[0], other[0])}
    left = [m for m in trail.members if m.node == one[0].node]
    right = [m for m in trail.members if m.node == other[0].node]
    compared = [
        (a, b) for a in left for b in right if _names([a])[0] == _names([b])[0] or (a.code and a.code == b.code)
    ]
    if not compared:
        names = f"{_names(one)[0]} and {_names(other)[0]}"
        return [f"  never compared: {names} share neither name nor code, and no rule takes one for the other"]
    lines: dict[str, str] = {}
    for a, b in compared:
        rule = objection(a.type, a.profile, b.profile)
        if a.page == b.page and a.type is EntityType.PERSON:
            rule = rule or "page"
        if not rule and support(a.type, a.profile, b.profile)[0] < 0:
            rule = "unlikely"
        if rule:
            lines.setdefault(rule, f"  {_where(a)} and {_where(b)}: {APART[rule]}{_differing(rule, a, b)}")
    return list(lines.values()) or [f"  each fits a third that contradicts the other ({' / '.join(sorted(node))})"]


def _differing(rule: str, one: Member, other: Member) -> str:
    if rule in ("author", "staff", "companies", "posts", "unlikely", "page"):
        bodies = ["、".join(m.profile.bodies) or "no post" for m in (one, other)]
        return f" ({bodies[0]} / {bodies[1]})"
    if rule == "within":
        return f" ({_cities({one.profile.within})} / {_cities({other.profile.within})})"
    cities = [_cities({*m.profile.cities} or {m.profile.city}) for m in (one, other)]
    return f" ({cities[0]} / {cities[1]})" if rule != "village" else f" ({one.code} / {other.code})"


def _crosses(join: Join, one: set[Key], other: set[Key]) -> bool:
    return (join.one in one and join.other in other) or (join.one in other and join.other in one)


def _path(trail: Trail, one: Sequence[Member], other: Sequence[Member]) -> list[Join]:
    """The joins that lead from a member of one side to one of the other: the trail's joins are a forest."""
    beside: dict[Key, list[tuple[Key, Join]]] = {}
    for join in trail.joins:
        beside.setdefault(join.one, []).append((join.other, join))
        beside.setdefault(join.other, []).append((join.one, join))
    starts, ends = [(m.page, m.entity) for m in one], {(m.page, m.entity) for m in other}
    came: dict[Key, tuple[Key, Join] | None] = dict.fromkeys(starts)
    queue = deque(starts)
    while queue:
        here = queue.popleft()
        if here in ends:
            path = []
            step = came[here]
            while step is not None:
                path.append(step[1])
                step = came[step[0]]
            return path[::-1]
        for there, join in beside.get(here, ()):
            if there not in came:
                came[there] = (here, join)
                queue.append(there)
    return []


def _synonym_lines(trail: Trail, one: Member, other: Member) -> list[str]:
    names = {plain(one.name), plain(other.name)}
    found = [s for s in trail.synonyms if s.type is one.type and s.name in names and s.city == one.profile.city]
    return [f"    {SYNONYMS[s.rule].format(s.name, s.means)}" for s in found] if len(names) > 1 else []


def _names(members: Sequence[Member]) -> list[str]:
    return list(dict.fromkeys(n for m in members for n in (m.name, *m.surfaces)))


def _cities(codes: set[str]) -> str:
    found = [divisions().by_code(c) for c in sorted(codes) if c]
    return "、".join(d.name for d in found if d is not None) or "unknown"


def _where(member: Member) -> str:
    posts = (
        f" ({'、'.join(member.profile.bodies)})" if member.type is EntityType.PERSON and member.profile.bodies else ""
    )
    return f"{member.name}@{member.page}{posts}"


def _sentences(graph: Graph, member: Member) -> list[str]:
    """Passages of a member's page that say something of it, at most one; where it stands if there is none."""
    said = [
        w for f in graph.facts if member.node in (f.subject, f.object) for w in f.witnesses if w.page == member.page
    ]
    if said:
        best = min(said, key=lambda w: (member.start is None or not w.start <= member.start < w.end, w.start, w.end))
        return [f"  “{one_line(best.quote)}”  [{best.page}:{best.start}-{best.end}]"]
    return [f"  [{member.page}:{member.start}-{member.end}]"] if member.start is not None else []
