"""What holds for every page, however broken: the map to the file, full coverage, regions and sentences in order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Page
from kg.reading import read_text
from kg.reading.squeezed import LETTERS, WIDE
from tests.conftest import PAGES, SHARED, shared_only

FRAGMENTS = [
    "本报讯（记者 林晓）", "近日，柳河镇修路。", "柳河镇修路", "■ 周平", "□记者 何宁 报道", "通讯员 宋 佳",
    "图为大桥。", "周平 摄", "（记者 何宁）", "(何宁)", "▲大桥", "来源：临江日报 作者：周平", "首页 > 新闻",
    "【往期回顾】", "# 标题", "## ", "**重点**", "[链接](a.html)", "\n", "\n\n", " ", "\u3000\u3000", "\r\n", "\t",
    "\x00", "\x85", "\ud800", "\ufeff", "┌₩", "\u200b", "“", "”", '"', "'", "（", "）", "(", ")", "。", "，", ",",
    "：", "１２Ａ", "2031年5月3日", "AT&T Co", "12 34", "<p>", "</p>", "<b", "&amp;", "&nbsp;", "一" * 60, "·",
    "买买提·吐尔逊", "？", "——", "…",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=40).map("".join)
names = st.sampled_from(["a.txt", "2031-05-03.md", "b.html"])


def check(page: Page, html: bool = False) -> None:
    text, clean, at = page.text, page.clean, page.at
    assert len(clean) == len(at)
    used = set()
    for region in page.regions:
        assert region.left < region.right
        places = at[region.left : region.right]
        assert list(places) == sorted(places)
        used.update(places)
        for i in range(region.left, region.right):
            assert same(text[at[i]], clean[i], html), (text[at[i]], clean[i])
    for before, after in pairwise(page.regions):
        assert before.right + 1 == after.left and clean[before.right] == "\n"
    assert not page.regions or (page.regions[0].left == 0 and page.regions[-1].right == len(clean))
    for skipped in page.skipped:
        assert not used.intersection(range(skipped.start, skipped.end))
        used.update(range(skipped.start, skipped.end))
    assert all(i in used or text[i].isspace() for i in range(len(text)))
    for sentence in page.sentences:
        region = page.regions[sentence.region]
        assert region.left <= sentence.left < sentence.right <= region.right
        assert "\n" not in clean[sentence.left : sentence.right]
    for article in page.articles:
        assert 0 <= article.start < article.end <= len(text)
        for author in article.authors:
            assert html or "".join(text[author.start : author.end].split()).startswith(author.name[:1])
    clean.encode("utf-8")


def same(printed: str, cleaned: str, html: bool) -> bool:
    """Whether a character of the clean text is the file's own, or stands for it."""
    if cleaned in "\n ":
        return True  # a separator, or white space
    if html and printed == "&":
        return True
    quotes = {'"': '“”"', "'": "‘’'"}
    return cleaned in quotes.get(printed, printed.translate(LETTERS) + printed.translate(WIDE))


@given(texts, names)
@settings(max_examples=300, deadline=None)
def test_every_page_is_mapped_and_covered(text: str, name: str) -> None:
    check(read_text(text, name), name.endswith(".html"))


@given(texts, names)
@settings(max_examples=50, deadline=None)
def test_reading_is_a_function_of_its_input(text: str, name: str) -> None:
    assert read_text(text, name) == read_text(text, name)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.*")), ids=lambda p: p.name)
def test_sample_pages(path: object) -> None:
    from kg.reading import read_page

    page = read_page(path, path.name)  # type: ignore[attr-defined,arg-type]
    check(page, page.name.endswith(".html"))


@shared_only
def test_pages_at_hand() -> None:
    from kg.reading import read_page

    for path in sorted((SHARED / "pages").glob("*.txt")) + sorted((SHARED / "elsewhere/pages").glob("*.txt")):
        check(read_page(path, path.name))
