"""References against tests/cases/references.jsonl."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.lexicon import table
from kg.lexicon.schema import ReferenceRow
from tests.recognition.people import read

CASES = [json.loads(line) for line in Path("tests/cases/references.jsonl").read_text("utf-8").splitlines()]
KINDS = {"home", "company", "project", "place", "organization", "person", "event", "pair", "none"}


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["label"])
def test_references(row):
    assert [[r.text, r.kind, r.level] for r in read(row["text"])._.references] == row["references"]


def test_no_reference_inside_a_name():
    doc = read("3月5日，全市秋粮烘干减损工作调度会议召开。")
    inside = {i for e in doc.ents for i in range(e.start, e.end)}
    assert not any(set(range(r.left, r.right)) & inside for r in doc._.references)


def test_kinds_are_known_and_examples_hold_their_phrase():
    rows = table("references", ReferenceRow)
    assert {row.kind for row in rows} == KINDS
    assert all(row.phrase in row.example for row in rows)
    assert len({row.phrase for row in rows}) == len(rows)
