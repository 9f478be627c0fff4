"""The network against the formulas of its layers, written out a character at a time."""

from __future__ import annotations

import numpy as np

from kg.recognition.features import Ids, Inventory
from kg.recognition.network import Network, Tables

WIDTH, TAGS = 6, 5
INVENTORY = Inventory("甲乙丙丁", ["甲乙", "丙丁"], ["甲乙", "甲乙丙", "乙丙丁甲", "丙丁甲乙丙丁甲"])


def made(dilations: tuple[int, ...]) -> tuple[Tables, dict[str, np.ndarray]]:
    draw = np.random.default_rng(20)

    def whole(*shape: int) -> np.ndarray:
        table = draw.integers(-100, 100, size=shape).astype(np.int8)
        table[0] = 0
        return table

    kinds = draw.integers(0, 2, size=(5, 2)).astype(np.int8)
    kinds[0] = 0
    tables = Tables(whole(9, 3), whole(3, 2), whole(4, 2), kinds)  # the last word has no vector
    size = 3 + 2 * 2 + 3 * 2 + 3 * 2
    weights = {
        "inputs.weight": draw.normal(size=(size, WIDTH)) / 100,
        "inputs.bias": draw.normal(size=WIDTH),
        "heads.weight": draw.normal(size=(WIDTH, TAGS)),
        "heads.bias": draw.normal(size=TAGS),
    }
    for i, dilation in enumerate(dilations):
        weights[f"convolution.{i}.weight"] = draw.normal(size=(3 * WIDTH, 2 * WIDTH)) / 3
        weights[f"convolution.{i}.bias"] = draw.normal(size=2 * WIDTH)
        weights[f"convolution.{i}.dilation"] = np.array(dilation)
    return tables, {name: array.astype(np.float16) for name, array in weights.items()}


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def by_hand(tables: Tables, weights: dict[str, np.ndarray], text: str, dilations: tuple[int, ...]) -> np.ndarray:
    w = {name: array.astype(np.float64) for name, array in weights.items()}
    ids = INVENTORY.ids([text])[0]
    rows = []
    for i in range(len(text)):
        parts = [tables.characters[ids.characters[i]], tables.pairs[ids.pairs[i - 1]] if i else np.zeros(2)]
        parts.append(tables.pairs[ids.pairs[i]])
        roles: list[list[int]] = [[], [], []]
        for k, length in enumerate(range(2, 9)):
            for start in range(max(0, i - length + 1), i + 1):
                number = int(ids.words[k, start])
                if number and start + length <= len(text):
                    roles[0 if i == start else 2 if i == start + length - 1 else 1].append(number)
        for numbers in roles:
            vectors = [tables.words[n].astype(float) for n in numbers if n < len(tables.words)]
            parts.append(np.mean(vectors, axis=0) if vectors else np.zeros(2))
        parts += [np.max([tables.kinds[n] for n in numbers], axis=0) if numbers else np.zeros(2) for numbers in roles]
        rows.append(np.concatenate(parts))
    x = np.tanh(np.array(rows) @ w["inputs.weight"] + w["inputs.bias"])
    for c, dilation in enumerate(dilations):
        zero = np.zeros(WIDTH)
        at = [[x[j] if 0 <= j < len(x) else zero for j in (i - dilation, i, i + dilation)] for i in range(len(x))]
        mixed = (
            np.array([np.concatenate(three) for three in at]) @ w[f"convolution.{c}.weight"]
            + w[f"convolution.{c}.bias"]
        )
        x = x + 2 * mixed[:, :WIDTH] * sigmoid(2 * mixed[:, WIDTH:])
    return x @ w["heads.weight"] + w["heads.bias"]


TEXTS = ["甲乙丙丁甲乙丙丁甲", "乙", "丙丁甲乙", "戊丙丁甲乙丙丁甲己庚", "甲乙"]


def test_network_computes_its_formulas() -> None:
    for dilations in ((1,), (1, 2), ()):
        tables, weights = made(dilations)
        found = Network(tables, weights).logits(INVENTORY.ids(TEXTS))
        for text, scores in zip(TEXTS, found, strict=True):
            assert np.allclose(scores, by_hand(tables, weights, text, dilations), atol=1e-3), (text, dilations)


def test_a_sentence_scores_the_same_alone_and_among_others() -> None:
    tables, weights = made((1, 2))
    network = Network(tables, weights)
    together = network.logits(INVENTORY.ids(TEXTS))
    for text, scores in zip(TEXTS, together, strict=True):
        (alone,) = network.logits(INVENTORY.ids([text]))
        assert np.allclose(scores, alone, atol=1e-4)


def test_ids_are_not_changed() -> None:
    ids = INVENTORY.ids(["甲乙丙丁"])[0]
    tables, weights = made((1,))
    copy = Ids(ids.characters.copy(), ids.pairs.copy(), ids.words.copy())
    Network(tables, weights).logits([ids])
    assert ids.characters.tolist() == copy.characters.tolist() and ids.words.tolist() == copy.words.tolist()
