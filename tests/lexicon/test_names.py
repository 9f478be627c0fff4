"""Name statistics: names of persons score above stretches of running text, by a margin measured on the corpora."""

from __future__ import annotations

import json
import lzma
from itertools import islice

import pytest

from kg.lexicon.names import NO_NAME, name_like_words, name_score, surname_of, surname_weights
from tests.conftest import SHARED

CORPUS = SHARED / "data" / "ner" / "pku98" / "199801.spans.jsonl.xz"


@pytest.mark.parametrize(
    ("name", "surname"),
    [("欧阳明华", "欧阳"), ("欧阳", "欧"), ("王小梅", "王"), ("诸葛亮", "诸葛"), ("的时候", ""), ("", "")],
)
def test_surnames(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.parametrize("text", ["", "王", "王小小小梅", "北京市", "，王小", "abc", "欧阳建国明", "\ud800王"])
def test_what_cannot_be_a_name(text: str) -> None:
    assert name_score(text) == NO_NAME or name_score(text) < 0


@pytest.mark.parametrize("name", ["李秀兰", "张建军", "陈志强", "赵丽华", "欧阳文秀", "周敏"])
def test_common_names_score_high(name: str) -> None:
    assert name_score(name) > 3


@pytest.mark.parametrize("text", ["高速公", "于是在", "任何人", "和平共", "时间里", "金额的", "方面的", "于是", "任何"])
def test_running_text_scores_low(text: str) -> None:
    assert name_score(text) < 1


def test_words_that_look_like_names_are_known() -> None:
    assert name_like_words() and all(weight > 0 for weight in name_like_words().values())
    assert all(name_score(word) < 0 for word in ("高速", "任何", "和平", "方面", "时间"))
    assert len(surname_weights()) > 400


def test_names_and_running_text_are_apart() -> None:
    """Of names and of stretches that begin with a surname, in texts kept out of the counts, few cross zero."""
    if not CORPUS.exists():
        pytest.skip("the corpus is not at hand")
    names, others = [], []
    with lzma.open(CORPUS, "rt", encoding="utf-8") as stream:
        for line in islice(stream, 9, None, 10):
            item = json.loads(line)
            text = item["text"]
            spans = [(s, e) for s, e, kind in item["spans"] if kind == "PER"]
            inside = {i for s, e in spans for i in range(s, e)}
            names += [text[s:e] for s, e in spans if 2 <= e - s <= 4 and name_score(text[s:e]) > NO_NAME]
            stretches = (text[i : i + 3] for i in range(len(text) - 2) if not inside & {i, i + 1, i + 2})
            others += [stretch for stretch in stretches if name_score(stretch) > NO_NAME]
    assert len(names) > 1000 and len(others) > 5000
    recall = sum(name_score(name) > 0 for name in names) / len(names)
    false = sum(name_score(other) > 0 for other in others) / len(others)
    assert recall > 0.94
    assert false < 0.04
