"""The tables of resolution: every pattern matches its example, every canonical form is its own."""

from __future__ import annotations

import re

import pytest

from kg.lexicon import table
from kg.lexicon.schema import ResolutionFrame, ResolutionPattern
from kg.model import EntityType
from kg.resolution.organs import spell
from kg.resolution.persons import public_body
from kg.resolution.words import is_subsequence, plain, spellings, squeeze, zones


@pytest.mark.parametrize("name", ["organ_frames", "meeting_bodies"])
def test_frames_match_their_examples(name: str) -> None:
    for row in table(f"resolution/{name}", ResolutionFrame):
        match = re.match(row.pattern, row.example)
        assert match is not None, row
        assert ("place" in match.groupdict()) == ("{}" in row.body)


@pytest.mark.parametrize("name", ["capacity_heads", "organ_units", "village_marks"])
def test_patterns_match_their_examples(name: str) -> None:
    for row in table(f"resolution/{name}", ResolutionPattern):
        assert re.match(row.pattern, row.example), row


def test_what_stands_between_two_names_is_found_in_its_example() -> None:
    for row in table("resolution/renames", ResolutionPattern):
        assert re.search(row.pattern, row.example), row


def test_a_canonical_form_is_spelled_as_itself() -> None:
    for canonical in spellings("organ_forms").values():
        assert spell(canonical) == canonical


def test_zones_of_a_family_are_called_alike() -> None:
    for row in zones().values():
        assert {(r.city, r.county) for r in zones().values() if r.family == row.family} == {(row.city, row.county)}


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("甲县财政局", True),
        ("甲县人民法院", True),
        ("中国人民银行甲市分行", True),
        ("甲乡乙村党支部", True),
        ("甲县经济开发区管委会", True),
        ("甲县第一中学", False),
        ("甲乙集团党委", False),
        ("甲县医院办公室", False),
        ("甲县商会", False),
        ("甲县双拥办", True),
    ],
)
def test_whose_posts_make_officials(name: str, official: bool) -> None:
    assert public_body(EntityType.ORG, name) is official


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("“甲乙", "“甲乙”"),
        ("甲”乙", "“甲”乙"),
        ("甲(乙)", "甲（乙）"),
        ("甲 乙", "甲乙"),
        ("《甲", "《甲》"),
        ("", ""),
        ("”“", "“”“”"),
    ],
)
def test_names_get_their_missing_quotes(printed: str, name: str) -> None:
    assert squeeze(printed) == name


def test_plain_names_and_subsequences() -> None:
    assert plain("“甲乙+”\u3000模式") == "甲乙+模式"
    assert is_subsequence("甲丙", "甲乙丙") and not is_subsequence("丙甲", "甲乙丙")
