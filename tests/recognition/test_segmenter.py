"""The segmenter: words as offsets over the whole text, whatever the text; and no name hangs on where a word ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span
from spacy_pkuseg.feature_extractor import FeatureExtractor
from spacy_pkuseg.inference import decodeViterbi_fast
from spacy_pkuseg.model import Model

from kg.errors import InputError
from kg.recognition.assembly import load_language
from kg.recognition.segmenter import (
    CHARACTER,
    CHUNK,
    DIGIT,
    KINDS,
    LETTER,
    MODEL,
    PAIR,
    WORD,
    PkusegTokenizer,
    Segmenter,
    load_model,
    segmenter,
    widen,
)
from tests.conftest import PAGES, SHARED, cases


def cut(text: str) -> list[str]:
    return [text[left:right] for left, right in segmenter().words(text)]


def check(text: str) -> list[tuple[int, int]]:
    """Words are in order, hold no white space, and leave nothing else out."""
    words = segmenter().words(text)
    assert all(left < right for left, right in words)
    assert all(a[1] <= b[0] for a, b in pairwise(words))
    covered = [i for left, right in words for i in range(left, right)]
    assert covered == [i for i, character in enumerate(text) if not character.isspace()]
    return words


@pytest.mark.parametrize("case", list(cases("segmenter")))
def test_words(case: Any) -> None:
    assert cut(case["text"]) == case["words"].split()


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_covered(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800会议\udfff",
        "\x00\x01\x7f",
        "𠮷野家𡈽",
        "a" * 30,
        "\u200b\ufeff会",
        "（）“”《》",
        "-._,|/*:",
        "**Num**noWord",
    ],
    ids=ascii,
)
def test_hostile_text_is_covered(text: str) -> None:
    check(text)


def test_a_line_of_a_hundred_thousand_characters() -> None:
    check("工业园区建设项目开工仪式举行" * 7_200)


def test_a_long_line_is_cut_after_punctuation_so_that_no_word_is_torn() -> None:
    sentence = "全市经济工作会议昨天在人民会堂召开，"
    count = CHUNK // len(sentence) * 3
    words = cut(sentence * count)
    assert words == cut(sentence) * count


@pytest.fixture(scope="module")
def reference() -> Callable[[str], list[tuple[int, int]]]:
    """Segment one stretch by spacy_pkuseg's own extractor and decoder, given the shipped weights."""
    weights = load_model(MODEL)
    names, rows = ["$$"], [weights.base]
    for keys, table, roles in zip(weights.keys, weights.tables, KINDS, strict=True):
        for key, row in zip(keys, table, strict=True):
            parts = [{DIGIT: "**Num", LETTER: "**Letter"}.get(c, c) for c in key]
            names += [f"{role}.{'.'.join(parts) if roles in (CHARACTER, PAIR) else key}" for role in roles]
            rows += list(row)
    extractor = FeatureExtractor()
    extractor.feature_to_idx = {name: i for i, name in enumerate(names)}
    extractor.unigram = set(weights.keys[KINDS.index(WORD)])
    model = Model.__new__(Model)
    model.n_tag, model.n_feature = len(weights.tags), len(names)
    model.w = np.concatenate([*rows, weights.edge.reshape(-1)]).astype(np.float64)

    def words(text: str) -> list[tuple[int, int]]:
        nodes = list(extractor.normalize_text(widen(text)))
        _, tags = decodeViterbi_fast([extractor.get_node_features_idx(i, nodes) for i in range(len(nodes))], model)
        starts = [i for i, tag in enumerate(tags) if i == 0 or weights.tags[tag].startswith("B")]
        return list(zip(starts, [*starts[1:], len(text)], strict=True))

    return words


def test_words_equal_those_of_pkuseg_itself(reference: Callable[[str], list[tuple[int, int]]]) -> None:
    stretches = [s for page in sorted(PAGES.rglob("*.*")) for s in page.read_text(encoding="utf-8").split()]
    assert len(stretches) > 50
    for stretch in stretches:
        assert segmenter().words(stretch[:CHUNK]) == reference(stretch[:CHUNK])


@given(st.text(alphabet="全市经济工作会议一二1２aａjｊ.*/-&，。年月\ue000𠮷", min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_words_equal_those_of_pkuseg_on_any_text(reference: Callable[[str], list[tuple[int, int]]], text: str) -> None:
    assert segmenter().words(text) == reference(text)


def test_widening_keeps_length_and_offsets() -> None:
    text = "GDP增长8.5%，abc！"
    assert len(widen(text)) == len(text)
    assert widen("Az09.%") == "Ａｚ０９．％"


def test_the_component_fills_the_words_layer_over_character_tokens() -> None:
    nlp = load_language()
    assert nlp.pipe_names[0] == "kg_segmenter"
    text = "本报讯 会议\n召开"
    doc = nlp.make_doc(text)
    doc = nlp.get_pipe("kg_segmenter")(doc)
    assert len(doc) == len(text) and doc.text == text
    assert doc._.words == segmenter().words(text)


def test_a_word_cut_wrong_costs_no_name() -> None:
    """pkuseg glues the end of this name to the verb behind it; with character tokens the span exists all the same."""
    text = "县长周天成率队到乡镇走访。"
    name = (text.index("周"), text.index("率"))
    assert any(left < name[1] < right for left, right in segmenter().words(text)), "cut right now: take another name"
    words = PkusegTokenizer(spacy.blank("zh").vocab)(text)
    assert words.char_span(*name) is None
    doc = load_language().make_doc(text)
    assert doc.char_span(*name) == Span(doc, *name)
    found = [(ent.start_char, ent.end_char) for ent in load_language()(text).ents if ent.label_ == "PERSON"]
    assert found == [name]


def test_the_tokenizer_is_registered_and_moves_no_offset() -> None:
    make = spacy.registry.tokenizers.get("kg.PkusegTokenizer.v1")()
    tokenizer = make(spacy.blank("zh"))
    for text in ("", " ", "我们  生活\n在北京。", "𠮷野"):
        assert tokenizer(text).text == text
    assert tokenizer("\ud800会").text == "\ufffd会"
    assert [t.text for t in tokenizer("我们 生活")] == ["我们", " ", "生活"]
    assert [d.text for d in tokenizer.pipe(["会议", "召开"])] == ["会议", "召开"]
    assert tokenizer.from_bytes(tokenizer.to_bytes()) is tokenizer


def test_a_pipeline_of_words_can_be_configured() -> None:
    config = {"nlp": {"lang": "zh", "tokenizer": {"@tokenizers": "kg.PkusegTokenizer.v1"}}}
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    assert [t.text for t in nlp("我们生活在北京。")] == ["我们", "生活", "在", "北京", "。"]


def test_a_missing_or_damaged_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Reinstall"):
        Segmenter.load(tmp_path)
    for name in ("keys.msgpack", "weights.f16"):
        (tmp_path / name).write_bytes((MODEL / name).read_bytes()[:-10])
    with pytest.raises(InputError, match=str(tmp_path)):
        Segmenter.load(tmp_path)


def test_the_card_tells_the_score() -> None:
    path = SHARED / "data" / "segmentation" / "sighan2005" / "pku_test_gold.utf8"
    if not path.exists():
        pytest.skip("the test corpus is not at hand")
    from kg.training.segmenter import evaluate

    card = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))
    _, _, f1 = evaluate(segmenter(), path.read_text(encoding="utf-8-sig"))
    assert round(f1, 4) == card["f1"] >= 0.945
