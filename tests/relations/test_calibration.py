"""The confidence of an edge: bounds, monotone in everything it looks at, and what a run does with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kg.errors import InputError
from kg.lexicon.schema import CalibrationTerm
from kg.model import Predicate
from kg.relations import calibration, relate
from kg.relations.calibration import LEAST, MOST, Weights, calibrate, confidence, log_odds, weights
from kg.stages import extract_file
from tests.conftest import PAGES
from tests.relations.marked import build

STEPS = [n / 50 for n in range(51)]


def test_confidence_stays_in_its_bounds_and_grows_with_score_and_ends() -> None:
    by = weights()
    for fixed in STEPS:
        for values in (
            [confidence(score, fixed, by) for score in STEPS],
            [confidence(fixed, ends, by) for ends in STEPS],
        ):
            assert all(LEAST <= value <= MOST for value in values)
            assert all(one <= two for one, two in pairwise(values))
    assert confidence(0.95, 0.95, by) > confidence(0.5, 0.95, by) + 0.2
    assert confidence(0.9, 0.95, by) > confidence(0.9, 0.5, by)


def test_weights_without_meaning_change_nothing() -> None:
    same = Weights(base=0.0, score=1.0, ends=0.0, implied=0.8)
    assert [confidence(s, 0.3, same) for s in (0.2, 0.5, 0.85)] == [0.2, 0.5, 0.85]
    assert log_odds(0.5) == 0 and log_odds(0) == log_odds(LEAST) and log_odds(1) == log_odds(MOST)
    assert confidence(1.0, 1.0, Weights(900.0, 9.0, 9.0, 0.8)) == MOST
    assert confidence(0.0, 0.0, Weights(-900.0, 9.0, 9.0, 0.8)) == LEAST


@pytest.mark.parametrize("terms", [("base",), ("base", "score", "ends", "implied", "more")])
def test_a_table_with_other_terms_is_refused(terms: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(CalibrationTerm(term, 1.0, "") for term in terms)
    monkeypatch.setattr(calibration, "table", lambda *_: rows)
    with pytest.raises(InputError, match="terms are not base"):
        weights.__wrapped__()


def test_a_negative_slope_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(CalibrationTerm(t, -1.0, "") for t in ("base", "score", "ends", "implied"))
    monkeypatch.setattr(calibration, "table", lambda *_: rows)
    with pytest.raises(InputError, match="negative"):
        weights.__wrapped__()


def test_an_edge_to_a_doubtful_name_is_doubtful() -> None:
    marked = build("[甲乙有限公司/COMPANY]承建[丙丁大桥工程/PROJECT]。")
    relation = next(
        r for r in relate(marked.page, marked.recognition, marked.resolution)[0] if r.predicate is Predicate.UNDERTAKES
    )
    found = []
    for score in (0.95, 0.5):
        first, *others = marked.recognition.mentions
        recognition = replace(marked.recognition, mentions=(replace(first, score=score), *others))
        found += calibrate((replace(relation, confidence=relation.score),), recognition, marked.resolution)
    sure, doubtful = found
    assert sure.confidence > doubtful.confidence and sure.score == doubtful.score == relation.score


def test_a_run_keeps_the_score_beside_the_confidence() -> None:
    relations = extract_file(PAGES / "dazhong-2023-04-25.md", "a").relations
    assert relations
    assert all(LEAST <= r.confidence <= MOST and r.confidence == round(r.confidence, 2) for r in relations)
    assert all(0 < r.score <= 1 for r in relations)
    assert len({r.confidence for r in relations}) > len({r.score for r in relations}) / 2
