"""Seed tables: what a user knows of a city, as CSV files with a checked schema (see seeds/README.md).

A folder may hold any of `bodies.csv`, `programs.csv`, `aliases.csv` and `judgements.csv`. Lines are counted from 1;
empty lines and lines that begin with # are passed over.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from kg.errors import InputError
from kg.lexicon.divisions import Division, divisions
from kg.model import EntityType, Predicate

BODIES = (EntityType.ORG, EntityType.COMPANY, EntityType.PLACE)
LABELS = (EntityType.PROGRAM, EntityType.PROJECT, EntityType.EVENT, EntityType.HONOUR, EntityType.DOCUMENT)
DERIVED = (Predicate.REPLACED_BY, Predicate.SUCCEEDED_BY)  # of a corpus: judge the edges that they follow from
JUDGED = tuple(p.value for p in Predicate if p not in DERIVED)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class SeedName:
    """A thing that the user knows by its full name; it holds on pages at home in `within`, None for any."""

    type: EntityType
    name: str
    within: Division | None


@dataclass(frozen=True, slots=True)
class SeedAlias:
    """Another name of a thing; it holds on pages at home in `within`, None for any."""

    type: EntityType
    alias: str
    name: str
    within: Division | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the user has decided. `one` and `other` are NAME or NAME@CONTEXT, the context a page's name or a body."""

    same: bool
    type: EntityType
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class EdgeJudgement:
    """What the user has decided of edges from `one` to `other`, sides as in `Judgement`. `title` None means any."""

    right: bool
    predicate: Predicate
    title: str | None
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Seeds:
    """All seed knowledge of one folder, in the files' order."""

    known: tuple[SeedName, ...] = ()
    aliases: tuple[SeedAlias, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    edges: tuple[EdgeJudgement, ...] = ()

    def names(self) -> tuple[tuple[EntityType, str], ...]:
        """Every name and alias with its type, sorted, for a recogniser that looks for them in text."""
        found = {(k.type, k.name) for k in self.known} | {(a.type, a.alias) for a in self.aliases}
        found |= {(a.type, a.name) for a in self.aliases}
        return tuple(sorted(found))


class Cells:
    """One line of a seed file, read cell by cell; every complaint names file and line."""

    def __init__(self, where: str, cells: dict[str, str]) -> None:
        self.where, self.cells = where, cells

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self.cells[column]
        if not value:
            raise InputError(f"column {column} is empty", self.where, "Fill it or remove the line")
        return value

    def type(self, allowed: tuple[EntityType, ...]) -> EntityType:
        """The cell `type`, one of those allowed."""
        value = self.text("type")
        if value not in {t.value for t in allowed}:
            raise InputError(f"type {value} is not allowed here", self.where, f"Use one of {', '.join(allowed)}")
        return EntityType(value)

    def division(self, column: str) -> Division | None:
        """A cell with the name or code of a division, or nothing."""
        value = self.cells[column]
        if not value:
            return None
        by_code = divisions().by_code(value)
        found = [by_code] if by_code is not None else [d for d in divisions().named(value) if d.name == value]
        if len(found) != 1:
            problem = f"{value} names {len(found)} divisions" if found else f"no division is called {value}"
            choices = ", ".join(f"{d.code} {d.name}" for d in found[:5])
            raise InputError(problem, self.where, f"Give a code: {choices}" if found else "Give a full name or a code")
        return found[0]


def load_seeds(folder: str | Path) -> Seeds:
    """Read and check a folder of seed tables.

    Raises:
        InputError: the folder does not exist or holds no seed table, or a line is not as it should be; names file and
        line.
    """
    return _load(str(folder), tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in _files(Path(folder))))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError("there is no such folder of seed tables", str(folder), "Check the path given to --seeds")
    files = [folder / f"{name}.csv" for name in READERS if (folder / f"{name}.csv").is_file()]
    unknown = sorted(p.name for p in folder.glob("*.csv") if p.stem not in READERS)
    if unknown:
        raise InputError(f"{unknown[0]} is no seed table", str(folder), f"Name it one of {', '.join(READERS)}")
    if not files:
        raise InputError("the folder holds no seed table", str(folder), f"Add one of {', '.join(READERS)} as .csv")
    return files


@lru_cache(maxsize=8)
def _load(folder: str, _: tuple[tuple[str, int, int], ...]) -> Seeds:
    rows: dict[str, list[object]] = {}
    for path in _files(Path(folder)):
        columns, read = READERS[path.stem]
        rows[path.stem] = read_rows(path, columns, read)
    known = [r for name in ("bodies", "programs") for r in rows.get(name, []) if isinstance(r, SeedName)]
    aliases = [r for r in rows.get("aliases", []) if isinstance(r, SeedAlias)]
    judgements = [r for r in rows.get("judgements", []) if isinstance(r, Judgement)]
    edges = [r for r in rows.get("judgements", []) if isinstance(r, EdgeJudgement)]
    return Seeds(tuple(known), tuple(aliases), tuple(judgements), tuple(edges))


def read_rows(path: Path, columns: tuple[str, ...], read: Callable[[Cells], Row]) -> list[Row]:
    """Read one table, line by line.

    Raises:
        InputError: not UTF-8, other columns, or a line that does not fit.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read seed table: {error}", str(path), "Save it as UTF-8") from error
    header: list[str] | None = None
    found: list[Row] = []
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number}"
        text = line.strip("\r")
        if not text.strip() or text.startswith("#"):
            continue
        try:
            cells = [c.strip() for c in next(csv.reader([text], strict=True))]
        except csv.Error as error:
            raise InputError(f"not a line of CSV: {error}", where, "Close every quote on its own line") from error
        if header is None:
            header = cells
            if tuple(header) != columns:
                raise InputError(f"columns are {','.join(header)}", where, f"Make them {','.join(columns)}")
            continue
        if len(cells) != len(columns):
            raise InputError(f"{len(cells)} cells, not {len(columns)}", where, f"Columns are {','.join(columns)}")
        found.append(read(Cells(where, dict(zip(columns, cells, strict=True)))))
    if header is None:
        raise InputError("no line with the columns", str(path), f"Begin with {','.join(columns)}")
    return found


def _body(cells: Cells) -> SeedName:
    return SeedName(cells.type(BODIES), cells.text("name"), cells.division("within"))


def _label(cells: Cells) -> SeedName:
    return SeedName(cells.type(LABELS), cells.text("name"), cells.division("within"))


def _alias(cells: Cells) -> SeedAlias:
    return SeedAlias(cells.type(tuple(EntityType)), cells.text("alias"), cells.text("name"), cells.division("within"))


def _judgement(cells: Cells) -> Judgement | EdgeJudgement:
    verdict = cells.text("verdict")
    if verdict in ("right", "wrong"):
        return _edge(cells, verdict == "right")
    if verdict not in ("same", "different"):
        raise InputError(f"verdict {verdict} is unknown", cells.where, "Use same, different, right or wrong")
    one, other = cells.text("one"), cells.text("other")
    if one == other:
        raise InputError("both sides are equal", cells.where, "Add a context: NAME@PAGE or NAME@BODY")
    return Judgement(verdict == "same", cells.type(tuple(EntityType)), one, other)


def _edge(cells: Cells, right: bool) -> EdgeJudgement:
    return edge_judgement(right, cells.text("type"), cells.text("one"), cells.text("other"), cells.where)


def edge_judgement(right: bool, predicate: str, one: str, other: str, where: str = "") -> EdgeJudgement:
    """A judgement on the edges from one side to the other; `predicate` is PREDICATE, or PREDICATE:TITLE.

    Raises:
        InputError: no page says such edges.
    """
    name, colon, title = predicate.partition(":")
    if name not in JUDGED:
        raise InputError(f"{name} is no predicate of a page", where, f"Use one of {', '.join(JUDGED)}")
    return EdgeJudgement(right, Predicate(name), title if colon else None, one, other)


READERS: dict[str, tuple[tuple[str, ...], Callable[[Cells], object]]] = {
    "bodies": (("name", "type", "within", "comment"), _body),
    "programs": (("name", "type", "within", "comment"), _label),
    "aliases": (("alias", "name", "type", "within", "comment"), _alias),
    "judgements": (("verdict", "type", "one", "other", "comment"), _judgement),
}
