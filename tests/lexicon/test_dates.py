"""Printed times against the day of the issue, as data; and times that no text should be able to break."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import table
from kg.lexicon.dates import times
from kg.lexicon.schema import TimePatternRow, TimeWordRow
from tests.conftest import cases

PIECES = [row for row in table("times/patterns", TimePatternRow) if not row.name.startswith("piece_")]


@pytest.mark.parametrize("case", cases("times"))
def test_time(case: dict[str, Any]) -> None:
    text = case["text"]
    found = times(text, 0, len(text), case["today"])
    assert [[t.text, t.since, t.until, t.precision] for t in found] == case["times"]
    assert all(text[t.left : t.right] == t.text for t in found)


@pytest.mark.parametrize("row", PIECES, ids=lambda row: row.name)
def test_every_pattern_reads_its_example(row: TimePatternRow) -> None:
    text = f"6月3日{row.example}" if row.name == "same_day" else row.example
    assert any(t.text == row.example for t in times(text, 0, len(text), "2022-09-14")), row.example


def test_every_word_is_read_in_its_example() -> None:
    missed = []
    for row in table("times/words", TimeWordRow):
        found = times(row.example, 0, len(row.example), "2022-09-14")
        if not any(row.word in t.text for t in found) and row.kind != "future":
            missed.append(f"{row.kind} {row.example}")
    assert not missed


@given(st.text("0123456789年月日至—-前今去上下周一二三十底半“”四五期间截起以来初旬", max_size=60))
def test_any_run_of_such_characters_is_read(text: str) -> None:
    for t in times(text, 0, len(text), "2024-02-29"):
        assert text[t.left : t.right] == t.text
        assert t.since or t.until


def test_time_is_linear() -> None:
    """Ten times as long a text takes no more than some thirty times as long."""

    def seconds(length: int) -> float:
        text = "3月5日至8日，前三季度" * length
        start = time.perf_counter()
        times(text, 0, len(text), "2024-02-29")
        return time.perf_counter() - start

    seconds(10)
    assert seconds(2000) < 30 * max(seconds(200), 0.01)
