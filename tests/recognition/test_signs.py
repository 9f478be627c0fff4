"""The tables of patterns: every row's example shows what the row is for."""

from __future__ import annotations

import re

import pytest

from kg.lexicon import table
from kg.lexicon.schema import BorderRow, NamePatternRow, PatternRow, SignRow
from kg.recognition.nounphrase import Layout
from kg.recognition.signs import Signs, probability

SIGNS = ("projects/signs", "programs/signs", "programs/quotes", "honours/quoted")
PATTERNS = ("events/patterns", "honours/patterns", "documents/patterns")


def fires(row: SignRow) -> bool:
    """Whether a row's sign holds for its example, quotes around the name left out."""
    left, rest = row.example.split("⟦")
    name, right = rest.split("⟧")
    if row.part == "built":
        return Signs((row,)).built(left + name + right, len(left), len(left + name))
    return Signs((row,)).judge(name, left, right) != 0 or Signs((row,)).judge(name, left[:-1], right[1:]) != 0


@pytest.mark.parametrize("name", SIGNS)
def test_each_sign_holds_for_its_example(name: str) -> None:
    idle = [row.pattern for row in table(name, SignRow) if row.weight and not fires(row)]
    assert idle == []


@pytest.mark.parametrize("name", PATTERNS)
def test_each_pattern_matches_its_example(name: str) -> None:
    assert [row.pattern for row in table(name, NamePatternRow) if not re.search(row.pattern, row.example)] == []


@pytest.mark.parametrize("name", ["projects/capacities", "programs/counted", "programs/prefixes", "events/leads"])
def test_each_bare_pattern_matches_its_example(name: str) -> None:
    assert [row.pattern for row in table(name, PatternRow) if not re.search(row.pattern, row.example)] == []


def test_each_border_is_found_in_its_example() -> None:
    idle = [row.pattern for row in table("phrases/borders", BorderRow) if not Layout(row.example).borders]
    assert idle == []


def test_probability_is_bounded_and_rounded() -> None:
    assert probability(0) == 0.5
    assert probability(1e9) == 1.0
    assert probability(-1e9) == 0.0
