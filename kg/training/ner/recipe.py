"""The recipe of the shipped recogniser: all stages in order, each kept in a work folder and skipped if it is there."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from kg.recognition.features import Inventory
from kg.training.ner.corpora import Sentence, development_sets, training_sets
from kg.training.ner.inventory import Lists, build_lists, load_lists, save_lists
from kg.training.ner.silver import read_shard
from kg.training.ner.student import Example, Shape, Student, train, with_ids

SEED = 20
SHAPE = Shape(144, (1, 2, 4, 1, 2), 0)
BATCH = 1600  # characters
ORDER = (*range(10), *range(26, 30), *range(10, 26))  # shards; those from 26 on are CLUENER's own sentences


@dataclass(frozen=True, slots=True)
class Course:
    """So many rounds at a rate that falls to nothing; characters of each corpus in a round, -1 for all.

    `dropout` is that between layers and that of the inputs.
    """

    rounds: int
    rate: float
    seed: int
    growth: tuple[int, ...]  # shards that each round learns from; the last holds for further rounds
    cluener: int = -1
    finner: int = 400_000
    pd: int = 900_000
    pku: int = 300_000
    soft: int = -1
    dropout: tuple[float, float] = (0.25, 0.25)


COURSES = (
    Course(5, 2e-3, 20, (10, 14, 18, 22, 27)),
    Course(3, 1e-3, 120, (30,), finner=-1, pd=-1, pku=600_000),
    Course(4, 1e-3, 220, (30,), finner=-1, pd=-1, pku=600_000, dropout=(0.15, 0.2)),
)


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


def rounds(
    corpora: dict[str, list[Example]], soft: Callable[[int], list[Example]], course: Course
) -> Iterator[list[list[Example]]]:
    """The batches of each round, corpora mixed, by seed; `soft` gives so many of the teacher's shards."""
    for turn in range(course.rounds):
        draw = random.Random(course.seed + turn)
        made = []
        shards = course.growth[min(turn, len(course.growth) - 1)]
        for name, examples in sorted({**corpora, "soft": soft(shards)}.items()):
            share = getattr(course, name)
            pool = list(examples)
            draw.shuffle(pool)
            if share >= 0:
                ends = np.cumsum([len(e.sentence.text) for e in pool])
                pool = pool[: int(np.searchsorted(ends, share))]
            if pool:
                made += batches(pool, BATCH, draw)
        draw.shuffle(made)
        yield made


class Shards:
    """The teacher's shards in the order `ORDER`, as they come in."""

    def __init__(self, folder: Path, inventory: Inventory) -> None:
        self._folder, self._inventory = folder, inventory
        self._read: list[Example] = []
        self._count = 0

    def __call__(self, count: int) -> list[Example]:
        """The first so many; waits for shards that another process is still making."""
        for number in ORDER[self._count : count]:
            path = self._folder / f"{number:03}.npz"
            while not path.with_suffix(".kg.npy").exists():
                time.sleep(1)
            self._read += soft_examples(path, self._inventory)
            self._count += 1
        return self._read


def soft_examples(path: Path, inventory: Inventory) -> list[Example]:
    """One shard of the teacher's, with tags of our own standard."""
    made: list[Example] = []
    if path.exists():
        _, labelled = read_shard(path)
        silver = np.load(path.with_suffix(".kg.npy")).astype(np.int64)
        row = 0
        examples = with_ids([Sentence(piece.text, (), "kg") for piece in labelled], inventory)
        for example, piece in zip(examples, labelled, strict=True):
            size = len(piece.text)
            made.append(replace(example, soft=piece.chances, silver=silver[row : row + size]))
            row += size
    return made


def student(data: Path, lists: Lists, shape: Shape, courses: Sequence[Course], work: Path) -> Student:
    """Train one student course after course, each from the seed and the weights that the last one left in `work`."""
    inventory = Inventory(lists.characters, lists.pairs, lists.words)
    corpora = {name: with_ids(sentences, inventory) for name, sentences in training_sets(data).items()}
    soft = Shards(work / "silver", inventory)
    development = {name: with_ids(sentences, inventory) for name, sentences in development_sets(data).items()}
    last: Path | None = None
    for number, course in enumerate(courses, 1):
        kept = work / f"student{number}.pt"
        torch.manual_seed(SEED)
        model = Student(lists, shape)
        if kept.exists():
            model.load_state_dict(torch.load(kept, weights_only=True))
        else:
            if last:
                model.load_state_dict(torch.load(last, weights_only=True))
            model.dropout.p, model.input_dropout.p = course.dropout
            train(model, rounds(corpora, soft, course), course.rounds, course.rate, development)
            torch.save(model.state_dict(), kept)
        last = kept
    return model


def train_recogniser(data: Path, encoder: Path, work: Path) -> None:
    """Run what is missing of the recipe and write kg/models/ner with its card.

    Args:
        data: the corpora.
        encoder: the teacher's encoder before fine-tuning, as a transformers folder.
        work: keeps what each stage made; a stage whose result is there is skipped.

    Raises:
        InputError: a corpus is missing.
    """
    from kg.training.ner import export, silver, teacher, vectors

    if not (work / "characters.npz").exists():
        vectors.write_corpora(data, work)
        vectors.train_vectors(work)
    if not (work / "lists.npz").exists():
        save_lists(build_lists(data, work), work / "lists.npz")
    if not (work / "teacher.json").exists():
        teacher.train_teacher(data, encoder, work)
    torch.set_num_threads(1)  # from here on the same sums in the same order
    silver.label(data, encoder, work)
    silver.add_rules(work)
    lists = load_lists(work / "lists.npz")
    export.write_model(student(data, lists, SHAPE, COURSES, work), lists, data)
