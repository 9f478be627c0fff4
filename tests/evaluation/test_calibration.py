"""Calibration: the fit finds what is there, the tables count right, and the command runs on pages of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.errors import InputError
from kg.evaluation import calibrating
from kg.evaluation.__main__ import main
from kg.evaluation.calibrating import write_figures, write_weights
from kg.evaluation.calibration import by_score, by_weights, cross_fitted, fit, grouped, reliability
from kg.evaluation.edges import JudgedEdge, gold_pages, judged_edges, scorer
from kg.lexicon import read_table
from kg.lexicon.schema import CalibrationTerm
from kg.model import Predicate
from kg.relations.calibration import Weights, weights
from tests.conftest import PAGES, SHARED, shared_only

STUB = """
class Tally:
    def __init__(self):
        self.right = 0


def score_page(gold, page, predicted, total, by_type, by_predicate, errors):
    (edge,) = predicted["relations"]
    assert page[edge["evidence"]["start"] : edge["evidence"]["end"]] == edge["evidence"]["quote"]
    total["relations"].right += edge["predicate"] in gold["right"]
    total["positions"].right += edge["title"] in gold["right"]
"""


def edges(page: str, score: float, ends: float, right: int, wrong: int) -> list[JudgedEdge]:
    """Edges of which so many are right and so many are not."""
    truth = [True] * right + [False] * wrong
    return [JudgedEdge(page, Predicate.ISSUED, f"r.{score}", score, ends, False, score, t) for t in truth]


SEEN = edges("s", 0.9, 0.9, 190, 10) + edges("s", 0.5, 0.9, 120, 80) + edges("s", 0.9, 0.5, 120, 80)
UNSEEN = (
    edges("u1", 0.9, 0.9, 42, 8)
    + edges("u2", 0.9, 0.9, 43, 7)
    + edges("u1", 0.5, 0.9, 20, 30)
    + edges("u2", 0.5, 0.9, 15, 35)
)


def test_the_level_is_that_of_pages_not_in_view() -> None:
    found = fit(SEEN, UNSEEN)
    assert found.score > 0 and found.ends > 0
    flat = reliability(UNSEEN, by_weights(found))
    assert flat.mean == pytest.approx(flat.held, abs=0.01)
    assert reliability(UNSEEN, by_weights(fit(SEEN, ()))).mean > flat.held + 0.08
    assert flat.brier < reliability(UNSEEN, by_score).brier and flat.ece < reliability(UNSEEN, by_score).ece


def test_a_slope_that_would_be_negative_is_nought() -> None:
    found = fit(edges("s", 0.9, 0.9, 50, 50) + edges("s", 0.5, 0.5, 90, 10), ())
    assert found.score == 0 and found.ends == 0
    assert fit(edges("s", 0.9, 0.5, 50, 50) + edges("s", 0.5, 0.5, 90, 10), ()).score == 0


def test_a_page_is_cross_fitted_without_itself() -> None:
    odd = edges("u3", 0.9, 0.9, 0, 60)
    sure = cross_fitted(SEEN, [*UNSEEN, *odd])
    assert sure(odd[0]) == by_weights(fit(SEEN, UNSEEN))(odd[0]) > 0.8
    assert sure(UNSEEN[0]) < sure(odd[0])


def test_bins_and_errors_count_right() -> None:
    found = reliability(edges("p", 0.9, 1.0, 8, 2) + edges("p", 1.0, 1.0, 1, 1) + edges("p", 0.05, 1.0, 0, 8), by_score)
    assert [b.edges for b in found.bins] == [8, 0, 0, 0, 0, 0, 0, 0, 0, 12]
    assert found.bins[9].held == 0.75 and found.bins[9].mean == pytest.approx(11 / 12)
    assert found.held == 0.45
    assert found.ece == pytest.approx((abs(11 - 9) + 0.4) / 20)
    assert found.brier == pytest.approx((8 * 0.01 + 2 * 0.81 + 1 + 8 * 0.0025) / 20)
    empty = reliability((), by_score)
    assert (empty.edges, empty.brier, empty.ece) == (0, 0, 0)
    assert [(name, r.edges) for name, _, r in grouped(UNSEEN, lambda e: e.page, by_score)] == [("u1", 100), ("u2", 100)]


def test_edges_are_judged_one_by_one(tmp_path: Path) -> None:
    gold, stub = tmp_path / "gold", tmp_path / "score.py"
    gold.mkdir()
    stub.write_text(STUB, encoding="utf-8")
    name = "dazhong-2023-04-25.md"
    right = {"page": name, "right": ["located_in", "position"]}
    (gold / "p.json").write_text(json.dumps(right), encoding="utf-8")
    found = list(judged_edges([gold_pages(f"{gold}:{PAGES}")], stub))
    assert {e.page for e in found} == {"p"} and len(found) > 20
    assert {e.right for e in found if e.predicate is Predicate.LOCATED_IN} == {True}
    assert {e.right for e in found if e.predicate is Predicate.POSITION} == {False}  # no title is right
    text = calibrating.calibrate(stub, [gold_pages(f"{gold}:{PAGES}")], [], [], False)
    assert "| `positions.named` |" in text and "Reliability" not in text
    (gold / "q.json").write_text(json.dumps({**right, "page": "liaocheng-web-2024-09-12.txt"}), encoding="utf-8")
    text = calibrating.calibrate(stub, [], [gold_pages(f"{gold}:{PAGES}")], [], False)
    assert "Reliability, other pages, each by weights fitted without it (p q):" in text
    assert "By predicate, other pages" in text and "By rule" not in text


def test_weights_and_figures_are_written_where_they_belong(tmp_path: Path) -> None:
    table, page = tmp_path / "calibration.tsv", tmp_path / "README.md"
    table.write_bytes(calibrating.WEIGHTS.read_bytes())
    write_weights(table, weights())
    assert table.read_bytes() == calibrating.WEIGHTS.read_bytes()
    write_weights(table, Weights(-1.25, 2.0, 0.0, 0.8))
    assert [row.weight for row in read_table(table, CalibrationTerm)] == [-1.25, 2.0, 0.0, 0.8]
    page.write_text("# A\n\n## Figures\n\nold\n", encoding="utf-8")
    write_figures(page, "new\n")
    assert page.read_text(encoding="utf-8") == "# A\n\n## Figures\n\nnew\n"
    page.write_text("# A\n", encoding="utf-8")
    with pytest.raises(InputError, match="no line '## Figures'"):
        write_figures(page, "new\n")


def test_the_page_shows_the_weights_that_ship() -> None:
    by = weights()
    shown = f"log-odds = {by.base:g} + {by.score:g} · log-odds of the score + {by.ends:g} · lower standing of both ends"
    assert shown in calibrating.PAGE.read_text(encoding="utf-8")


def test_what_is_no_gold_or_scorer_is_refused(tmp_path: Path) -> None:
    for text in ("", "x", f"{tmp_path}:{tmp_path}", f"{PAGES}:{tmp_path / 'none'}"):
        with pytest.raises(InputError, match="Give GOLD:PAGES"):
            gold_pages(text)
    empty = tmp_path / "score.py"
    empty.write_text("", encoding="utf-8")
    for path in (empty, tmp_path / "none.py"):
        with pytest.raises(InputError, match="scorer"):
            scorer(path)
    result = CliRunner().invoke(main, ["calibrate", str(empty)])
    assert result.exit_code == 2 and result.stderr.startswith("kg: ")


@shared_only
def test_a_report_on_pages_of_our_own() -> None:
    gold, pages = SHARED / "elsewhere" / "gold", SHARED / "elsewhere" / "pages"
    arguments = ["--seen", f"{gold}/w[1-3].json:{pages}", "--report", f"{gold}/w[4-6].json:{pages}"]
    result = CliRunner().invoke(main, ["calibrate", str(SHARED / "eval" / "score.py"), *arguments])
    assert result.exit_code == 0, result.output
    assert "Reliability, pages never fitted (w4 w5 w6):" in result.stdout
    assert "| 0.9 | 1.0 |" in result.stdout and "| `position` |" in result.stdout
