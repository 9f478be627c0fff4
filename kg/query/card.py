"""Cards and explanations as text: what the graph says of one thing, and the sentences behind what links two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.model import Fact, Measure, Node, Witness

if TYPE_CHECKING:
    from kg.graph import Graph


def one_line(quote: str) -> str:
    """A quote without its line wraps and blanks, as printed otherwise."""
    return "".join(quote.split())


def qualifiers(fact: Fact) -> str:
    """Body, title, role, amount, time and status of a fact, as ` (a; b)` or nothing."""
    when = fact.since if fact.since == fact.until else f"{fact.since} – {fact.until}".strip()
    within = fact.within.partition(":")[2]
    given = [v for v in (within, fact.title, fact.role, fact.amount, when or fact.date, fact.status) if v]
    return f" ({'; '.join(given)})" if given else ""


def where(witness: Witness) -> str:
    """File and offsets of a witness."""
    return f"{witness.page}:{witness.start}-{witness.end}"


def card(graph: Graph, name: str) -> str:
    """Everything the graph says of one entity, as lines of text.

    Args:
        graph: the graph.
        name: an entity's id, name or alias.

    Raises:
        QueryError: no entity, or several, have that name.
    """
    node = graph.entity(name)
    names = {n.id: n.name for n in graph.nodes}
    lines = [f"{node.name}  {node.type.value}{' official' if node.official else ''}  {node.id}"]
    others = [a for a in node.aliases if a != node.name]
    if others:
        lines.append("  also " + " · ".join(others))
    if node.code:
        lines.append(f"  code {node.code}")
    lines += section(outgoing(graph, node), lambda f: f"{f.predicate.value} → {names[f.object]}{qualifiers(f)}")
    lines += section(incoming(graph, node), lambda f: f"{f.predicate.value} ← {names[f.subject]}{qualifiers(f)}")
    lines += [f"  {m.name} {m.value}  [{where(m.witnesses[0])}]" for m in measures(graph, node)]
    titles = {s.id: s for s in graph.sources}
    for source in sorted(node.sources):
        article = titles[source]
        lines.append(f"  in {source} {article.title or '(caption)'}" + (f", {article.date}" if article.date else ""))
    return "\n".join(lines) + "\n"


def section(facts: Iterable[Fact], text: Callable[[Fact], str]) -> list[str]:
    """Lines for facts, each with its first witness's place."""
    return [f"  {text(f)}  [{where(f.witnesses[0])}] {f.confidence:.2f}" for f in facts]


def outgoing(graph: Graph, node: Node) -> list[Fact]:
    """The facts whose subject is the node, posts first, then by predicate."""
    return [f for f in graph.facts if f.subject == node.id]


def incoming(graph: Graph, node: Node) -> list[Fact]:
    """The facts whose object is the node."""
    return [f for f in graph.facts if f.object == node.id]


def measures(graph: Graph, node: Node) -> list[Measure]:
    """The figures of the node."""
    return [m for m in graph.measures if m.subject == node.id]


def explanation(graph: Graph, a: str, b: str) -> str:
    """The sentences behind every relation between two entities, empty if there is none.

    Raises:
        QueryError: no entity, or several, have one of the names.
    """
    names = {n.id: n.name for n in graph.nodes}
    lines = []
    for fact in graph.why(a, b):
        edge = f"{names[fact.subject]} {fact.predicate.value} {names[fact.object]}{qualifiers(fact)}"
        lines.append(f"{edge}  {fact.confidence:.2f}")
        lines += [f"  “{one_line(w.quote)}”  {where(w)}  by {w.rule}" for w in fact.witnesses]
    return "\n".join(lines) + "\n" if lines else ""
