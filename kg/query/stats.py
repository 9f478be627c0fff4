"""Statistics of a graph as text: counts by type, predicate and page, and what is most central."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from kg.graph import Graph

CENTRAL = 10  # things that are listed as most central


def counted(title: str, items: Iterable[str]) -> list[str]:
    """A heading and one line for each distinct item, most frequent first."""
    counts = Counter(items)
    lines = [f"{title} ({sum(counts.values()):,})"]
    lines += [f"  {name:20} {n:>7,}" for name, n in sorted(counts.items(), key=lambda x: (-x[1], x[0]))]
    return lines


def padded(text: str, width: int) -> str:
    """A text filled with blanks to a width of columns; Chinese characters take two."""
    return text + " " * (width - sum(2 if east_asian_width(c) in "WF" else 1 for c in text))


def statistics(graph: Graph) -> str:
    """Count what a graph holds."""
    names = {n.id: n.name for n in graph.nodes}
    lines = [f"run {graph.run}", f"pages {len(graph.reports)}, articles {len(graph.sources)}"]
    lines += counted("entities", (n.type.value for n in graph.nodes))
    lines += counted("relations", (f.predicate.value for f in graph.facts))
    lines += counted("figures", (m.name for m in graph.measures))
    lines.append(f"{padded('most central', 40)} degree  pagerank  betweenness")
    best = sorted(graph.centralities(), key=lambda c: (-c.pagerank, -c.degree, c.node))[:CENTRAL]
    lines += [f"  {padded(names[c.node], 38)} {c.degree:>6,} {c.pagerank:>9.4f} {c.betweenness:>12.4f}" for c in best]
    lines.append("pages")
    for r in graph.reports:
        share = f"{100 * r.in_articles / r.characters:.0f}%" if r.characters else "–"
        found = f"{r.articles} articles, {r.mentions} mentions, {r.relations} relations, {share} of text in articles"
        lines.append(f"  {r.page}: {r.error or found}")
    return "\n".join(lines) + "\n"
