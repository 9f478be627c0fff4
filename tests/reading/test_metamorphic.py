"""Wrapped at another width or with blanks strewn in, a page has the same articles and nearly the same clean text."""

from __future__ import annotations

import hashlib
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

import pytest

from kg.model import Page
from kg.reading import read_text
from tests.conftest import cases

SAME_TEXT = 0.985  # share of the clean text that stays, by difflib
PAGES = [c for c in cases("reading_pages") if len(c.values[0]["text"]) > 150]


def squeeze(text: str) -> str:
    return "".join(text.split())


def said(page: Page) -> list[tuple[object, ...]]:
    """Of each article: title, authors, date, place and the ends of its body, without white space."""
    return [
        (
            squeeze(a.title),
            [(x.name, x.role) for x in a.authors],
            a.date,
            a.place,
            squeeze(page.text[a.start : a.end])[:8],
            squeeze(page.text[a.start : a.end])[-8:],
        )
        for a in page.articles
    ]


def joined(text: str) -> str:
    """A page of narrow columns without the line ends of its columns; any other page as it is."""
    lines = text.split("\n")
    if max(map(len, lines)) > 27:
        return text
    out = [lines[0]]
    for before, line in pairwise(lines):
        full = len(before) >= 17 and before[-1:] not in "。？！”）)" and line[:1] not in "　□■▲#"
        out.append(("" if full and line else "\n") + line)
    return "".join(out)


def wrapped(text: str, width: int) -> str:
    """Every line cut at a width, as a column cuts it."""
    return "\n".join(
        "\n".join(line[i : i + width] for i in range(0, len(line), width)) if len(line) > width else line
        for line in text.split("\n")
    )


def strewn(text: str, every: int) -> str:
    """A blank into about each n-th gap between two Chinese characters."""
    out = []
    for i, ch in enumerate(text):
        out.append(ch)
        inside = "一" <= ch <= "鿿" and i + 1 < len(text) and "一" <= text[i + 1] <= "鿿"
        if inside and hashlib.sha256(f"{every}:{i}".encode()).digest()[0] % every == 0:
            out.append(" ")
    return "".join(out)


def alike(a: Page, b: Page) -> float:
    return SequenceMatcher(None, a.clean, b.clean, autojunk=False).ratio()


@pytest.mark.parametrize("width", [17, 22, 31, 48])
@pytest.mark.parametrize("case", PAGES)
def test_another_width(case: dict[str, Any], width: int) -> None:
    text = joined(case["text"])
    if any(width < len(line) <= width + 4 for line in text.split("\n") if line and line[-1] not in "。”"):
        pytest.skip("a headline or source line would be cut just before its end")
    page, other = read_text(text, case["name"]), read_text(wrapped(text, width), case["name"])
    assert said(other) == said(page)
    assert alike(page, other) >= SAME_TEXT


@pytest.mark.parametrize("every", [12, 25])
@pytest.mark.parametrize("case", PAGES)
def test_blanks_strewn_into_lines(case: dict[str, Any], every: int) -> None:
    page, other = read_text(case["text"], case["name"]), read_text(strewn(case["text"], every), case["name"])
    assert said(other) == said(page)
    assert alike(page, other) >= SAME_TEXT
