"""What commands print: a progress bar, the summary of a build, tables of rows."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from kg.model import Predicate

if TYPE_CHECKING:
    from kg.graph import Graph

PATIENCE = 2.0  # seconds before a progress bar appears


@contextmanager
def progress_bar(unit: str) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on stderr, only on a terminal and only after two seconds; None where there is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    begin = monotonic()
    task = bar.add_task(unit)

    def advance(name: str, number: int, total: int) -> None:
        if monotonic() - begin > PATIENCE and not bar.live.is_started:
            bar.start()
        bar.update(task, completed=number, total=total, description=name)

    try:
        yield advance
    finally:
        bar.stop()


@contextmanager
def waiting(message: str) -> Iterator[None]:
    """A moving sign on stderr, only on a terminal, while work of unknown length goes on."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(message):
        yield


def print_summary(graph: Graph, out: Path) -> None:
    """Say what a build found and what to try next."""
    types = Counter(node.type.value for node in graph.nodes)
    read = sum(r.characters for r in graph.reports)
    inside = sum(r.in_articles for r in graph.reports)
    pages, articles = len(graph.reports), len(graph.sources)
    click.echo(f"{pages} pages, {articles} articles, {read:,} characters ({share(inside, read)} in articles)")
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(types.items(), key=lambda x: (-x[1], x[0])))
    click.echo(f"{len(graph.nodes):,} entities: {kinds}")
    sentences = len({(w.page, w.start, w.end) for f in graph.facts for w in f.witnesses})
    click.echo(f"{len(graph.facts):,} relations and {len(graph.measures):,} figures, shown by {sentences:,} passages")
    click.echo(f"written to {out}: " + " ".join(sorted(p.name for p in out.iterdir() if p.suffix != ".md")))
    click.echo("\nNext:")
    click.echo(f"  kg query {out} --name projects-by-county")
    click.echo(f"  kg query {out} --name officials-by-body")
    telling = [f for f in graph.facts if f.predicate is not Predicate.LOCATED_IN]
    best = max(telling, key=lambda f: (len(f.witnesses), f.confidence, f.id), default=None)
    if best:
        names = {n.id: n.name for n in graph.nodes}
        click.echo(f"  kg why {out} {names[best.subject]} {names[best.object]}")


def share(part: int, whole: int) -> str:
    """A share as a whole percentage."""
    return f"{round(100 * part / whole)}%" if whole else "0%"
