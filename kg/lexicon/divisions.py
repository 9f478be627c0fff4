"""Administrative divisions of China from province to village: codes, names, short names, containment, former names.

Codes are those of GB/T 2260 (six digits, `370000` for a province, `371500` for a city, `371521` for a county)
and of the statistics bureau below (nine digits for a town, twelve for a village), as of 30 June 2023. The
placeholders of the tables (the "urban districts" of a municipality, the counties governed by a province
directly) are left out: the parent of a district of Beijing is Beijing.

The tables are read when first asked for: province to town in about 0.1 s, the villages of a province in about 0.1 s.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.lexicon import FOLDER, table
from kg.lexicon.schema import (
    ChangeRow,
    CommonWordRow,
    CountryRow,
    FormerDivisionRow,
    ProvinceLetterRow,
    SuffixRow,
)
from kg.lexicon.schema.gazetteer import AliasRow

GAZETTEER = FOLDER / "gazetteer"
LEVELS = {6: "county", 9: "town", 12: "village"}
SHORT = 2  # characters


@dataclass(frozen=True, slots=True)
class Division:
    """One division. `short` is the name without its ending, empty if there is none worth reading; `level` is English.

    `code` is empty for a village that the table of 2023 no longer has; its `parent` is then the town it lay in,
    or the county if the town is gone too. Longitude and latitude are in degrees, in a coordinate system that
    the source does not state: good for a map of provinces, not for a street.
    """

    code: str
    name: str
    short: str
    level: str  # province | city | county | town | village
    parent: str | None
    longitude: float | None
    latitude: float | None


def level_of(code: str) -> str:
    """Tell the level that a code belongs to, by its form."""
    if len(code) == 6 and code.endswith("00"):
        return "province" if code.endswith("0000") else "city"
    return LEVELS[len(code)]


def prefix_of(code: str) -> str:
    """Give the digits that all codes inside a division begin with: `3715` for `371500`."""
    if len(code) == 6 and code.endswith("00"):
        return code[:2] if code.endswith("0000") else code[:4]
    return code


def read_lines(path: Path) -> list[str]:
    """Rows of a compressed table without its head, fast: the schema test has checked them.

    Raises:
        InputError: the file is missing or damaged.
    """
    try:
        with lzma.open(path) as stream:
            text = stream.read().decode("utf-8")
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise InputError(f"cannot read table: {error}", str(path), "Reinstall the package") from error
    lines = text.split("\n")
    head = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return [line for line in lines[head + 1 :] if line]


class Villages(Mapping[str, tuple[str, ...]]):
    """Villages and communities of one province, by name with its ending (刘庄村, 东关社区) or without (刘庄).

    As a mapping it leads from a name to codes: the village's own twelve digits, or those of its town (nine) or
    county (six) for a village of an earlier year that the table no longer has. Iteration and length count full
    names.
    """

    def __init__(self, province: str) -> None:
        self._codes: dict[str, tuple[str, ...]] = {}
        rows = table("gazetteer/suffixes", SuffixRow)
        self._endings = tuple(row.suffix for row in rows if row.level == "village" and row.suffix == row.written)
        path = GAZETTEER / "villages" / f"{province[:2]}.tsv.xz"
        if not path.exists():
            return
        codes, get = self._codes, self._codes.get
        for line in read_lines(path):
            town, _, cell = line.partition("\t")
            for item in cell.split(" "):
                name = item[3:]
                code = town if item[0] == "-" else town + item[:3]
                codes[name] = (*get(name, ()), code)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """Codes of the villages called `name`, with or without its ending."""
        found = self._codes.get(name)
        if found is None and len(name) > 1:
            found = tuple(c for end in self._endings for c in self._codes.get(name + end, ()))
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        """Full names, in the table's order."""
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def named(self, surface: str) -> tuple[Division, ...]:
        """Find the villages that a surface may stand for, sorted by code; empty if there are none."""
        full = surface if surface in self._codes else ""
        ends = [""] if full else self._endings
        found = []
        for end in ends:
            for code in self._codes.get(surface + end, ()):
                known = len(code) == 12
                parent = code[:9]  # of a former village: its town, or its county where the town is gone too
                short = "" if full else surface
                found.append(Division(code if known else "", surface + end, short, "village", parent, None, None))
        return tuple(sorted(found, key=lambda d: (d.parent or "", d.code, d.name)))


class Divisions:
    """The table of divisions from province to town, with villages by province on request. `divisions()` makes it."""

    def __init__(self, path: Path) -> None:
        lines = read_lines(path)
        self._cells = [line.split("\t") for line in lines]
        self._index = {cells[0]: i for i, cells in enumerate(self._cells)}
        named: dict[str, list[int]] = {}
        for i, (_, name, short, other, _, _) in enumerate(self._cells):
            named.setdefault(name, []).append(i)
            if short:
                named.setdefault(short, []).append(i)
                if other:
                    named.setdefault(other, []).append(i)
        self._aliases = table("gazetteer/aliases", AliasRow)
        for row in self._aliases:
            if row.code in self._index:
                named.setdefault(row.name, []).append(self._index[row.code])
        self._named = named
        self._children: dict[str, list[str]] | None = None
        self._villages: dict[str, Villages] = {}
        self._former: dict[str, list[str]] | None = None
        self._common: frozenset[str] | None = None

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[Division]:
        """All divisions from province to town, sorted by code."""
        return (self._make(i) for i in range(len(self._cells)))

    def _make(self, index: int) -> Division:
        code, name, short, _, longitude, latitude = self._cells[index]
        return Division(
            code,
            name,
            short,
            level_of(code),
            self._parent(code),
            float(longitude) if longitude else None,
            float(latitude) if latitude else None,
        )

    def _parent(self, code: str) -> str | None:
        if len(code) == 12:
            return code[:9]
        candidates = [code[:6]] if len(code) == 9 else []
        for candidate in (*candidates, code[:4] + "00", code[:2] + "0000"):
            if candidate != code and candidate in self._index:
                return candidate
        return None

    def by_code(self, code: str) -> Division | None:
        """Find the division with this code, from province to town; None if there is none (see `villages`)."""
        index = self._index.get(code)
        return None if index is None else self._make(index)

    def named(self, surface: str) -> tuple[Division, ...]:
        """Divisions from province to town with this full, short or daily name, sorted by code but for daily ones."""
        return tuple(self._make(i) for i in self._named.get(surface, ()))

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """List the divisions that hold this one, nearest first. Works for the code of a village too."""
        found = []
        parent = self._parent(code)
        while parent is not None:
            index = self._index.get(parent)
            if index is not None:
                found.append(self._make(index))
            parent = self._parent(parent)
        return tuple(found)

    def children(self, code: str) -> tuple[Division, ...]:
        """List the divisions right below this one, sorted by code; none for a town: see `villages`."""
        if self._children is None:
            self._children = {}
            for cells in self._cells:
                parent = self._parent(cells[0])
                if parent:
                    self._children.setdefault(parent, []).append(cells[0])
        return tuple(self._make(self._index[c]) for c in self._children.get(code, ()))

    def within(self, code: str, ancestor_code: str) -> bool:
        """Whether a division is the other or lies in it."""
        return bool(ancestor_code) and code.startswith(prefix_of(ancestor_code))

    def surfaces(self, ambiguous: bool = False, town_shorts: bool = False) -> Iterable[tuple[str, str]]:
        """Names to look for in text as (surface, "full" | "short"), each once: full ones first, in code order.

        Args:
            ambiguous: include names that are everyday words as well (see `is_common`).
            town_shorts: include short names of towns, most of which are shared by many towns and by other things.
        """
        seen = {""}
        for _, name, _, _, _, _ in self._cells:
            if name not in seen and (ambiguous or not self.is_common(name)):
                seen.add(name)
                yield name, "full"
        for row in self._aliases:
            if row.name not in seen and (ambiguous or not self.is_common(row.name)):
                seen.add(row.name)
                yield row.name, "full" if len(row.name) > SHORT else "short"
        for code, _, short, other, _, _ in self._cells:
            if len(code) == 9 and not town_shorts:
                continue
            for surface in (other, short):
                if surface not in seen and (ambiguous or not self.is_common(surface)):
                    seen.add(surface)
                    yield surface, "short"

    def is_common(self, surface: str) -> bool:
        """Whether a division's name is an everyday word as well (东方, 和平): gazetteer/common_words.tsv."""
        if self._common is None:
            self._common = frozenset(row.surface for row in table("gazetteer/common_words", CommonWordRow))
        return surface in self._common

    def former(self, name: str) -> tuple[Division, ...]:
        """Find present divisions by a former full name, short name or code (襄樊 → 襄阳市), sorted by code."""
        if self._former is None:
            self._former = {}
            for row in table("gazetteer/former", FormerDivisionRow):
                self._former.setdefault(row.name, []).append(row.code)
            renamed = self._renamed()
            for old, _ in renamed:
                self._former.pop(old, None)  # the dated table knows better
            for old, code in renamed:
                self._former.setdefault(old, []).append(code)
        return tuple(self._make(self._index[c]) for c in self._former.get(name, ()))

    def former_names(self) -> tuple[str, ...]:
        """All names that `former` knows, sorted, without the codes."""
        rows = table("gazetteer/former", FormerDivisionRow)
        return tuple(sorted({row.name for row in rows if not row.name.isdigit()} | {n for n, _ in self._renamed()}))

    def _renamed(self) -> list[tuple[str, str]]:
        """Names of changes.tsv that stand for one division of today; new ones of two characters are parts of words."""
        known = {row.name for row in table("gazetteer/former", FormerDivisionRow)}
        rows = [row for row in table("gazetteer/changes", ChangeRow) if row.kind == "renamed"]
        return [(row.name, row.code) for row in rows if len(row.name) > SHORT or row.name in known]

    def changes(self, name: str) -> tuple[ChangeRow, ...]:
        """What became of the divisions that once bore this full name, by code."""
        return tuple(row for row in _changes().get(name, ()) if row.code in self._index)

    def villages(self, province_code: str) -> Villages:
        """Villages of the province that a code belongs to, read when first asked for; empty if the tables have none."""
        key = province_code[:2]
        if key not in self._villages:
            self._villages[key] = Villages(key)
        return self._villages[key]


@cache
def _changes() -> Mapping[str, tuple[ChangeRow, ...]]:
    found: dict[str, tuple[ChangeRow, ...]] = {}
    for row in table("gazetteer/changes", ChangeRow):
        found[row.name] = (*found.get(row.name, ()), row)
    return found


@cache
def _changes_by_code() -> Mapping[str, tuple[ChangeRow, ...]]:
    found: dict[str, tuple[ChangeRow, ...]] = {}
    for row in table("gazetteer/changes", ChangeRow):
        found[row.code] = (*found.get(row.code, ()), row)
    return found


def former_names_of(code: str) -> tuple[ChangeRow, ...]:
    """The dated changes by which a division got its present name or ground, by name."""
    return _changes_by_code().get(code, ())


@cache
def divisions() -> Divisions:
    """Give the shipped table, read once a process."""
    return Divisions(GAZETTEER / "divisions.tsv.xz")


@cache
def province_letters() -> Mapping[str, str]:
    """One-character short forms of provinces (鲁, 冀) to codes. Weak: for use inside compounds only."""
    return {row.letter: row.code for row in table("gazetteer/province_letters", ProvinceLetterRow)}


@cache
def countries() -> tuple[CountryRow, ...]:
    """Countries of the world with capital and larger cities."""
    return table("gazetteer/countries", CountryRow)
