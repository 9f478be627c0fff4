"""report.json: what became of each page, and of all together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

import msgspec

from kg.model import PageReport
from kg.notation.json import json_bytes

if TYPE_CHECKING:
    from kg.graph.graph import Graph

COUNTED = tuple(f.name for f in fields(PageReport) if f.type == "int")


def report(graph: Graph) -> Iterator[bytes]:
    """Per page: characters read, in articles, in mentions, skipped and why; totals; and what the graph holds.

    Every number but those of mentions, articles, entities, relations and attributes counts characters of the page's
    decoded text.
    """
    skipped: dict[str, int] = {}
    for page in graph.reports:
        for stretch in page.skipped:
            skipped[stretch.reason] = skipped.get(stretch.reason, 0) + stretch.end - stretch.start
    total = {name: sum(getattr(r, name) for r in graph.reports) for name in COUNTED}
    form = {
        "run": graph.run,
        "graph": {
            "entities": len(graph.nodes),
            "relations": len(graph.facts),
            "figures": len(graph.measures),
            "articles": len(graph.sources),
        },
        "total": {
            "pages": len(graph.reports),
            "refused": sum(r.error is not None for r in graph.reports),
            **total,
            "skipped": dict(sorted(skipped.items())),
        },
        "pages": graph.reports,
    }
    yield msgspec.json.format(json_bytes(form), indent=1) + b"\n"
