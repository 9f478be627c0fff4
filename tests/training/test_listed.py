"""The recipe of the listed companies: what is left out, and that the shipped table is what it derives."""

from __future__ import annotations

import pytest

from kg.lexicon import table
from kg.lexicon.schema import ListedRow
from kg.training.listed import consists_of, listed_companies
from tests.conftest import SHARED

DATA = SHARED / "data"


def test_names_made_of_everyday_words_are_known_by_them() -> None:
    words = frozenset({"绿色", "能源", "新能源"})
    assert consists_of("绿色能源", words)
    assert consists_of("绿色新能源", words)
    assert not consists_of("绿丰能源", words)
    assert not consists_of("绿色能", words)


@pytest.mark.skipif(not DATA.exists(), reason="the sources are not here")
def test_the_shipped_table_is_what_the_recipe_derives() -> None:
    assert [row.short for row in table("companies/listed", ListedRow)] == listed_companies(DATA)
