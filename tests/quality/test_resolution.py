"""Who is who across pages never gets worse than resolution.json says: floors, and ceilings for the two rates."""

from __future__ import annotations

import json
from pathlib import Path

from kg.evaluation.resolution import load_gold, measure
from tests.conftest import ROOT

BOUNDS = json.loads((Path(__file__).parent / "resolution.json").read_text(encoding="utf-8"))


def test_bounds() -> None:
    figures = measure(load_gold(ROOT / "tests" / "cases" / "resolution"))
    assert figures.all.f1 >= BOUNDS["b3_f1"]
    assert figures.all.precision >= BOUNDS["b3_precision"]
    assert figures.all.mentions >= BOUNDS["names_found"]
    assert figures.false_merge_rate <= BOUNDS["false_merge_rate"]
    assert figures.missed_merge_rate <= BOUNDS["missed_merge_rate"]
