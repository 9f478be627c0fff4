"""Tags to spans and back; the best legal path against the best of all paths, tried one by one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.recognition.tagging import STANDARDS, best_paths, spans_of, tag_count, tags_of, transitions, viterbi


@st.composite
def flat_spans(draw: st.DrawFn) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    length = draw(st.integers(1, 12))
    spans, at = [], 0
    while at < length:
        at += draw(st.integers(0, 2))
        size = draw(st.integers(1, 4))
        if at + size <= length:
            spans.append((at, at + size, draw(st.sampled_from(STANDARDS["kg"]))))
        at += size
    return length, tuple(spans)


@given(flat_spans())
def test_spans_survive_their_tags(case: tuple[int, tuple[tuple[int, int, str], ...]]) -> None:
    length, spans = case
    assert spans_of(tags_of(length, spans, "kg"), "kg") == list(spans)


@given(flat_spans())
def test_tags_of_spans_are_legal_steps(case: tuple[int, tuple[tuple[int, int, str], ...]]) -> None:
    tags = np.pad(tags_of(*case, "kg"), 1)
    assert (transitions("kg")[tags[:-1], tags[1:]] == 0).all()


@pytest.mark.parametrize("length", [1, 2, 3])
def test_viterbi_finds_the_best_of_all_legal_paths(length: int) -> None:
    standard, draw = "pd", np.random.default_rng(length)
    steps, count = transitions(standard), tag_count(standard)
    for _ in range(20):
        scores = draw.normal(size=(length, count)).astype(np.float32)

        def worth(path: tuple[int, ...], scores: np.ndarray = scores) -> float:
            around = (0, *path, 0)
            return sum(float(scores[i, t]) for i, t in enumerate(path)) + sum(
                float(steps[a, b]) for a, b in pairwise(around)
            )

        best = max(product(range(count), repeat=length), key=worth)
        found = viterbi(scores[None], np.array([length]), steps)[0]
        assert tuple(found.tolist()) == best


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_shortcut_is_legal_and_gives_what_viterbi_gives_where_nothing_is_broken(seed: int) -> None:
    draw = np.random.default_rng(seed)
    steps = transitions("pd")
    lengths = draw.integers(1, 15, size=6)
    scores = draw.normal(size=(6, int(lengths.max()), tag_count("pd"))).astype(np.float32)
    scores[..., 0] += draw.integers(0, 4)
    found, exact = best_paths(scores, lengths, steps), viterbi(scores, lengths, steps)
    around = np.pad(found, ((0, 0), (1, 1)))
    assert (steps[around[:, :-1], around[:, 1:]] == 0).all()
    best = np.where(np.arange(scores.shape[1]) < lengths[:, None], scores.argmax(2), 0)
    legal = (steps[np.pad(best, ((0, 0), (1, 0)))[:, :-1], best] == 0).all(1) & (steps[best[:, -1], 0] == 0)
    assert np.array_equal(found[legal], exact[legal])


def test_a_broken_name_is_mended_as_viterbi_mends_it() -> None:
    steps = transitions("pd")
    scores = np.zeros((1, 12, tag_count("pd")), dtype=np.float32)
    scores[0, :, 0] = 4
    scores[0, 5:8, 0] = 0
    scores[0, 5, 2], scores[0, 6, 2], scores[0, 7, 3] = 3, 3, 3  # inside, inside, end: the beginning is missing
    scores[0, 5, 1] = 2.5
    found = best_paths(scores, np.array([12]), steps)
    assert np.array_equal(found, viterbi(scores, np.array([12]), steps))
    assert spans_of(found[0], "pd") == [(5, 8, "PERSON")]
