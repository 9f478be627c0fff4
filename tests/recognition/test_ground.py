from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Region, RegionKind
from kg.recognition.ground import Ground, ground
from kg.recognition.spots import find_spots
from tests.recognition.named import document
from tests.recognition.proper import chosen


def ground_of(text: str) -> Ground:
    return Ground(text, [], [(0, len(text))])


@pytest.mark.parametrize(
    ("text", "end", "left", "kind"),
    [
        ("昨天，泰丰面业有限公司", 7, 3, "open"),
        ("走访泰丰面业有限公司", 6, 2, "word"),
        ("负责人泰丰面业有限公司", 7, 3, "noun"),
        ("有3家面业有限公司", 5, 3, "count"),
        ("和平面业有限公司", 4, 0, "open"),
    ],
)
def test_reach_stops_at_punctuation_and_bordering_words(text: str, end: int, left: int, kind: str) -> None:
    border = ground_of(text).reach(end, 30)
    assert (border.left, border.kind) == (left, kind)


def test_reach_is_cut_at_its_limit() -> None:
    border = ground_of("泰丰泰丰泰丰泰丰有限公司").reach(8, 5)
    assert (border.left, border.kind) == (3, "cut")


def test_brackets_are_jumped_only_when_asked() -> None:
    g = ground_of("德盛（清河）食品有限公司")
    assert g.reach(8, 30, enclosed=True).left == 0
    assert g.reach(8, 30).left == 6


def test_weak_borders_count_before_a_place() -> None:
    g = ground_of("联合清河县水泥有限公司")
    assert g.reach(7, 30).left == 2


def test_nothing_is_sought_in_navigation() -> None:
    doc = document("清河县财政局\n清河县水利局")
    doc._.regions = [Region(RegionKind.NAVIGATION, None, 0, 6), Region(RegionKind.BODY, 0, 7, 13)]
    g = ground(doc)
    assert [s.left for s in g.spots] == [7]
    assert ground(doc) is g


def test_spots_are_the_longest_and_do_not_overlap() -> None:
    text = "河北省邢台市清河县"
    spots = find_spots(text, lambda _: True, lambda *_: False)
    assert [text[s.left : s.right] for s in spots] == ["河北省", "邢台市", "清河县"]


def test_everyday_words_are_covered_whole() -> None:
    g = ground_of("绿色食品工厂")
    assert g.plain(0, 4)
    assert not g.plain(0, 3)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="清河县市区委局厂村社小区的在和，。“”（）《》、\n 3０a有限公司集团\x00", max_size=80))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for c in chosen(text, segmented=False):
        assert 0 <= c.left < c.right <= len(text)
        assert 0 < c.score <= 1
        assert "\n" not in text[c.left : c.right]


@pytest.mark.parametrize("unit", ["清河县", "有限公司", "小区", "（清河", "”", "、清河", "开发区", "1家", "阿"])
def test_time_grows_with_the_length_alone(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    chosen(unit, segmented=False)
    start = time.perf_counter()
    chosen(text, segmented=False)
    assert time.perf_counter() - start < 20
