"""The spaCy language: characters as tokens, so that no name depends on a segmenter's borders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.recognition import language


@pytest.mark.parametrize("text", ["", " ", "\n", "市委", "a b\n县", "𠮷林", "\u3000"])
def test_tokens_are_characters(text: str) -> None:
    doc = language().make_doc(text)
    assert doc.text == text
    assert [token.text for token in doc] == list(text)


def test_any_text_through_the_public_pipeline() -> None:
    texts = ["", "临江县县长周国安到柳河镇调研。", "x" * 1000, "。" * 500]
    for text, doc in zip(texts, kg.pipeline().pipe(texts), strict=True):
        assert doc.text == text
        for entity in doc.ents:
            assert text[entity.start_char : entity.end_char] == entity.text


@given(st.text(max_size=60))
def test_no_text_breaks_the_pipeline(text: str) -> None:
    doc = language()(text)
    assert all(0 <= e.start_char < e.end_char <= len(text) for e in doc.ents)


def test_components_can_be_switched_off() -> None:
    names = language().pipe_names
    assert names[-1] == "kg_arbiter"
    assert "kg_places" in names
    assert "kg_places" not in language(("kg_places",)).pipe_names


@pytest.mark.parametrize(
    "text", ["参加的有周国安、李长河、", "参加的有周国安、李长河、王", "参加的有周国安、李长河、王海"]
)
def test_a_list_cut_off_at_the_end_of_a_text(text: str) -> None:
    doc = language()(text)
    assert {"周国安", "李长河"} <= {e.text for e in doc.ents}
    assert all(c.right <= len(text) for d in doc._.decisions for c in d.candidates())
