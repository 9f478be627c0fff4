"""The recipe of the words in quotes: what counts as a label, and that the shipped table is what it derives."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.lexicon import read_table, table
from kg.lexicon.schema import QuotedWordRow
from kg.training.quoted import SIGNS, Sign, count_quoted, quoted_words
from tests.conftest import SHARED

DATA = SHARED / "data"


def test_signs_of_a_label_count_on_both_sides() -> None:
    counts: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    count_quoted("深入实施“青禾”行动。他说“青禾”好。推进“一河两岸”。", counts, labels)
    assert counts == {"青禾": 2, "一河两岸": 1}
    assert labels["青禾"] == 2
    assert labels["一河两岸"] == 1


def test_every_kind_of_sign_has_a_side() -> None:
    assert {sign.side for sign in read_table(SIGNS, Sign)} == {"before", "after"}


@pytest.mark.skipif(not DATA.exists(), reason="the sources are not here")
def test_the_shipped_table_is_what_the_recipe_derives() -> None:
    assert [(r.word, r.count, r.program) for r in table("programs/quoted_words", QuotedWordRow)] == quoted_words(DATA)
