"""Statistics of a graph as text: counts by type, predicate and page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Graph


def counted(title: str, items: Iterable[str]) -> list[str]:
    """A heading and one line for each distinct item, most frequent first."""
    counts = Counter(items)
    lines = [f"{title} ({sum(counts.values()):,})"]
    lines += [f"  {name:20} {n:>7,}" for name, n in sorted(counts.items(), key=lambda x: (-x[1], x[0]))]
    return lines


def statistics(graph: Graph) -> str:
    """Count what a graph holds."""
    degree: Counter[str] = Counter()
    for fact in graph.facts:
        degree[fact.subject] += 1
        degree[fact.object] += 1
    names = {n.id: n.name for n in graph.nodes}
    lines = [f"run {graph.run}", f"pages {len(graph.reports)}, articles {len(graph.sources)}"]
    lines += counted("entities", (n.type.value for n in graph.nodes))
    lines += counted("relations", (f.predicate.value for f in graph.facts))
    lines += counted("figures", (m.name for m in graph.measures))
    lines.append("best connected")
    best = sorted(degree.items(), key=lambda x: (-x[1], x[0]))[:10]
    lines += [f"  {names[node]:20} {n:>7,}" for node, n in best]
    lines.append("pages")
    for r in graph.reports:
        share = f"{100 * r.in_articles / r.characters:.0f}%" if r.characters else "–"
        found = f"{r.articles} articles, {r.mentions} mentions, {r.relations} relations, {share} of text in articles"
        lines.append(f"  {r.page}: {r.error or found}")
    return "\n".join(lines) + "\n"
