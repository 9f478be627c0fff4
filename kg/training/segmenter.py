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

from kg.recognition.segmenter import MODEL, Segmenter, save_model, widen
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
        "test": "SIGHAN-2005 PKU test, 1,925 sentences, digits and letters widened",
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
    weights = stored["w"]
    node, edge = weights[: tags * count].reshape(count, tags), weights[tags * count :]
    strong = np.abs(node).max(axis=1) >= threshold
    strong[0] = True  # the feature every character has: spacy_pkuseg takes it to be number 0
    kept = sorted((index, name) for name, index in data["feature_to_idx"].items() if strong[index])
    names = [name for _, name in kept]
    words = set()
    for name in names:
        kind, _, rest = name.partition(".")
        if kind in ("w-1", "w1"):
            words.add(rest)
        elif kind == "ww":
            words.update(rest.partition(".")[2].split("*"))
    matrix = node[[index for index, _ in kept]].astype(np.float16)
    save_model(
        MODEL,
        features=names,
        words=sorted(words & set(data["unigram"])),
        tags=data["tag_to_idx"],
        node=matrix,
        edge=edge.astype(np.float16),
    )
    return len(names)


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
