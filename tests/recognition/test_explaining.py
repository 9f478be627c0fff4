"""Every proposal is explained once, by what the arbiter decided, and the margins are true."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given

from kg.lexicon import FOLDER, table
from kg.lexicon.schema import RuleRow
from kg.model import EntityType
from kg.reading import read_page
from kg.recognition import decided
from kg.recognition.arbiter import OFFSET, Arbiter, decide, weight
from kg.recognition.candidates import Ballot, Candidate, propose
from kg.recognition.explaining import Decision, Reason, decisions, rule_row
from tests.conftest import PAGES, cases
from tests.recognition.named import document
from tests.recognition.test_arbiter import candidates


def explained(proposed: list[Candidate], threshold: float = 0.5) -> tuple[Decision, ...]:
    return decisions(Ballot(tuple(proposed), tuple(decide(proposed, threshold)), threshold, OFFSET))


def spot(c: Candidate) -> str:
    return f"{c.type.value} {c.left}-{c.right}"


@pytest.mark.parametrize("case", cases("explanations"))
def test_reasons(case: dict[str, Any]) -> None:
    proposed = [Candidate(EntityType(kind), *rest) for kind, *rest in case["candidates"]]
    found = explained(proposed)
    assert [spot(d.winner) for d in found if d.winner] == case["stands"]
    rivals = [f"{spot(r.candidate)}: {r.reason}, {r.margin:.3f}" for d in found for r in d.rivals]
    assert rivals == case["rivals"]


@given(candidates)
def test_every_proposal_is_explained_once(proposed: list[Candidate]) -> None:
    found = explained(proposed)
    told = [c for d in found for c in d.candidates()]
    assert len(told) == len(set(told)) and set(told) == set(proposed)
    assert [d.winner for d in found if d.winner] == decide(proposed, 0.5)
    for rival in (r for d in found for r in d.rivals):
        assert rival.margin >= 0
        assert all(a.left < rival.candidate.right and rival.candidate.left < a.right for a in rival.against)


def flat(chosen: tuple[Candidate, ...]) -> bool:
    return all(a.right <= b.left or b.right <= a.left for a, b in combinations(chosen, 2))


@given(candidates.map(lambda found: found[:8]))
def test_a_margin_is_what_the_best_set_with_the_rival_lacks(proposed: list[Candidate]) -> None:
    firm = [c for c in proposed if c.score >= 0.5]
    total = sum(weight(c) for c in decide(proposed, 0.5))
    sets = [chosen for n in range(len(firm) + 1) for chosen in combinations(firm, n) if flat(chosen)]
    for rival in (r for d in explained(proposed) for r in d.rivals):
        if rival.reason in (Reason.PART, Reason.DOUBTFUL, Reason.LIGHTER, Reason.TIE):
            best = max(sum(weight(c) for c in chosen) for chosen in sets if rival.candidate in chosen)
            assert rival.margin == pytest.approx(total - best, abs=0.002)


def test_a_score_below_the_cost_of_a_character_is_told_apart_from_the_threshold() -> None:
    (decision,) = explained([Candidate(EntityType.EVENT, 3, 7, 0.3, "events:pattern")], threshold=0.2)
    assert decision.winner is None and decision.rivals[0].reason is Reason.WORTHLESS


def test_the_arbiter_keeps_what_it_was_given() -> None:
    doc = document("临江县水利局")
    assert doc._.decisions == ()
    propose(doc, EntityType.PLACE, 0, 3, 0.95, "place.division")
    propose(doc, EntityType.ORG, 0, 6, 0.9, "model:cluener")
    (decision,) = Arbiter(0.5)(doc)._.decisions
    assert decision.winner == Candidate(EntityType.ORG, 0, 6, 0.9, "model:cluener")
    assert decision.weight == pytest.approx(3.0)
    assert decision.opposed and decision.rivals[0].reason is Reason.PART
    assert [e.text for e in doc.ents] == ["临江县水利局"]


@pytest.mark.parametrize("path", sorted(PAGES.iterdir()), ids=lambda p: p.name)
def test_every_rule_of_the_sample_pages_says_what_it_looks_for(path: Any) -> None:
    doc = decided(read_page(path, path.name), known=((EntityType.COMPANY, "泰丰面业"),))
    used = {c.rule for d in doc._.decisions for c in d.candidates()}
    assert used and {rule for rule in used if rule_row(rule) is None} == set()


def test_families_of_rules_have_one_row() -> None:
    row = rule_row("model:cluener")
    assert row is not None and row.rule == "model:*"
    assert rule_row("model") is None


def test_rules_name_tables_that_exist_and_are_sorted() -> None:
    rows = table("rules", RuleRow)
    assert [row.rule for row in rows] == sorted({row.rule for row in rows})
    for row in rows:
        for name in row.tables.split():
            assert list(FOLDER.glob(f"{name}.tsv*")), f"{row.rule}: {name}"
