"""The trained entity recogniser: texts go in, spans with probabilities come out, under any of its standards.

A text of any length is cut into sentences, which the network reads in batches of like length.
"""

from __future__ import annotations

import json
import lzma
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import InputError
from kg.recognition.features import Inventory
from kg.recognition.network import Network, Tables
from kg.recognition.tagging import BEGIN, SINGLE, STANDARDS, best_paths, tag_count, transitions

MODEL = Path(__file__).parent.parent / "models" / "ner" / "kg_tagger"
LONGEST = 160  # characters of a sentence; longer ones are cut at a pause
BATCH = 64  # sentences
SENTENCE = re.compile(r"[^\n。！？!?；;]+[。！？!?；;”’」』）)]*|[。！？!?；;]+")
PAUSE = re.compile(r"[，、,：:\s]")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span under a standard. `chance` is the least probability of its characters' tags; offsets are of the text."""

    left: int
    right: int
    label: str
    standard: str
    chance: float


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a text that are read by themselves, as (left, right): nothing but white space lies between."""
    for match in SENTENCE.finditer(text):
        left, right = match.span()
        while right - left > LONGEST:
            pauses = [m.end() for m in PAUSE.finditer(text, left + LONGEST // 2, left + LONGEST)]
            end = pauses[-1] if pauses else left + LONGEST
            yield left, end
            left = end
        if text[left:right].strip():
            yield left, right


class Tagger:
    """A loaded model. What it says is a pure function of the text."""

    def __init__(self, inventory: Inventory, network: Network) -> None:
        self._inventory, self._network = inventory, network
        self._columns: dict[str, slice] = {}
        start = 0
        for name in STANDARDS:
            self._columns[name] = slice(start, start + tag_count(name))
            start += tag_count(name)
        self._steps = {name: transitions(name) for name in STANDARDS}

    @classmethod
    def load(cls, folder: Path = MODEL) -> Tagger:
        """Load a model from its folder.

        Raises:
            InputError: the model is missing or damaged.
        """
        try:
            strings = json.loads(lzma.decompress((folder / "strings.json.xz").read_bytes()))
            inventory = Inventory(strings["characters"], strings["pairs"], strings["words"])
            with np.load(folder / "tables.npz") as held:
                tables = Tables(held["characters"], held["pairs"], held["words"], held["kinds"])
            with np.load(folder / "weights.npz") as held:
                network = Network(tables, {name: held[name] for name in held.files})
        except (OSError, ValueError, KeyError, lzma.LZMAError, zipfile.BadZipFile) as error:
            raise InputError(f"cannot load recogniser: {error}", str(folder), "Reinstall the package") from error
        return cls(inventory, network)

    def tag(self, text: str, standards: tuple[str, ...]) -> dict[str, list[Tagged]]:
        """Spans of a text under each standard, in order, flat within a standard.

        Args:
            text: any text, the empty one too.
            standards: names of `tagging.STANDARDS`.
        """
        stretches = list(sentences(text))
        found: dict[str, list[Tagged]] = {name: [] for name in standards}
        ids = self._inventory.ids([text[a:b] for a, b in stretches])
        order = sorted(range(len(stretches)), key=lambda i: stretches[i][0] - stretches[i][1])
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            logits = self._network.logits([ids[i] for i in rows])
            lengths = np.array([len(scores) for scores in logits])
            for name in standards:
                padded = np.zeros((len(rows), int(lengths.max()), tag_count(name)), dtype=np.float32)
                for row, scores in enumerate(logits):
                    padded[row, : len(scores)] = scores[:, self._columns[name]]
                lefts = [stretches[i][0] for i in rows]
                found[name] += spans_with_chances(best_paths(padded, lengths, self._steps[name]), padded, lefts, name)
        return {name: sorted(spans, key=lambda s: s.left) for name, spans in found.items()}


def spans_with_chances(
    paths: NDArray[np.int64], scores: NDArray[np.float32], lefts: list[int], standard: str
) -> list[Tagged]:
    """The spans of a batch's legal paths, each with the least probability (softmax) along it, rounded.

    Args:
        paths: [sentence, position] tags.
        scores: [sentence, position, tag] logits.
        lefts: where each sentence begins in the text.
        standard: whose tags they are.
    """
    rows, columns = np.nonzero(paths)
    if not len(rows):
        return []
    tags, around = paths[rows, columns], scores[rows, columns]
    chances = 1 / np.exp(around - around[np.arange(len(tags)), tags][:, None]).sum(1)
    labels, kinds = np.divmod(tags - 1, 4)
    begins = np.flatnonzero((kinds == BEGIN) | (kinds == SINGLE))
    ends = np.append(begins[1:], len(tags)) - 1  # a legal path has no gap inside a name
    least = np.minimum.reduceat(chances, begins)
    moved = columns + np.array(lefts)[rows]
    return [
        Tagged(int(moved[i]), int(moved[j]) + 1, STANDARDS[standard][labels[i]], standard, round(float(chance), 3))
        for i, j, chance in zip(begins.tolist(), ends.tolist(), least.tolist(), strict=True)
    ]


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The shipped model, loaded once a process."""
    return Tagger.load()
