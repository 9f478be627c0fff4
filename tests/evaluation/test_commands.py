"""`python -m kg.evaluation`: extract, golden, speed and the scoreboard do what they say."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.evaluation.__main__ import main
from tests.conftest import PAGES, ROOT, SHARED, shared_only


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_extract_writes_one_file_for_each_gold_page(tmp_path: Path) -> None:
    page = sorted(PAGES.glob("*.txt"))[0]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "p1.json").write_text(json.dumps({"page": page.name}), encoding="utf-8")
    run("extract", tmp_path / "gold", PAGES, tmp_path / "out")
    found = json.loads((tmp_path / "out" / "p1.json").read_text(encoding="utf-8"))
    assert found["page"] == page.name
    for key in ("articles", "entities", "relations", "attributes"):
        assert found[key]
    assert {"start", "end"} <= set(found["relations"][0]["evidence"])
    assert {"title", "status", "role", "amount", "date", "confidence"} <= set(found["relations"][0])


def test_golden_writes_a_readable_file_for_each_page(tmp_path: Path) -> None:
    run("golden", PAGES, tmp_path)
    assert len(list(tmp_path.glob("*.golden"))) == len(list(PAGES.iterdir()))
    assert all(p.read_text(encoding="utf-8").startswith("page | ") for p in tmp_path.glob("*.golden"))


def test_speed_names_every_stage() -> None:
    table = run("speed", PAGES / "dazhong-2023-04-25.md", "--repeat", 1)
    for stage in ("reading", "recognition", "resolution", "relations", "merge", "writing", "all"):
        assert f"| {stage} |" in table


@shared_only
def test_the_scoreboard_has_micro_and_macro_and_each_page() -> None:
    board = run("scoreboard", SHARED, "--each")
    assert "| visible | micro |" in board and "| elsewhere n1-n6 | macro |" in board
    assert "000 " in board and "w1 " in board


def test_resolution_prints_figures_and_failed_pairs() -> None:
    table = run("resolution", ROOT / "tests" / "cases" / "resolution", "--errors")
    for label in ("| names |", "| PERSON |", "| names and references |", "false merges: ", "missed merges: "):
        assert label in table
