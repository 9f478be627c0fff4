"""Relations and attributes of the cases in tests/cases, on names that are given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Attribute, Relation
from kg.relations import relate
from tests.relations.marked import Marked, build

CASES = Path(__file__).parents[1] / "cases"


def load(pattern: str) -> list[Any]:
    """The cases of all files that a pattern names; known failures must fail."""
    params = []
    for path in sorted(CASES.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["kind"] == "known_failure" else []
            params.append(pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks))
    return params


def read(case: dict[str, Any]) -> tuple[Marked, tuple[Relation, ...], tuple[Attribute, ...]]:
    """Build a case's page and relate it."""
    marked = build(
        case["text"],
        case.get("title", ""),
        tuple(tuple(p) for p in case.get("posts", ())),
        case.get("codes"),
        case.get("home"),
        tuple(case.get("officials", ())),
        case.get("issued"),
    )
    return marked, *relate(marked.page, marked.recognition, marked.resolution)


@pytest.mark.parametrize("case", load("relations_*.jsonl"))
def test_relations(case: dict[str, Any]) -> None:
    marked, relations, _ = read(case)
    found = {(marked.names[r.subject], r.predicate.value, marked.names[r.object]) for r in relations}
    found |= {(o, p, s) for s, p, o in found if p == "cooperates_with"}
    assert {tuple(r) for r in case["relations"]} <= found
    assert not {tuple(r) for r in case["absent"]} & found
    for r in relations:
        name = marked.names[r.subject]
        assert marked.page.text[r.evidence.start : r.evidence.end] == r.evidence.quote
        if r.predicate.value in case.get("amount", {}):
            assert r.amount == case["amount"][r.predicate.value]
        if r.predicate.value == "attended" and name in case.get("roles", {}):
            assert r.role == case["roles"][name]
        if r.predicate.value == "position" and name in case.get("titles", {}):
            assert r.title == case["titles"][name]
            assert r.status == case["posts"][0][3]


@pytest.mark.parametrize("case", load("attributes_*.jsonl"))
def test_attributes(case: dict[str, Any]) -> None:
    marked, _, attributes = read(case)
    found = {(marked.names[a.subject], a.name, a.value, a.number, a.unit) for a in attributes}
    assert {tuple(a) for a in case["attributes"]} <= found
    assert not {tuple(a) for a in case["absent"]} & {f[:3] for f in found}


@pytest.mark.parametrize("case", load("validity.jsonl"))
def test_validity(case: dict[str, Any]) -> None:
    """When what is said holds, apart from when it was printed."""
    marked, relations, attributes = read(case)
    names = marked.names
    found = {(names[r.subject], r.predicate.value, names[r.object], r.status, r.since, r.until) for r in relations}
    found |= {(names[a.subject], a.name, a.value, "", a.since, a.until) for a in attributes}
    assert {tuple(w) for w in case["when"]} <= found
