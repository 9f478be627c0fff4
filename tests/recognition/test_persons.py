"""Names of persons against tests/cases/persons_names.jsonl, and the model behind them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.lexicon.names import name_score, surname_of
from kg.recognition import language
from kg.recognition.naming import Naming
from tests.recognition.people import read

CASES = [json.loads(line) for line in Path("tests/cases/persons_names.jsonl").read_text("utf-8").splitlines()]


def case(row):
    marks = [pytest.mark.xfail(strict=True, reason=row["comment"])] if row["kind"] == "known_failure" else []
    return pytest.param(row, id=row["label"], marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in CASES])
def test_names(row):
    assert [e.text for e in read(row["text"]).ents if e.label_ == "PERSON"] == row["names"]


def test_firm_name_settles_a_doubtful_one():
    text = "县长陈建华来到园区。王建军、陈建华逐一走访企业。"
    assert [e.text for e in read(text).ents if e.label_ == "PERSON"] == ["陈建华", "王建军", "陈建华"]


def test_bylines_are_names():
    nlp = language()
    doc = nlp.make_doc("记者 乌兰 报道")
    doc._.authors = [(3, 5)]
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [e.text for e in doc.ents if e.label_ == "PERSON"] == ["乌兰"]


def test_names_score_above_words():
    names = ("王建国", "李卫东", "张丽", "欧阳国强")
    words = ("高质量", "于是乎", "安全生", "方面的")
    assert min(map(name_score, names)) > max(map(name_score, words))


@pytest.mark.parametrize(("name", "surname"), [("欧阳国强", "欧阳"), ("王建国", "王"), ("的", ""), ("", "")])
def test_surname(name, surname):
    assert surname_of(name) == surname


def test_border_follows_what_stands_behind():
    text = "局长孙浩笑着说"
    assert Naming(text).titled(2).right == 4


@pytest.mark.parametrize("text", ["", "\n", "王", "王\n李", "\ud800王建国\x00", "王" * 5000, "·" * 2000, "甲·" * 2000])
def test_bad_input(text):
    doc = language(("kg_segmenter",))(text)
    assert all(0 <= e.start < e.end <= len(text) for e in doc.ents)
