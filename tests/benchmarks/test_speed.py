"""Speed as ratios against pkuseg alone, measured in the same run: the machine's own speed cancels out."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest

from kg.model import Page
from kg.reading import list_pages, read_page
from kg.recognition import language, recognise
from kg.stages import extract
from tests.conftest import PAGES

pytestmark = pytest.mark.benchmark


def best(work: Callable[[], object], repeat: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(repeat):
        begin = perf_counter()
        work()
        times.append(perf_counter() - begin)
    return min(times)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return [read_page(path, name) for name, path in list_pages([PAGES])]


@pytest.fixture(scope="module")
def baseline(pages: list[Page]) -> float:
    """Seconds that pkuseg alone needs for all pages."""
    nlp = language()
    segmenter = nlp.get_pipe("kg_segmenter")
    docs = [nlp.make_doc(p.clean) for p in pages]
    return best(lambda: [segmenter(doc) for doc in docs])  # type: ignore[operator]


def test_recognition_against_pkuseg(pages: list[Page], baseline: float) -> None:
    ratio = best(lambda: [recognise(p) for p in pages]) / baseline
    print(f"\nrecognition takes {ratio:.1f} times as long as pkuseg alone")
    assert ratio < 15


def test_the_whole_page_against_pkuseg(pages: list[Page], baseline: float) -> None:
    ratio = best(lambda: [extract(p) for p in pages]) / baseline
    print(f"\na page from clean text to relations takes {ratio:.1f} times as long as pkuseg alone")
    assert ratio < 20


def test_time_grows_in_step_with_length() -> None:
    from kg.reading import read_text

    text = (PAGES / "liaocheng-web-2024-09-12.txt").read_text(encoding="utf-8")
    once, four = read_text(text * 2, "a.txt"), read_text(text * 8, "b.txt")
    assert best(lambda: extract(four), 3) / best(lambda: extract(once), 3) < 4 * 1.6
