"""Verify: a graph and its pages go in; every quote is read again where the graph says it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Fact, Measure

if TYPE_CHECKING:
    from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class Verification:
    """How many quotes were proved in how many pages, and a line for each that was not."""

    pages: int
    quotes: int
    proved: int
    failures: tuple[str, ...]


def verify_graph(
    graph: Graph, paths: Iterable[Path], progress: Callable[[str, int, int], None] | None = None
) -> Verification:
    """Read the pages again and compare every quote of the graph with the text at its offsets.

    Args:
        graph: a saved graph.
        paths: the files or folders it was built from.
        progress: called before each page with its name, its number from 1, and the number of pages.

    Raises:
        InputError: a path does not exist or holds no page.
    """
    from kg.reading import list_pages, read_page

    quotes: dict[str, set[tuple[int, int, str]]] = {}
    statements: list[Fact | Measure] = [*graph.facts, *graph.measures]
    for w in (w for statement in statements for w in statement.witnesses):
        quotes.setdefault(w.page, set()).add((w.start, w.end, w.quote))
    digests = {r.page: r.digest for r in graph.reports}
    files = dict(list_pages(paths))
    failures, proved, read = [], 0, 0
    for number, name in enumerate(sorted(quotes), 1):
        if progress:
            progress(name, number, len(quotes))
        if name not in files:
            failures.append(f"{name}: not among the pages given")
            continue
        try:
            page = read_page(files[name], name)
        except InputError as error:
            failures.append(str(error))
            continue
        read += 1
        if page.digest != digests.get(name):
            failures.append(f"{name}: the file has changed since the build")
        for start, end, quote in sorted(quotes[name]):
            if page.text[start:end] == quote:
                proved += 1
            else:
                failures.append(f"{name}:{start}-{end}: not the quote {''.join(quote.split())[:40]!r}")
    return Verification(read, sum(map(len, quotes.values())), proved, tuple(failures))
