"""What holds for every page: evidence, no loops, one entry each, order, determinism, bounded time."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Relation
from kg.relations import relate
from tests.relations.marked import build

NAMES = [
    "[甲江县/PLACE]",
    "[乙山镇/PLACE]",
    "[丙水公司/COMPANY]",
    "[甲江县财政局/ORG]",
    "[张一山/PERSON]",
    "[李二河/PERSON]",
    "[丁田项目/PROJECT]",
    "[“戊火”行动/PROGRAM]",
    "[己土节/EVENT]",
    "[庚金奖/HONOUR]",
    "[《辛木办法》/DOCUMENT]",
    "[该县/PLACE=甲江县]",
]
WORDS = [
    "到",
    "调研",
    "推行",
    "承建",
    "获评",
    "印发",
    "举办",
    "出席",
    "陪同",
    "签约",
    "总投资3亿元",
    "4月6日",
    "先后来到",
    "一行",
]
WORDS += [*"、，。；和与在由的“”\n", "设立", "位于"]
TEXTS = st.lists(st.sampled_from(NAMES + WORDS), max_size=60).map("".join)


def key(r: Relation) -> tuple[str, ...]:
    """What may stand only once."""
    ends = sorted((r.subject, r.object)) if r.predicate == "cooperates_with" else [r.subject, r.object]
    return (r.predicate, *ends, r.title, r.status)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_what_holds_for_every_page(text: str) -> None:
    marked = build(text or "。")
    relations, attributes = relate(marked.page, marked.recognition, marked.resolution)
    assert (relations, attributes) == relate(marked.page, marked.recognition, marked.resolution)
    for item in (*relations, *attributes):
        e = item.evidence
        assert marked.page.text[e.start : e.end] == e.quote != ""
        assert 0 < item.confidence <= 1
        assert item.subject in marked.names
    assert all(r.subject != r.object for r in relations)
    assert len({key(r) for r in relations}) == len(relations)
    assert [r.evidence.start for r in relations] == sorted(r.evidence.start for r in relations)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_places_never_lie_in_each_other(text: str) -> None:
    marked = build(text or "。")
    relations, _ = relate(marked.page, marked.recognition, marked.resolution)
    pairs = {(r.subject, r.object) for r in relations if r.predicate == "located_in"}
    assert not {(o, s) for s, o in pairs} & pairs


def test_text_without_names_gives_nothing() -> None:
    for text in ("。", "\x00\x07\x1b", "投资三亿元建设。", "no Chinese at all"):
        marked = build(text)
        assert relate(marked.page, marked.recognition, marked.resolution) == ((), ())


def test_a_sentence_of_a_hundred_thousand_characters_takes_seconds() -> None:
    one = "[张一山/PERSON]到[甲江县/PLACE]调研，[丙水公司/COMPANY]投资3亿元建设[丁田项目/PROJECT]，"
    for text in (one * 3500, "一" * 100_000, "投资建设到调研" * 14_000, "1月2日3亿元" * 14_000):
        marked = build(text)
        begin = time.perf_counter()
        relate(marked.page, marked.recognition, marked.resolution)
        assert time.perf_counter() - begin < 10
