"""The arbiter: flat, the best sum, independent of the order of proposals."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.model import EntityType
from kg.recognition.arbiter import decide
from kg.recognition.candidates import Candidate

candidates = st.lists(
    st.builds(
        lambda kind, left, length, score: Candidate(kind, left, left + length, score, "rule"),
        st.sampled_from(list(EntityType)),
        st.integers(0, 30),
        st.integers(1, 12),
        st.floats(0, 1),
    ),
    max_size=12,
)


def weight(chosen: list[Candidate]) -> float:
    return round(sum((round(c.score, 3) - 0.4) * (c.right - c.left) for c in chosen), 4)


@given(candidates)
def test_flat_and_sorted(proposed: list[Candidate]) -> None:
    chosen = decide(proposed, threshold=0.5)
    assert all(a.right <= b.left for a, b in pairwise(chosen))
    assert all(c.score >= 0.5 and c in proposed for c in chosen)


@given(candidates, st.randoms())
def test_order_does_not_matter(proposed: list[Candidate], random: object) -> None:
    shuffled = list(proposed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weight(decide(shuffled, 0.5)) == weight(decide(proposed, 0.5))


@given(candidates)
def test_no_single_swap_is_better(proposed: list[Candidate]) -> None:
    chosen = decide(proposed, threshold=0.5)
    for c in proposed:
        if c.score >= 0.5:
            rest = [d for d in chosen if d.right <= c.left or c.right <= d.left]
            assert weight([*rest, c]) <= weight(chosen) + 0.001


def test_the_longest_name_wins_over_its_parts() -> None:
    place = Candidate(EntityType.PLACE, 0, 3, 0.95, "division")
    bureau = Candidate(EntityType.ORG, 0, 6, 0.9, "organ")
    assert decide([place, bureau], 0.5) == [bureau]


def test_a_long_doubtful_span_does_not_swallow_firm_names() -> None:
    firm = [Candidate(EntityType.PERSON, 0, 3, 0.98, "post"), Candidate(EntityType.PERSON, 4, 7, 0.98, "post")]
    doubtful = Candidate(EntityType.PROJECT, 0, 9, 0.55, "guess")
    assert decide([doubtful, *firm], 0.5) == firm
