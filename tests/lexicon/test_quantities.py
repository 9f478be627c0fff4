"""Printed quantities: every unit, numerals of both scripts, dates, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from kg.lexicon import table
from kg.lexicon.quantities import chinese_number, first_money, quantities
from kg.lexicon.schema import UnitRow
from tests.conftest import cases


def test_every_unit_is_read_in_its_example() -> None:
    missed = [
        row.word
        for row in table("relations/units", UnitRow)
        if not any(q.value == row.example for q in quantities(row.example, 0, 99))
    ]
    assert not missed


@pytest.mark.parametrize(
    ("text", "value", "number", "unit"),
    [
        ("总投资4600万元", "4600万元", 46_000_000, "CNY"),
        ("投资1.2亿元", "1.2亿元", 120_000_000, "CNY"),
        ("占地三百亩", "三百亩", None, "m2"),
        ("年产2,500吨", "2,500吨", 2500, "t"),
    ],
)
def test_number_and_unit(text: str, value: str, number: float | None, unit: str) -> None:
    found = quantities(text, 0, len(text))
    assert [(q.value, q.unit) for q in found] == [(value, unit)]
    assert text[found[0].left : found[0].right] == value
    assert number is None or found[0].number == number


def test_text_without_a_quantity_has_none() -> None:
    assert quantities("大家都说好", 0, 5) == []
    assert first_money("占地20亩", 0, 5) == ""


def test_numerals_below_ten_thousand() -> None:
    assert chinese_number("二十三") == 23
    assert chinese_number("十") == 10


@pytest.mark.parametrize("case", cases("figures"))
def test_figure(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quantities(text, 0, len(text))
    assert [[q.value, q.number, q.unit] for q in found] == case["figures"]
