"""Every shipped table is registered, says where it comes from, parses, and fits the budgets of the package."""

from __future__ import annotations

import json
import lzma
from dataclasses import astuple, fields
from fnmatch import fnmatch
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.lexicon import FOLDER, read_table
from kg.lexicon.schema import TABLES, DivisionRow, SuffixRow
from tests.conftest import ROOT

MODELS = ROOT / "kg" / "models"
LEXICON_BUDGET, WEIGHTS_BUDGET = 12_000_000, 48_000_000
ORIGINS = ("origin", "derived", "own work", "written", "compiled", "counted", "counts")
LICENCES = ("licence", "apache-2.0", "mit", "public domain", "cc0")
FILES = sorted(p for p in FOLDER.rglob("*.tsv*"))


def key(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix().removesuffix(".xz").removesuffix(".tsv")


def row_class(path: Path) -> type:
    found = [row for name, row in TABLES.items() if fnmatch(key(path), name)]
    assert len(found) == 1, f"{key(path)} is registered {len(found)} times in kg/lexicon/schema"
    return found[0]


def text(path: Path) -> str:
    raw = path.read_bytes()
    return (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")


@pytest.mark.parametrize("path", FILES, ids=key)
def test_table_is_registered_and_parses(path: Path) -> None:
    rows = read_table(path, row_class(path))
    assert rows
    assert len(set(rows)) == len(rows), "a row stands twice"


@pytest.mark.parametrize("path", FILES, ids=key)
def test_head_names_origin_and_licence(path: Path) -> None:
    content = text(path)
    assert content.startswith("# ") and content.endswith("\n") and "\r" not in content
    head = " ".join(line for line in content.split("\n") if line.startswith("#")).lower()
    assert any(word in head for word in ORIGINS), "say where the words come from"
    assert any(word in head for word in LICENCES), "say under which licence they stand"


@pytest.mark.parametrize("path", FILES, ids=key)
def test_cells_are_clean(path: Path) -> None:
    for line in text(path).split("\n"):
        if not line.startswith("#"):
            assert "\x00" not in line and "\ufeff" not in line and "\ufffd" not in line
            assert all(cell == cell.strip(" ") for cell in line.split("\t"))


def test_every_registered_table_exists() -> None:
    keys = [key(path) for path in FILES]
    assert [name for name in TABLES if not any(fnmatch(k, name) for k in keys)] == []


def test_nothing_else_lies_in_the_lexicon() -> None:
    others = {p.name for p in FOLDER.rglob("*") if p.is_file() and p not in FILES and "__pycache__" not in p.parts}
    assert {name for name in others if not name.endswith(".py")} == set()


def test_sizes() -> None:
    assert sum(p.stat().st_size for p in FILES) <= LEXICON_BUDGET
    assert sum(p.stat().st_size for p in MODELS.rglob("*") if p.is_file()) <= WEIGHTS_BUDGET


def test_divisions_are_sorted_and_unique() -> None:
    rows = read_table(FOLDER / "gazetteer" / "divisions.tsv.xz", DivisionRow)
    codes = [row.code for row in rows]
    assert codes == sorted(set(codes))
    assert all(len(code) in (6, 9) and code.isdigit() for code in codes)
    assert all(row.short != row.name and len(row.short) != 1 for row in rows)


@pytest.mark.parametrize("name", ["former", "common_words"])
def test_derived_tables_are_sorted(name: str) -> None:
    rows = [astuple(row) for row in read_table(FOLDER / "gazetteer" / f"{name}.tsv", TABLES[f"gazetteer/{name}"])]
    assert rows == sorted(rows)


def test_suffixes_stand_longest_first_where_one_ends_with_another() -> None:
    rows = read_table(FOLDER / "gazetteer" / "suffixes.tsv", SuffixRow)
    for i, row in enumerate(rows):
        assert not any(r.level == row.level and r.suffix.endswith(row.suffix) for r in rows[i + 1 :])
        assert row.example.endswith(row.suffix)


def test_every_model_has_a_card() -> None:
    folders = [p for p in MODELS.iterdir() if p.is_dir() and p.name != "__pycache__"]
    assert folders
    for folder in folders:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        assert {"what", "data", "licence", "recipe", "seed"} <= set(card)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", ""),
        ("# origin\n", ""),
        ("level\tsuffix\n", ":1"),
        ("level\tsuffix\twritten\tsecond\texample\ncity\t市\n", ":2"),
    ],
)
def test_a_damaged_table_is_named_with_its_line(tmp_path: Path, content: str, line: str) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_table(path, SuffixRow)
    assert caught.value.where == f"{path}{line}"
    assert len(fields(SuffixRow)) == 5
