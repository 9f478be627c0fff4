"""Vectors to start from: characters, pairs of characters and words, by skip-gram over raw text that pkuseg cut.

Two passes on one core, so that the same text gives the same vectors; about ten minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kg.recognition.ngrams import as_read
from kg.training.corpora import read_text
from kg.training.ner.corpora import training_sets

YEARS = range(2018, 2027)
WORDS, PAIRS, CHARACTERS = 40, 32, 64  # dimensions
LEAST = {"words": 6, "pairs": 12, "characters": 3}  # occurrences
HAN = re.compile(r"[\u3400-\u9fff]+")


def raw_lines(data: Path) -> Iterator[str]:
    """Lines of the raw texts and of the training corpora, in the order of the files."""
    for year in YEARS:
        for line in read_text(data / f"raw/xinwenlianbo/{year}.txt.xz").splitlines():
            yield line.split(" ", 2)[-1] if line.startswith("## ") else line
    yield from read_text(data / "raw/finance_news_fincuge.txt.xz").splitlines()
    yield from read_text(data / "raw/provincial_gov_work_reports_2026.txt").splitlines()
    for sentences in training_sets(data).values():
        for sentence in sentences:
            yield sentence.text


def write_corpora(data: Path, out: Path) -> None:
    """Write one file of words, one of pairs and one of characters, a line each a line of text, gaps between units."""
    from kg.recognition.segmenter import MODEL, Segmenter

    segmenter = Segmenter.load(MODEL)
    out.mkdir(parents=True, exist_ok=True)
    with (
        (out / "words.txt").open("w", encoding="utf-8") as words,
        (out / "pairs.txt").open("w", encoding="utf-8") as pairs,
        (out / "characters.txt").open("w", encoding="utf-8") as characters,
        (out / "lines.txt").open("w", encoding="utf-8") as lines,
    ):
        for number, raw in enumerate(raw_lines(data)):
            line = as_read(raw.strip())
            if len(line) < 8:
                continue
            lines.write(line + "\n")
            words.write(" ".join(line[a:b] for a, b in segmenter.words(line)) + "\n")
            if number % 2 == 0:
                solid = "".join(line.split())
                pairs.write(" ".join(solid[i : i + 2] for i in range(len(solid) - 1)) + "\n")
                characters.write(" ".join(solid) + "\n")


def train_vectors(out: Path) -> None:
    """Train the three sets of vectors and write `out`/{words,pairs,characters}.npz with keys, counts, vectors."""
    from gensim.models import Word2Vec
    from gensim.models.word2vec import LineSentence

    for name, size in (("words", WORDS), ("pairs", PAIRS), ("characters", CHARACTERS)):
        model = Word2Vec(
            LineSentence(str(out / f"{name}.txt")),
            vector_size=size, window=5, min_count=LEAST[name], workers=1, sg=1, negative=5, epochs=2, seed=20,
            sample=1e-4,
        )  # fmt: skip
        keys = [k for k in model.wv.index_to_key if name != "words" or (2 <= len(k) <= 6 and HAN.fullmatch(k))]
        vectors = np.stack([model.wv[k] for k in keys])
        tally = np.array([model.wv.get_vecattr(k, "count") for k in keys])
        np.savez(out / f"{name}.npz", keys=np.array(keys), counts=tally, vectors=vectors.astype(np.float32))
        print(name, len(keys), int(tally.sum()), flush=True)
