"""Bylines, lead-ins and signatures one by one, and the tables behind them."""

from __future__ import annotations

from typing import Any

import pytest

from kg.lexicon import table
from kg.lexicon.schema import ReadingPatternRow, ReadingRoleRow
from kg.reading.bylines import lead_in, parse_byline, signature
from kg.reading.patterns import pattern
from kg.reading.squeezed import Squeezed, squeeze
from tests.conftest import cases


def squeezed(text: str) -> Squeezed:
    from kg.reading.lines import groups
    from kg.reading.squeezed import join
    from kg.reading.stream import plain

    return join([line.text for group in groups(plain(text)) for line in group])


@pytest.mark.parametrize("case", cases("reading_bylines"))
def test_bylines(case: dict[str, Any]) -> None:
    text = squeezed(case["text"])
    byline = parse_byline(text)
    found = None if byline is None else [[text.text[a:b], role] for a, b, role in byline.authors]
    assert found == case["authors"]


@pytest.mark.parametrize("case", cases("reading_leads"))
def test_lead_ins(case: dict[str, Any]) -> None:
    lead = lead_in(squeezed(case["text"]))
    assert (lead is not None) == case["lead"]
    if lead:
        assert [lead.place, lead.date, lead.paper] == [case.get("place"), case.get("date"), case.get("paper")]


@pytest.mark.parametrize("case", cases("reading_signatures"))
def test_signatures(case: dict[str, Any]) -> None:
    text = squeezed(case["text"])
    found = signature(text)
    if case["body"] is None:
        assert found is None
    else:
        assert found is not None
        assert text.text[: found[0]] == case["body"]
        assert [[text.text[a:b], role] for a, b, role in found[1].authors] == case["authors"]


@pytest.mark.parametrize("row", table("reading/patterns", ReadingPatternRow), ids=lambda r: f"{r.name}-{r.example}")
def test_every_pattern_matches_its_example(row: ReadingPatternRow) -> None:
    import re

    example = squeeze(row.example, range(len(row.example)), [(0, len(row.example))]).text
    assert re.search(row.pattern, example)
    assert pattern(row.name).search(example)


@pytest.mark.parametrize("row", table("reading/roles", ReadingRoleRow), ids=lambda r: f"{r.word}-{r.side}")
def test_every_role_word_gives_its_role(row: ReadingRoleRow) -> None:
    assert row.side in ("before", "after")
    text = squeezed(row.example if row.side == "before" else f"□{row.example}")
    byline = parse_byline(text)
    assert byline is not None and [role for _, _, role in byline.authors] == [row.role]
