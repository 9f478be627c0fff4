"""The recipe of the shipped recogniser: all stages in order, each kept in a work folder and skipped if it is there."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from kg.recognition.features import Inventory
from kg.training.ner.corpora import Sentence, development_sets, training_sets
from kg.training.ner.inventory import Lists, load_lists
from kg.training.ner.silver import read_shard
from kg.training.ner.student import Example, Shape, Student, train, with_ids

SEED = 20
BATCH = 1600  # characters


@dataclass(frozen=True, slots=True)
class Diet:
    """Characters of each corpus in a round; 0 leaves it out, -1 takes all."""

    cluener: int = -1
    finner: int = 400_000
    pd: int = 900_000
    pku: int = 300_000
    soft: int = -1


def batches(examples: Sequence[Example], characters: int, draw: random.Random) -> list[list[Example]]:
    """Batches of like lengths with about so many characters each, in the drawn order of the chunks."""
    pool = list(examples)
    draw.shuffle(pool)
    made: list[list[Example]] = []
    for start in range(0, len(pool), 3000):
        batch: list[Example] = []
        for example in sorted(pool[start : start + 3000], key=lambda e: len(e.sentence.text)):
            if batch and len(example.sentence.text) * (len(batch) + 1) > characters:
                made.append(batch)
                batch = []
            batch.append(example)
        made.append(batch)
    return made


def rounds(corpora: dict[str, list[Example]], soft: list[Example], diet: Diet, count: int) -> list[list[list[Example]]]:
    """The batches of each round, corpora mixed, by seed."""
    plan = []
    for turn in range(count):
        draw = random.Random(SEED + turn)
        made = []
        for name, examples in sorted({**corpora, "soft": soft}.items()):
            share = getattr(diet, name)
            pool = list(examples)
            draw.shuffle(pool)
            if share >= 0:
                ends = np.cumsum([len(e.sentence.text) for e in pool])
                pool = pool[: int(np.searchsorted(ends, share))]
            if pool:
                made += batches(pool, BATCH, draw)
        draw.shuffle(made)
        plan.append(made)
    return plan


def soft_examples(folder: Path, inventory: Inventory) -> list[Example]:
    """The teacher's shards that exist, with tags of our own standard where they do."""
    made: list[Example] = []
    for path in sorted(folder.glob("???.npz")):
        _, labelled = read_shard(path)
        silver_path = path.with_suffix(".kg.npy")
        silver = np.load(silver_path).astype(np.int64) if silver_path.exists() else None
        row = 0
        examples = with_ids([Sentence(piece.text, (), "kg") for piece in labelled], inventory)
        for example, piece in zip(examples, labelled, strict=True):
            size = len(piece.text)
            tags = silver[row : row + size] if silver is not None else None
            made.append(replace(example, soft=piece.chances, silver=tags))
            row += size
    return made


def student(
    data: Path, lists: Lists, shape: Shape, diet: Diet, count: int, silver: Path | None, rate: float = 2e-3
) -> Student:
    """Train one student from its seed."""
    torch.manual_seed(SEED)
    inventory = Inventory(lists.characters, lists.pairs, lists.words)
    corpora = {name: with_ids(sentences, inventory) for name, sentences in training_sets(data).items()}
    soft = soft_examples(silver, inventory) if silver else []
    development = {name: with_ids(sentences, inventory) for name, sentences in development_sets(data).items()}
    model = Student(lists, shape)
    print(sum(p.numel() for p in model.parameters()), "weights", len(soft), "soft sentences", flush=True)
    train(model, rounds(corpora, soft, diet, count), rate, development)
    return model


if __name__ == "__main__":
    import sys

    # DATA WORK OUT.pt width dilations cells rounds threads use_soft
    data, work, out = (Path(a) for a in sys.argv[1:4])
    width, dilations, cells, count, threads, soft = sys.argv[4:10]
    torch.set_num_threads(int(threads))
    lists = load_lists(work / "vec/lists.npz")
    shape = Shape(int(width), tuple(int(d) for d in dilations.split(",") if d), int(cells))
    diet = Diet(*(int(d) for d in sys.argv[10].split(","))) if len(sys.argv) > 10 else Diet()
    made = student(data, lists, shape, diet, int(count), work / soft if soft != "-" else None)
    torch.save(made.state_dict(), out)
