"""What a reader should look at first: the least certain merges and edges of a graph, the most valuable in front.

The value of a question is its doubt (1 less the confidence) times how much hangs on the answer:

- a merge: the facts that would go to the other thing if it were undone, those of the smaller side;
- an edge: itself; of a post also the successions that follow from it; of `located_in` and `part_of` also the facts of
  the thing that lies there, since whoever asks by county or by parent body gets them by this edge.

So the value is about how many statements an answer may be expected to mend. What the codes of divisions say is not
asked, nor what is judged already, nor what follows from other edges or from a table of former names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.lexicon.divisions import divisions
from kg.model import EntityType, Fact, Node, Predicate
from kg.query.card import one_line, qualifiers, where
from kg.query.same import told
from kg.resolution.certainty import CODE, certainty, kinds
from kg.resolution.judging import written
from kg.resolution.seeds import DERIVED, EdgeJudgement, Judgement
from kg.resolution.trail import Join, Member, Synonym, Trail
from kg.resolution.words import plain

if TYPE_CHECKING:
    from kg.graph import Graph

HOLDS_UP = (Predicate.LOCATED_IN, Predicate.PART_OF)
SHOWN = 3  # passages of an edge that are shown
Key = tuple[str, str]
Ruling = Judgement | EdgeJudgement


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt: what is asked, what the answers write into the judgements, and what it concerns."""

    about: Join | Fact
    confidence: float
    depend: int  # facts
    yes: tuple[Ruling, ...]
    no: tuple[Ruling, ...]

    @property
    def value(self) -> float:
        """How many statements the answer may be expected to mend."""
        return (1 - self.confidence) * self.depend

    @property
    def kind(self) -> str:
        """`merge` or `edge`."""
        return "edge" if isinstance(self.about, Fact) else "merge"


def questions(graph: Graph, judged: Iterable[Ruling] = ()) -> list[Question]:
    """All doubts about a graph, the most valuable first.

    Args:
        graph: a saved graph.
        judged: judgements made since, whose questions are left out.

    Raises:
        QueryError: the graph does not say how it was resolved.
    """
    if not graph.trail.members:
        raise QueryError("this graph does not say how it was resolved", "", "Build it again with `kg build`")
    known = {_asked(j) for j in judged}
    found = [q for q in (*_merges(graph), *_edges(graph)) if not known & {_asked(j) for j in (*q.yes, *q.no)}]
    return sorted(found, key=lambda q: (-q.value, q.confidence, q.kind, [written(j) for j in q.no]))


def describe(graph: Graph, question: Question) -> list[str]:
    """A question with its sentences, as lines of text."""
    head = f"{question.kind}  {question.confidence:.2f} sure, {question.depend} depend on it"
    if isinstance(question.about, Fact):
        fact = question.about
        names = {n.id: n.name for n in graph.nodes}
        lines = [f"{names[fact.subject]} {fact.predicate.value} {names[fact.object]}{qualifiers(fact)}"]
        lines += [f"  “{one_line(w.quote)}”  [{where(w)}] by {w.rule}" for w in fact.witnesses[:SHOWN]]
        more = len(fact.witnesses) - SHOWN
        return [head, *lines, *([f"  and {more} more"] if more > 0 else [])]
    by_key = {(m.page, m.entity): m for m in graph.trail.members}
    return [head, *told(graph, question.about, by_key[question.about.one], by_key[question.about.other])]


def _asked(judgement: Ruling) -> tuple[str, frozenset[str]]:
    """What a judgement is about, whichever way it was decided."""
    _, type, one, other = written(judgement)
    return type, frozenset((one, other))


def _merges(graph: Graph) -> Iterator[Question]:
    """A question for each merge that was not judged, does not rest on a code, and whose sides have one type."""
    trail = graph.trail
    member = {(m.page, m.entity): m for m in trail.members}
    synonyms: defaultdict[EntityType, dict[tuple[str, str], Synonym]] = defaultdict(dict)
    for s in trail.synonyms:
        synonyms[s.type][s.city, plain(s.name)] = s
    depend = _hanging(graph, trail)
    for join in trail.joins:
        one, other = member[join.one], member[join.other]
        sides = _side(one), _side(other)
        rests = kinds(join, one, other, synonyms[one.type])
        if not {CODE, "judged"} & {*rests} and one.type is other.type and sides[0] != sides[1]:
            yes, no = (Judgement(same, one.type, *sides) for same in (True, False))
            sure = certainty(rests)
            yield Question(join, sure, max(1, depend[join]), (yes,), (no,))


def _hanging(graph: Graph, trail: Trail) -> dict[Join, int]:
    """For each merge the facts of its smaller side: the joins are a forest, so each parts its thing in two."""
    facts: Counter[Key] = Counter()
    for fact in graph.facts:
        facts.update((node, page) for node in (fact.subject, fact.object) for page in {w.page for w in fact.witnesses})
    own = {(m.page, m.entity): facts[m.node, m.page] for m in trail.members}
    beside: defaultdict[Key, list[tuple[Key, Join]]] = defaultdict(list)
    for join in trail.joins:
        beside[join.one].append((join.other, join))
        beside[join.other].append((join.one, join))
    seen: set[Key] = set()
    found: dict[Join, int] = {}
    for root in list(beside):
        if root in seen:
            continue
        seen.add(root)
        order: list[tuple[Key, Key | None, Join | None]] = [(root, None, None)]
        for here, _, _ in order:
            for there, join in beside[here]:
                if there not in seen:
                    seen.add(there)
                    order.append((there, here, join))
        below = {key: own[key] for key, _, _ in order}
        for key, above, _ in reversed(order):
            if above is not None:
                below[above] += below[key]
        found |= {join: min(below[key], below[root] - below[key]) for key, _, join in order if join is not None}
    return found


def _edges(graph: Graph) -> Iterator[Question]:
    """A question for each fact that is not certain."""
    node = {n.id: n for n in graph.nodes}
    touching = Counter(end for fact in graph.facts for end in (fact.subject, fact.object))
    resting = Counter(
        (end, f.within) for f in graph.facts if f.predicate is Predicate.SUCCEEDED_BY for end in (f.subject, f.object)
    )
    members: defaultdict[Key, list[Member]] = defaultdict(list)
    for member in graph.trail.members:
        members[member.node, member.page].append(member)
    for fact in graph.facts:
        if fact.confidence >= 1 or fact.predicate in DERIVED or _known(fact, node[fact.subject], node[fact.object]):
            continue
        pages = dict.fromkeys(w.page for w in sorted(fact.witnesses, key=lambda w: (-w.confidence, w.page)))
        title = fact.title if fact.predicate is Predicate.POSITION else None
        ends = [
            (a, b)
            for page in pages
            for a in _sides(members[fact.subject, page])
            for b in _sides(members[fact.object, page])
        ]
        yes, no = ([EdgeJudgement(right, fact.predicate, title, a, b) for a, b in ends] for right in (True, False))
        if ends:
            rests = resting[fact.subject, fact.object] if fact.predicate is Predicate.POSITION else 0
            depend = touching[fact.subject] if fact.predicate in HOLDS_UP else 1 + rests
            yield Question(fact, fact.confidence, depend, tuple(yes[:1]), tuple(no))


def _known(fact: Fact, one: Node, other: Node) -> bool:
    """Whether codes say that one division lies in the other."""
    held = fact.predicate is Predicate.LOCATED_IN and one.code and other.code
    return bool(held and divisions().within(str(one.code), str(other.code)))


def _side(member: Member) -> str:
    return f"{member.name}@{member.page}"


def _sides(members: Sequence[Member]) -> list[str]:
    return list(dict.fromkeys(_side(m) for m in members))
