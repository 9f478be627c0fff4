"""The resolution test set: mentions with their clusters across pages, and judged pairs; a folder in, figures out.

The folder holds `pages/`, `mentions.jsonl` (page, start and end in the file, surface without white space, cluster,
kind), `clusters.jsonl` (cluster, type, surfaces) and `pairs.jsonl` (one, other, verdict, reason). All pages are built
into one graph without seed knowledge. A gold mention is found if the pipeline has a mention with its very span or,
failing that, the widest one that overlaps it and ends where it ends: a Chinese name's head stands last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.config import Settings
from kg.errors import InputError
from kg.evaluation.bcubed import BCubed, bcubed
from kg.model import EntityType
from kg.reading import list_pages, read_page
from kg.recognition import recognise
from kg.relations import relate
from kg.resolution import merge, resolve_page
from kg.stages import extraction_of

Row = TypeVar("Row")


class GoldMention(msgspec.Struct, frozen=True):
    """A mention or reference as annotated: `start`, `end` are offsets of the page file's text."""

    page: str
    start: int
    end: int
    surface: str
    cluster: str
    kind: str  # name or reference


class GoldCluster(msgspec.Struct, frozen=True):
    """A thing of the test set, with every surface that names it."""

    cluster: str
    type: EntityType
    surfaces: tuple[str, ...]


class GoldSide(msgspec.Struct, frozen=True):
    """One side of a judged pair: the mention that starts there."""

    page: str
    surface: str
    start: int


class GoldPair(msgspec.Struct, frozen=True):
    """A judgement on two mentions, with the reader's reason."""

    one: GoldSide
    other: GoldSide
    verdict: str  # same or different
    reason: str


@dataclass(frozen=True, slots=True)
class Gold:
    """The test set as read."""

    pages: Path
    mentions: tuple[GoldMention, ...]
    clusters: tuple[GoldCluster, ...]
    pairs: tuple[GoldPair, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured. Rates are shares of the judged pairs whose two mentions were both found."""

    all: BCubed
    references: BCubed
    by_type: tuple[tuple[EntityType, BCubed, int], ...]  # with the number of mentions not found
    missing: tuple[GoldMention, ...]
    false_merges: tuple[GoldPair, ...]
    missed_merges: tuple[GoldPair, ...]
    different: int  # judged different, both mentions found
    same: int
    unfound: tuple[GoldPair, ...]

    @property
    def false_merge_rate(self) -> float:
        """Share of pairs judged different that are one entity."""
        return len(self.false_merges) / self.different if self.different else 0.0

    @property
    def missed_merge_rate(self) -> float:
        """Share of pairs judged the same that are two entities."""
        return len(self.missed_merges) / self.same if self.same else 0.0


def load_gold(folder: Path) -> Gold:
    """Read the test set.

    Raises:
        InputError: a file is missing, or a line does not fit its schema; names file and line.
    """
    return Gold(
        folder / "pages",
        read_lines(folder / "mentions.jsonl", GoldMention),
        read_lines(folder / "clusters.jsonl", GoldCluster),
        read_lines(folder / "pairs.jsonl", GoldPair),
    )


def read_lines(path: Path, type: type[Row]) -> tuple[Row, ...]:
    """One typed row a line."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", str(path), "Check the folder") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(msgspec.json.decode(line, type=type))
        except msgspec.MsgspecError as error:
            raise InputError(str(error), f"{path}:{number}", "Mend the line") from error
    return tuple(found)


def nodes_of_spans(pages: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Build one graph of all pages: page → span of a mention or reference in the file → id of its node."""
    extractions, references = [], {}
    for name, path in list_pages([pages]):
        page = read_page(path, name)
        recognition = recognise(page)
        resolution = resolve_page(page, recognition, Settings())
        extractions.append(extraction_of(page, recognition, resolution, relate(page, recognition, resolution)))
        pairs = zip(recognition.references, resolution.of_reference, strict=True)
        references[name] = [(page.span(r.left, r.right), entity) for r, entity in pairs if entity is not None]
    trail = merge(extractions).trail
    node = {(m.page, m.entity): m.node for m in trail.members}
    found: dict[str, dict[tuple[int, int], str]] = {}
    for x in extractions:
        spans = {span: node[x.page, entity] for span, entity in references[x.page]}
        for e in x.entities:
            spans |= {(x.mentions[m].start, x.mentions[m].end): node[x.page, e.id] for m in e.mentions}
        found[x.page] = spans
    return found


def node_at(spans: dict[tuple[int, int], str], start: int, end: int) -> str | None:
    """The node of the mention at a gold span, or None if it was not found."""
    if (start, end) in spans:
        return spans[start, end]
    near = [(left, right) for left, right in spans if right == end]
    return spans[min(near)] if near else None


def measure(gold: Gold) -> Figures:
    """Run the pipeline over the test set's pages and compare."""
    spans = nodes_of_spans(gold.pages)
    type = {c.cluster: c.type for c in gold.clusters}
    node = {(m.page, m.start): node_at(spans.get(m.page, {}), m.start, m.end) for m in gold.mentions}
    names = [m for m in gold.mentions if m.kind == "name"]

    def labels(mentions: Iterable[GoldMention]) -> list[tuple[str, str]]:
        return [(m.cluster, n) for m in mentions if (n := node[m.page, m.start]) is not None]

    by_type = []
    for t in EntityType:
        own = [m for m in names if type[m.cluster] is t]
        found = labels(own)
        by_type.append((t, bcubed(found), len(own) - len(found)))
    false: list[GoldPair] = []
    missed: list[GoldPair] = []
    unfound: list[GoldPair] = []
    counts = {"same": 0, "different": 0}
    for pair in gold.pairs:
        one, other = (node[side.page, side.start] for side in (pair.one, pair.other))
        if one is None or other is None:
            unfound.append(pair)
            continue
        counts[pair.verdict] += 1
        if (one == other) != (pair.verdict == "same"):
            (false if one == other else missed).append(pair)
    return Figures(
        all=bcubed(labels(names)),
        references=bcubed(labels(gold.mentions)),
        by_type=tuple(by_type),
        missing=tuple(m for m in gold.mentions if node[m.page, m.start] is None),
        false_merges=tuple(false),
        missed_merges=tuple(missed),
        different=counts["different"],
        same=counts["same"],
        unfound=tuple(unfound),
    )


def print_resolution(folder: Path, errors: bool) -> None:
    """Print the figures as a table and, with `errors`, each failed pair with its reason and each mention not found."""
    gold = load_gold(folder)
    figures = measure(gold)
    print("| mentions | B3 precision | B3 recall | B3 F1 | found | not found |")
    print("|---|---|---|---|---|---|")
    absent = [sum(m.kind == kind for m in figures.missing) for kind in ("name", "reference")]
    print_row("names", figures.all, absent[0])
    for type, score, missing in figures.by_type:
        print_row(type.value, score, missing)
    print_row("names and references", figures.references, sum(absent))
    print(f"\nfalse merges: {len(figures.false_merges)} of {figures.different} pairs judged different", end=" ")
    print(f"({figures.false_merge_rate:.3f})")
    print(f"missed merges: {len(figures.missed_merges)} of {figures.same} pairs judged the same", end=" ")
    print(f"({figures.missed_merge_rate:.3f})")
    print(f"not found: {len(figures.unfound)} of {len(gold.pairs)} pairs")
    if errors:
        print_pairs("false merge", figures.false_merges)
        print_pairs("missed merge", figures.missed_merges)
        print_pairs("not found", figures.unfound)
        for m in figures.missing:
            print(f"no entity: {m.page}:{m.start} {m.surface} ({m.cluster})")


def print_row(label: str, score: BCubed, missing: int) -> None:
    """One row of the table."""
    print(f"| {label} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {score.mentions} | {missing} |")


def print_pairs(label: str, pairs: Sequence[GoldPair]) -> None:
    """Each pair in a line: where, and the reader's reason."""
    for pair in pairs:
        one, other = pair.one, pair.other
        print(f"{label}: {one.page} {one.surface} / {other.page} {other.surface}: {pair.reason}")
