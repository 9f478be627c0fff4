"""The figures on annotated pages never fall below floors.json, which is raised after each gain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluation.scoreboard import Board, extract_gold_pages, score
from tests.conftest import SHARED, shared_only

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
FOLDERS = {"visible": ("eval/gold", "pages"), "elsewhere": ("elsewhere/gold", "elsewhere/pages")}


@shared_only
@pytest.mark.parametrize("which", sorted(FLOORS))
def test_floors(which: str, tmp_path: Path) -> None:
    gold, pages = (SHARED / folder for folder in FOLDERS[which])
    extract_gold_pages(gold, pages, tmp_path)
    board = Board(which, gold, pages, lambda _: True)
    figures = score(SHARED / "eval/score.py", board, tmp_path, each=False)
    low = {k: (figures[k]["f1"], floor) for k, floor in FLOORS[which].items() if figures[k]["f1"] < floor}
    assert not low
