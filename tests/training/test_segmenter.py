"""The recipe of the segmenter: features are read back from their names, words are scored by their borders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.recognition.segmenter import KINDS, MODEL, Segmenter, load_model, save_model
from kg.training.segmenter import evaluate, read_feature


@pytest.mark.parametrize(
    ("name", "role", "key"),
    [
        ("c.年", "c", "年"),
        ("c-2.**Num", "c-2", "0"),
        ("c-1c.**Num.年", "c-1c", "0年"),
        ("cc1.**Letter.**Num", "cc1", "a0"),
        ("c1.&", "c1", "&"),
        ("w-1.记者", "w-1", "记者"),
        ("w1.记者", "w1", "记者"),
        ("ww.l.本报*记者", "ww.l", "本报*记者"),
        ("ww.r.本报*记者", "ww.r", "本报*记者"),
    ],
)
def test_features_by_name(name: str, role: str, key: str) -> None:
    kind, found, rest = read_feature(name)
    assert (found, rest) == (role, key) and role in KINDS[kind]


def test_scores_count_words_with_both_borders_right() -> None:
    class Fixed(Segmenter):
        def __init__(self) -> None:
            pass

        def words(self, text: str) -> list[tuple[int, int]]:
            return [(0, 2), (2, 3), (3, 4)]

    precision, recall, f1 = evaluate(Fixed(), "会议  召开")
    assert (round(precision, 3), recall, round(f1, 3)) == (0.333, 0.5, 0.4)


def test_a_model_survives_saving(tmp_path: Path) -> None:
    weights = load_model(MODEL)
    save_model(tmp_path / "copy", weights)
    again = load_model(tmp_path / "copy")
    assert again.keys == weights.keys and again.tags == weights.tags
    assert all(np.array_equal(a, b) for a, b in zip(again.tables, weights.tables, strict=True))
    for name in ("keys.msgpack", "weights.f16"):
        assert (tmp_path / "copy" / name).read_bytes() == (MODEL / name).read_bytes()
