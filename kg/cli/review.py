"""`kg review`: the least certain merges and edges with their sentences, and answers into the judgements file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import main
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.query.review import Question

ASKED = {"merge": "Are they one", "edge": "Does it hold"}
ANSWERS = {"y": "y", "yes": "y", "n": "n", "no": "n", "s": "s", "skip": "s", "": "s", "q": "q", "quit": "q"}


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seeds", type=click.Path(path_type=Path, file_okay=False), help="Folder whose judgements.csv is kept.")
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(1), help="Questions at most.")
@click.option("--kind", type=click.Choice(["edge", "merge"]), help="Ask about these only.")
@click.option("--list", "listed", is_flag=True, help="Print the questions and ask nothing.")
def review(out: Path, seeds: Path | None, limit: int, kind: str | None, listed: bool) -> None:
    """Ask about the least certain merges and edges of the graph in OUT, the most valuable first.

    Each is shown with its sentences. y and n write lines into SEEDS/judgements.csv, which the next build with --seeds
    obeys: an edge that does not hold is gone, one that does is certain, and things are united or kept apart. s (or an
    empty line) skips, q or the end of input ends. Answers may come from a pipe, one a line; what is answered is kept
    at once and not asked again.

    \b
    kg review out --list --limit 50
    kg review out --seeds seeds/liaocheng
    printf 'y\\nn\\ns\\n' | kg review out --seeds seeds/liaocheng
    kg build pages --seeds seeds/liaocheng -o out
    """
    from kg.graph import load
    from kg.query.review import describe, questions
    from kg.resolution.judging import judgements_in

    if seeds is None and not listed:
        raise InputError("no folder for the answers", "", "Give --seeds FOLDER, or --list to ask nothing")
    graph = load(out)
    found = questions(graph, judgements_in(seeds) if seeds is not None else ())
    found = [q for q in found if kind in (None, q.kind)]
    given = 0
    for number, question in enumerate(found[:limit], 1):
        click.echo(f"{number}/{min(limit, len(found))}  " + "\n   ".join(describe(graph, question)))
        if listed or seeds is None:
            continue
        answer = ask(question, number)
        if answer == "q":
            break
        given += keep(question, answer, seeds)
    if listed:
        click.echo(f"{len(found)} questions in all")
    else:
        click.echo(
            f"{given} answer{'' if given == 1 else 's'} in {seeds}/judgements.csv; build again with --seeds {seeds}"
        )


def ask(question: Question, number: int) -> str:
    """The answer to one question: y, n, s or q, and q at the end of input.

    Raises:
        InputError: a line of a pipe is none of them; on a terminal the question is asked again.
    """
    while True:
        click.echo(f"   {ASKED[question.kind]}? [y/n/s/q] ", nl=False)
        line = sys.stdin.buffer.readline().decode("utf-8", "replace")
        if not sys.stdin.isatty():
            click.echo(line.strip())
        if not line:
            return "q"
        answer = ANSWERS.get(line.strip().lower())
        if answer is not None:
            return answer
        if not sys.stdin.isatty():
            raise InputError(f"{line.strip()[:20]!r} is no answer", f"question {number}", "Answer y, n, s or q")


def keep(question: Question, answer: str, seeds: Path) -> int:
    """Write an answer down; how many answers that were (none for a skip)."""
    from kg.resolution.judging import judge

    rulings = {"y": question.yes, "n": question.no}.get(answer, ())
    for ruling in rulings:
        judge(seeds, ruling, f"reviewed at {question.confidence:.2f}")
    return 1 if rulings else 0
