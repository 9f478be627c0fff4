"""The matcher finds every occurrence of every word, in a fixed order, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.matcher import Matcher

letters = st.text(alphabet="甲乙丙\n", max_size=12)
words = st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=3), max_size=6)


def slow(vocabulary: list[str], text: str) -> list[tuple[int, int, str]]:
    found = [
        (left, left + len(word), word)
        for word in set(vocabulary)
        for left in range(len(text))
        if text.startswith(word, left)
    ]
    return sorted(found, key=lambda f: (f[1], f[0]))


@given(words, letters)
def test_every_occurrence_by_right_end(vocabulary: list[str], text: str) -> None:
    assert list(Matcher((w, w) for w in vocabulary).find(text)) == slow(vocabulary, text)


def test_longer_words_come_first_where_ends_are_equal() -> None:
    matcher = Matcher([("县", 1), ("阳谷县", 2), ("谷县", 3)])
    assert list(matcher.find("在阳谷县")) == [(1, 4, 2), (2, 4, 3), (3, 4, 1)]


def test_no_words_and_no_text() -> None:
    assert list(Matcher[str]([]).find("阳谷县")) == []
    assert list(Matcher([("", "x")]).find("阳谷县")) == []
    assert list(Matcher([("县", "x")]).find("")) == []


def test_of_equal_words_the_last_counts() -> None:
    assert list(Matcher([("县", "a"), ("县", "b")]).find("县")) == [(0, 1, "b")]


def test_offsets_are_characters_beyond_the_basic_plane_too() -> None:
    assert list(Matcher([("家", "x")]).find("𠮷野家")) == [(2, 3, "x")]


def test_lone_surrogates_pass() -> None:
    assert list(Matcher([("会", "x")]).find("\ud800会\udfff")) == [(1, 2, "x")]
