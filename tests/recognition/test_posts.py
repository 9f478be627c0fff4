"""The post grammar against tests/cases/posts_grammar.jsonl, and its behaviour on bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import table
from kg.lexicon.schema import ImpliedBodyRow, StatusRow, TitleRow
from kg.recognition import language
from kg.recognition.titles import find_titles
from tests.recognition.people import printed_posts, read

CASES = [json.loads(line) for line in Path("tests/cases/posts_grammar.jsonl").read_text("utf-8").splitlines()]


def case(row):
    marks = [pytest.mark.xfail(strict=True, reason=row["comment"])] if row["kind"] == "known_failure" else []
    return pytest.param(row, id=row["label"], marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in CASES])
def test_posts(row):
    assert sorted(printed_posts(read(row["text"]))) == sorted(row["posts"])


@pytest.mark.parametrize(
    ("text", "officials"),
    [
        ("吴利明、苏晋华、李大伟等县领导一同参加。", ["吴利明", "苏晋华", "李大伟"]),
        ("市领导张建军、李卫东参加活动。", ["张建军", "李卫东"]),
        ("担任会议执行主席的有三人：黄茂林、何积光、黄孝明。", ["黄茂林", "何积光", "黄孝明"]),
        ("临泉县水利局局长李卫东介绍。", ["李卫东"]),
        ("金桥纺织有限公司总经理李卫东介绍。", []),
    ],
)
def test_officials(text, officials):
    doc = read(text)
    assert [text[left:right] for left, right in doc._.officials] == officials


def test_titles_with_modifiers_and_status():
    text = "原常务副市长、代理检察长、专职副主任"
    found = [(text[t.left : t.right], t.status) for t in find_titles(text)]
    assert found == [("常务副市长", "former"), ("代理检察长", ""), ("专职副主任", "")]


def test_implied_bodies_are_titles():
    titles = {row.title for row in table("people/titles", TitleRow)}
    assert {row.title for row in table("implied_bodies", ImpliedBodyRow)} <= titles


def test_statuses_are_known():
    assert {row.status for row in table("people/statuses", StatusRow)} == {"", "former", "proposed"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="市县委书记局长主任王李张、，。任原副（）： \n某的12a\ud800\x00", max_size=60))
def test_any_text_gives_spans_inside_it(text):
    doc = language(("kg_segmenter",))(text)
    for post in doc._.posts:
        for span in (post.holder, (post.left, post.right), post.body, post.place, post.reference):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert "\n" not in text[post.left : post.right]
        assert sum(x is not None for x in (post.body, post.reference, post.implied)) == 1


def test_long_text_stays_linear():
    text = "市人大常委会副主任王建国、李卫东" * 3000
    doc = language(("kg_segmenter",))(text)
    assert len(doc._.posts) >= 3000
