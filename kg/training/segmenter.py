"""Train the shipped pkuseg segmenter: the People's Daily corpus goes in, a pruned model with its card comes out.

Training is spacy_pkuseg's own: a linear-chain CRF with adaptive online gradient descent (Sun et al., ACL 2012).
It is deterministic given a seed: the order of examples is all that is drawn. Pruning drops features whose
weights are all small: they carry most of the file and almost none of the score.
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

from kg.recognition.segmenter import (
    CHARACTER,
    DIGIT,
    JOINT,
    KINDS,
    LETTER,
    MODEL,
    PAIR,
    WORD,
    Segmenter,
    Weights,
    save_model,
    widen,
)
from kg.training.corpora import read_text, tagged_paragraphs

SEED = 20
ITERATIONS = 10
THRESHOLD = 0.05
TRAIN = "segmentation/pku98/199801.utf8.txt.xz"
TEST = "segmentation/sighan2005/pku_test_gold.utf8"


def train_segmenter(data: Path, raw: Path | None = None) -> None:
    """Train on the corpus, keep the raw model if asked, prune it, measure it, and write kg/models/segmenter.

    Args:
        data: folder with the corpora of README.md.
        raw: folder for the unpruned model; if it holds one already, training is skipped.

    Raises:
        InputError: a corpus is missing.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = raw or Path(scratch) / "model"
        if not (folder / "weights.npz").exists():
            _train(data, folder, Path(scratch))
        features = prune(folder, THRESHOLD)
        precision, recall, f1 = evaluate(Segmenter.load(MODEL), read_text(data / TEST))
    card = {
        "what": "Chinese word segmentation, PKU standard, linear-chain CRF of spacy-pkuseg",
        "data": "PKU People's Daily corpus, January 1998: 19,319 paragraphs, 1.12 M words",
        "licence": "weights Apache-2.0, as this package; none stated for the corpus, which is not shipped",
        "recipe": "python -m kg.training segmenter --data DATA",
        "seed": SEED,
        "iterations": ITERATIONS,
        "pruned_below": THRESHOLD,
        "features": features,
        "test": "SIGHAN-2005 PKU test, 1,925 sentences, widened",
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
    }
    text = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
    (MODEL / "card.json").write_text(text, encoding="utf-8", newline="\n")
    print(text)


def _train(data: Path, folder: Path, scratch: Path) -> None:
    """Run spacy_pkuseg's trainer. The test file only feeds its log: nothing is selected by it."""
    import spacy_pkuseg

    train, test = scratch / "train.utf8", scratch / "test.utf8"
    lines = [" ".join(widen(w) for w, _ in words) for words in tagged_paragraphs(data / TRAIN)]
    train.write_text("\n".join(lines) + "\n", encoding="utf-8")
    gold = [widen(" ".join(line.split())) for line in read_text(data / TEST).split("\n") if line.strip()]
    test.write_text("\n".join(gold) + "\n", encoding="utf-8")
    random.seed(SEED)
    spacy_pkuseg.train(str(train), str(test), str(folder), train_iter=ITERATIONS)


def prune(folder: Path, threshold: float) -> int:
    """Keep the features that have a weight of at least `threshold` and write the model; return how many there are."""
    import numpy as np
    import srsly

    data = srsly.read_msgpack(folder / "features.msgpack")
    stored = np.load(folder / "weights.npz")
    tags, count = (int(n) for n in stored["sizes"])
    node, edge = stored["w"][: tags * count].reshape(count, tags), stored["w"][tags * count :].reshape(tags, tags)
    strong = np.abs(node).max(axis=1) >= threshold
    kept: list[dict[str, dict[str, int]]] = [{} for _ in KINDS]  # by kind: key → role → feature
    for name, index in data["feature_to_idx"].items():
        if index and strong[index]:
            kind, role, key = read_feature(name)
            kept[kind].setdefault(key, {})[role] = index
    joined = {word for key in kept[KINDS.index(JOINT)] for word in key.split("*")}
    for word in sorted(joined):
        kept[KINDS.index(WORD)].setdefault(word, {})
    keys = tuple(sorted(entries) for entries in kept)
    tables = []
    for names, entries, roles in zip(keys, kept, KINDS, strict=True):
        table = np.zeros((len(names), len(roles), tags), dtype=np.float16)
        for row, key in enumerate(names):
            for role, index in entries[key].items():
                table[row, roles.index(role)] = node[index]
        tables.append(table)
    order = tuple(sorted(data["tag_to_idx"], key=data["tag_to_idx"].get))
    base = node[0].astype(np.float16)  # spacy_pkuseg takes number 0 to be the feature that every character has
    save_model(MODEL, Weights(order, base, edge.astype(np.float16), keys, tuple(tables)))
    return 1 + sum(len(roles) for entries in kept for roles in entries.values())


def read_feature(name: str) -> tuple[int, str, str]:
    """Read spacy_pkuseg's name of a feature as kind, role and key: `c-1c.**Num.年` is pair, `c-1c`, `0年`."""
    role, _, rest = name.partition(".")
    if role == "ww":
        side, _, rest = rest.partition(".")
        role = f"ww.{side}"
    kind = next(i for i, roles in enumerate(KINDS) if role in roles)
    if KINDS[kind] in (CHARACTER, PAIR):
        rest = rest.replace("**Num", DIGIT).replace("**Letter", LETTER).replace(".", "")
    return kind, role, rest


def evaluate(segmenter: Segmenter, gold: str) -> tuple[float, float, float]:
    """Word precision, recall and F1 against text segmented by blanks, a sentence a line."""
    right = proposed = expected = 0
    for line in gold.split("\n"):
        words = line.split()
        spans, at = set(), 0
        for word in words:
            spans.add((at, at + len(word)))
            at += len(word)
        found = set(segmenter.words("".join(words)))
        right += len(found & spans)
        proposed += len(found)
        expected += len(spans)
    precision, recall = right / proposed, right / expected
    return precision, recall, 2 * precision * recall / (precision + recall)
