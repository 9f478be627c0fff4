"""Articles of whole pages: title, authors, dateline, and where the body begins and ends."""

from __future__ import annotations

from typing import Any

import pytest

from kg.reading import read_text
from tests.conftest import cases


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", cases("reading_pages"))
def test_articles(case: dict[str, Any]) -> None:
    page = read_text(case["text"], case["name"])
    found = []
    for expected, article in zip(case["articles"], page.articles, strict=False):
        body = squeeze(page.text[article.start : article.end])
        first, last = squeeze(expected["first"]), squeeze(expected["last"])
        found.append(
            {
                "title": article.title,
                "authors": [[a.name, a.role] for a in article.authors],
                "first": expected["first"] if body.startswith(first) else body[: len(first)],
                "last": expected["last"] if body.endswith(last) else body[-len(last) :],
                "date": article.date,
                "place": article.place,
            }
        )
    assert found == case["articles"]
    assert len(page.articles) == len(case["articles"]), page.articles
    for key in ("newspaper", "issue_date"):
        if key in case:
            assert getattr(page, key) == case[key]


@pytest.mark.parametrize("case", cases("reading_pages"))
def test_author_offsets_lead_to_the_printed_name(case: dict[str, Any]) -> None:
    page = read_text(case["text"], case["name"])
    for article in page.articles:
        for author in article.authors:
            assert squeeze(page.text[author.start : author.end]) == author.name
