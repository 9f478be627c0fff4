"""Which characters, pairs and words the recogniser knows, and of which kinds the words are.

Words with vectors come from raw text (`vectors.py`); names of places, bodies, people and companies from gazetteers,
if they occur in the raw text at all. Kinds tell the recogniser what a gazetteer holds, not what the text means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.recognition.features import SHORT_WORD, WORD_LENGTHS
from kg.recognition.ngrams import Strings, as_read, codes_of, counts
from kg.training.corpora import read_text

KINDS = ("person", "place", "division", "body", "company", "listed", "title")
HAN = re.compile(r"[\u3400-\u9fffa-z0-9·]+")
MOST_PAIRS = 120_000
MOST_WORDS = 130_000  # with vectors
LEAST_SEEN = 2  # occurrences in the raw text of a gazetteer's string


@dataclass(frozen=True, slots=True)
class Lists:
    """Characters, pairs, words in the order of their numbers, with start vectors; `kinds` [word, kind] is 0 or 1."""

    characters: list[str]
    pairs: list[str]
    words: list[str]
    character_vectors: NDArray[np.float32]
    pair_vectors: NDArray[np.float32]
    word_vectors: NDArray[np.float32]
    kinds: NDArray[np.int8]


def gazetteers(data: Path) -> dict[str, list[str]]:
    """Strings by kind, from sources whose licence allows shipping them; the origin of each is in README.md."""
    from kg.lexicon import table
    from kg.lexicon.divisions import divisions
    from kg.lexicon.schema import ListedRow, TitleRow

    def first_cells(path: str) -> list[str]:
        return [re.split(r"[\t ]", line)[0] for line in read_text(data / "gazetteer" / path).splitlines() if line]

    return {
        "person": first_cells("hanlp/hanlp_person.txt") + first_cells("thuocl/THUOCL_lishimingren.txt"),
        "place": first_cells("hanlp/hanlp_place.txt") + first_cells("thuocl/THUOCL_diming.txt"),
        "division": [surface for surface, _ in divisions().surfaces(ambiguous=True)],
        "body": first_cells("hanlp/hanlp_org.txt"),
        "company": first_cells("company/company_shorter_form_28w.txt.xz")[3:],
        "listed": [row.short for row in table("companies/listed", ListedRow)],
        "title": first_cells("titles/professions.txt") + [row.title for row in table("people/titles", TitleRow)],
    }


def build_lists(data: Path, vectors: Path) -> Lists:
    """Choose what is known and gather its start vectors, in a fixed order: by count, then by code."""
    characters, character_vectors = most_frequent(vectors / "characters.npz", 7000, lambda k: len(k) == 1)
    pairs, pair_vectors = most_frequent(vectors / "pairs.npz", MOST_PAIRS, lambda k: len(k) == 2)
    words, word_vectors = most_frequent(vectors / "words.npz", MOST_WORDS, lambda k: 2 <= len(k) <= SHORT_WORD)
    named = {
        kind: {as_read(n) for n in names if WORD_LENGTHS[0] <= len(n) <= WORD_LENGTHS[-1] and HAN.fullmatch(as_read(n))}
        for kind, names in gazetteers(data).items()
    }
    known = set(words)
    further = sorted(set().union(*named.values()) - known)
    strings = Strings(further)
    lines = (vectors / "lines.txt").read_text(encoding="utf-8").split("\n")
    chunks = (codes_of("\n".join(lines[i : i + 20_000])) for i in range(0, len(lines), 20_000))
    seen = counts(strings, chunks, len(further))
    words += [w for w, n in zip(further, seen.tolist(), strict=True) if n >= LEAST_SEEN or w in named["division"]]
    kinds = np.array([[w in named[kind] for kind in KINDS] for w in words], dtype=np.int8)
    return Lists(characters, pairs, words, character_vectors, pair_vectors, word_vectors, kinds)


def most_frequent(path: Path, most: int, wanted: Callable[[str], bool]) -> tuple[list[str], NDArray[np.float32]]:
    """The keys of a file of `vectors.py` that occur most, and their vectors."""
    with np.load(path) as held:
        keys, tally, vectors = held["keys"].tolist(), held["counts"].tolist(), held["vectors"]
    order = sorted((i for i, k in enumerate(keys) if wanted(k)), key=lambda i: (-tally[i], keys[i]))[:most]
    return [keys[i] for i in order], vectors[order]


def save_lists(lists: Lists, path: Path) -> None:
    """Keep the lists between stages."""
    np.savez(
        path,
        characters=np.array(lists.characters), pairs=np.array(lists.pairs), words=np.array(lists.words),
        character_vectors=lists.character_vectors, pair_vectors=lists.pair_vectors, word_vectors=lists.word_vectors,
        kinds=lists.kinds,
    )  # fmt: skip


def load_lists(path: Path) -> Lists:
    """Read what `save_lists` wrote."""
    with np.load(path) as held:
        return Lists(
            held["characters"].tolist(), held["pairs"].tolist(), held["words"].tolist(),
            held["character_vectors"], held["pair_vectors"], held["word_vectors"], held["kinds"],
        )  # fmt: skip
