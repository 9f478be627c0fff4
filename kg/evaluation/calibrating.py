"""The command `calibrate`: fit on some pages, report on others, and write the weights and their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.calibration import Reliability, by_score, by_weights, cross_fitted, fit, grouped, reliability
from kg.evaluation.edges import GoldPages, JudgedEdge, judged_edges
from kg.lexicon import FOLDER
from kg.relations.calibration import TABLE, Weights

WEIGHTS = FOLDER / f"{TABLE}.tsv"
PAGE = Path(__file__).parent.parent / "relations" / "README.md"
HEADING = "## Figures\n"  # what `--write` replaces begins below this line of PAGE


def calibrate(
    scorer: Path, seen: Iterable[GoldPages], unseen: Iterable[GoldPages], reported: Iterable[GoldPages], write: bool
) -> str:
    """Fit the weights, and say what they are worth.

    Args:
        scorer: the file score.py.
        seen: pages that the rules' authors had in view.
        unseen: other pages to fit on; their level is what a run will claim.
        reported: pages that nothing is fitted on.
        write: rewrite the shipped weights and the figures in kg/relations/README.md.

    Returns:
        Weights and tables as Markdown.

    Raises:
        InputError: there is no edge to fit on, or a file cannot be read or written.
    """
    known, new, others = (list(judged_edges(pages, scorer)) for pages in (seen, unseen, reported))
    if not known and not new:
        raise InputError("no edges to fit on", "", "Give --seen or --unseen pages that have gold")
    found = fit(known, new)
    text = "\n".join(lines(found, known, new, others)) + "\n"
    if write:
        write_weights(WEIGHTS, found)
        write_figures(PAGE, text)
    return text


def lines(
    found: Weights, seen: Sequence[JudgedEdge], unseen: Sequence[JudgedEdge], reported: Sequence[JudgedEdge]
) -> Iterator[str]:
    """The figures as Markdown."""
    sure = by_weights(found)
    terms = f"{found.base:g} + {found.score:g} · log-odds of the score + {found.ends:g} · lower standing of both ends"
    yield f"log-odds = {terms} ({found.implied:g} where no mention names one)"
    yield ""
    yield "| edges of | pages | edges | hold | Brier before | after | calibration error before | after |"
    yield "|---|---|---|---|---|---|---|---|"
    sets = (
        ("pages in view of the rules, fitted", seen, sure),
        ("other pages, fitted", unseen, sure),
        ("other pages, each by weights fitted without it", unseen, cross_fitted(seen, unseen)),
        ("**pages never fitted**", reported, sure),
    )
    for label, edges, after in sets:
        if edges:
            one, two = reliability(edges, by_score), reliability(edges, after)
            figures = f"{one.held:.3f} | {one.brier:.4f} | {two.brier:.4f} | {one.ece:.3f} | {two.ece:.3f}"
            yield f"| {label} | {len({e.page for e in edges})} | {len(edges)} | {figures} |"
    for label, edges, after in sets[2:]:
        if edges:
            yield ""
            yield f"Reliability, {label.strip('*')} ({' '.join(sorted({e.page for e in edges}))}):"
            yield ""
            yield from bins(reliability(edges, by_score), reliability(edges, after))
    held_out = [(label.strip("*"), edges, after) for label, edges, after in sets[2:] if edges]
    for label, edges, after in held_out[-1:]:
        yield ""
        yield f"By predicate, {label}:"
        yield ""
        yield from groups("predicate", grouped(edges, lambda e: e.predicate.value, after))
    if seen:
        yield ""
        yield "By rule, pages in view of the rules (the confidence is that of other pages):"
        yield ""
        yield from groups("rule", grouped(seen, lambda e: e.rule, sure))


def bins(before: Reliability, after: Reliability) -> Iterator[str]:
    """Ten bins before and after."""
    yield "| from | to | score: edges | mean | hold | confidence: edges | mean | hold |"
    yield "|---|---|---|---|---|---|---|---|"
    for n, pair in enumerate(zip(before.bins, after.bins, strict=True)):
        cells = " | ".join(f"{b.edges} | {b.mean:.2f} | {b.held:.2f}" if b.edges else "0 | – | –" for b in pair)
        yield f"| {n / 10:.1f} | {(n + 1) / 10:.1f} | {cells} |"
    cells = " | ".join(f"{r.edges} | {r.mean:.3f} | {r.held:.3f}" for r in (before, after))
    yield f"| all | | {cells} |"


def groups(kind: str, found: Iterable[tuple[str, float, Reliability]]) -> Iterator[str]:
    """One row a group."""
    yield f"| {kind} | edges | mean score | mean confidence | hold |"
    yield "|---|---|---|---|---|"
    for name, score, r in found:
        yield f"| `{name}` | {r.edges} | {score:.2f} | {r.mean:.2f} | {r.held:.2f} |"


def write_weights(path: Path, found: Weights) -> None:
    """Rewrite the weights in the shipped table; heads, terms and meanings stay.

    Raises:
        InputError: the table cannot be read or written.
    """
    values = {"base": found.base, "score": found.score, "ends": found.ends, "implied": found.implied}
    out = []
    for line in read(path).split("\n"):
        cells = line.split("\t")
        out.append("\t".join((cells[0], f"{values[cells[0]]:g}", *cells[2:])) if cells[0] in values else line)
    save(path, "\n".join(out))


def write_figures(path: Path, text: str) -> None:
    """Replace what stands below the heading of the figures.

    Raises:
        InputError: the page cannot be read or written, or has no such heading.
    """
    head, found, _ = read(path).partition(HEADING)
    if not found:
        raise InputError(f"no line {HEADING.strip()!r}", str(path), "Add it: what follows it is replaced")
    save(path, f"{head}{HEADING}\n{text}")


def read(path: Path) -> str:
    """A file's text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read: {error}", str(path), "Run from a checkout") from error


def save(path: Path, text: str) -> None:
    """Write a file's text."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"cannot write: {error}", str(path), "Run from a checkout") from error
