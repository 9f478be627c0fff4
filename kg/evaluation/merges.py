"""How sure each kind of merge is: merges of the resolution test set counted against its gold clusters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, fields, replace
from pathlib import Path

from kg.building import build_graph
from kg.errors import InputError
from kg.evaluation.resolution import load_gold
from kg.lexicon import FOLDER, read_table
from kg.lexicon.schema import MergeRow
from kg.resolution.certainty import PERSON, UNKNOWN, kinds
from kg.resolution.words import plain

TABLE = FOLDER / "resolution" / "merges.tsv"
PRIOR = 5  # merges that a kind is taken to have beside those counted, as often right as all
MOST = 0.99


def counted(folder: Path) -> dict[str, tuple[int, int]]:
    """Build one graph of the test set: kind of merge → how many were right, and how many there were.

    A merge counts if both members' first mentions are annotated with their very spans; all of them are under `other`.
    """
    gold = load_gold(folder)
    trail = build_graph([gold.pages]).trail
    cluster = {(m.page, m.start, m.end): m.cluster for m in gold.mentions}
    member = {(m.page, m.entity): m for m in trail.members}
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for join in trail.joins:
        one, other = member[join.one], member[join.other]
        sides = [cluster.get((m.page, m.start or 0, m.end or 0)) for m in (one, other)]
        if None in sides:
            continue
        synonyms = {(s.city, plain(s.name)): s for s in trail.synonyms if s.type is one.type}
        for kind in (*kinds(join, one, other, synonyms), UNKNOWN):
            found[kind].append(sides[0] == sides[1])
    return {kind: (sum(truth), len(truth)) for kind, truth in found.items()}


def refitted(rows: tuple[MergeRow, ...], counts: dict[str, tuple[int, int]]) -> tuple[MergeRow, ...]:
    """The rows with these counts; a kind's share is drawn towards that of all, of persons' names towards theirs."""
    whole = drawn(*counts.get(UNKNOWN, (0, 0)), 0.5, 0)
    persons = [found for kind, found in counts.items() if kind.endswith(PERSON)]
    named = drawn(sum(right for right, _ in persons), sum(merges for _, merges in persons), whole, PRIOR)
    new = []
    for row in rows:
        right, merges = counts.get(row.kind, (0, 0))
        sure = drawn(right, merges, named if row.kind.endswith(PERSON) else whole, PRIOR)
        new.append(replace(row, right=right, merges=merges, confidence=min(MOST, round(sure, 2))))
    return tuple(new)


def drawn(right: int, merges: int, share: float, prior: int) -> float:
    """A share right, drawn towards another as if that had been seen so many times."""
    return (right + prior * share) / (merges + prior) if merges + prior else share


def measure_merges(folder: Path, write: bool, path: Path = TABLE) -> str:
    """The table as Markdown; with `write` the shipped one is rewritten, its heads, kinds and meanings kept.

    Raises:
        InputError: the test set or the table cannot be read or written.
    """
    rows = refitted(read_table(path, MergeRow), counted(folder))
    columns = [f.name for f in fields(MergeRow)]
    if write:
        try:
            heads = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
            body = ["\t".join(columns), *("\t".join(f"{cell}" for cell in astuple(row)) for row in rows)]
            path.write_text("\n".join([*heads, *body]) + "\n", encoding="utf-8", newline="\n")
        except OSError as error:
            raise InputError(f"cannot write: {error}", str(path), "Run from a checkout") from error
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *(f"| {' | '.join(f'{cell}' for cell in astuple(row))} |" for row in rows)]) + "\n"
