"""The labelled corpora in one form: sentences with spans, each under the standard whose spans it draws.

A standard is a way of drawing and naming spans: CLUENER's company is not MSRA's ORG. No label is translated from one
standard to another; each has an output layer of its own over shared features (`kg.recognition.tagging`), so a corpus
teaches only what it marks.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.evaluation.corpora import read_corpus

LONGEST = 160  # characters of a training sentence; longer ones are cut at a stop between two names
STOPS = frozenset("。！？；!?;")
PAUSES = frozenset("，、,：: ")

LABELS = Path(__file__).parent / "labels.tsv"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One training sentence; spans are (start, end, label), end exclusive, in order and without overlaps."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    standard: str


@cache
def types(standard: str) -> dict[str, str]:
    """The type of each label that a corpus has, by labels.tsv; others are not learned."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {label: kind for name, label, kind in rows[1:] if name == standard}


def plain(text: str) -> str:
    """Full-width forms as half-width, one character for one, as the recogniser reads them."""
    return "".join(n if len(n := unicodedata.normalize("NFKC", c)) == 1 else c for c in text)


def corpus(path: Path, form: str, standard: str) -> Iterator[Sentence]:
    """The texts of a labelled file under a standard; labels that it has no type for are passed over.

    Args:
        path: the file.
        form: one of `kg.evaluation.corpora.FORMATS`.
        standard: one of `kg.recognition.tagging.STANDARDS`.
    """
    for text in read_corpus(path, form):
        yield Sentence(plain(text.text), flat(typed(text.spans, standard)), standard)


def typed(spans: Iterable[tuple[int, int, str]], standard: str) -> list[tuple[int, int, str]]:
    """Spans under our names for their labels."""
    named = types(standard)
    return [(start, end, named[label]) for start, end, label in spans if label in named]


def flat(spans: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Of overlapping spans the longest, then the first; in order."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2])):
        if all(span[1] <= a or b <= span[0] for a, b, _ in kept):
            kept.append(span)
    return tuple(sorted(kept))


def cut(sentence: Sentence, longest: int = LONGEST) -> Iterator[Sentence]:
    """Pieces of at most `longest` characters, if stops, or else pauses, between names allow it."""
    text, start = sentence.text, 0
    inside = [False] * (len(text) + 1)
    for a, b, _ in sentence.spans:
        inside[a + 1 : b] = [True] * (b - a - 1)
    while start < len(text):
        end = len(text)
        if end - start > longest:
            window = [i for i in range(start + 1, start + longest + 1) if not inside[i]]
            for marks in (STOPS, PAUSES):
                if borders := [i for i in window if text[i - 1] in marks]:
                    end = borders[-1]
                    break
            else:
                end = window[-1] if window else len(text)
        spans = tuple((a - start, b - start, t) for a, b, t in sentence.spans if start <= a and b <= end)
        yield Sentence(text[start:end], spans, sentence.standard)
        start = end


def training_sets(data: Path) -> dict[str, list[Sentence]]:
    """All that may be trained on, by standard, in the order of the files.

    Raises:
        InputError: a corpus is missing.
    """
    sources = {
        "cluener": corpus(data / "ner/cluener/train.json.xz", "cluener", "cluener"),
        "finner": corpus(data / "ner/finner/train.spans.jsonl.xz", "spans", "finner"),
        "pd": corpus(data / "ner/msra/train_clean.bio.xz", "bio", "pd"),
        "pku": corpus(data / "ner/pku98/199801.spans.jsonl.xz", "spans", "pku"),
    }
    return {name: [piece for whole in source for piece in cut(whole)] for name, source in sources.items()}


def development_sets(data: Path) -> dict[str, list[Sentence]]:
    """What decisions are measured on; nothing is trained on it. Long sentences stay whole."""
    return {
        "cluener": list(corpus(data / "ner/cluener/dev_slice.json", "cluener", "cluener")),
        "finner": list(corpus(data / "ner/finner/eval.spans.jsonl", "spans", "finner")),
        "pd": list(corpus(data / "ner/people_daily/example.dev", "bio", "pd")),
    }


def sample(sentences: list[Sentence], characters: int, seed: int) -> list[Sentence]:
    """Sentences drawn without replacement until there are that many characters, in the order drawn."""
    order = list(range(len(sentences)))
    random.Random(seed).shuffle(order)
    drawn: list[Sentence] = []
    count = 0
    for i in order:
        if count >= characters:
            break
        drawn.append(sentences[i])
        count += len(sentences[i].text)
    return drawn


def batches(sentences: list[Sentence], characters: int, seed: int) -> list[list[Sentence]]:
    """Batches of one standard and like lengths with about so many characters each, in a drawn order."""
    draw = random.Random(seed)
    pools: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.text:
            pools.setdefault(sentence.standard, []).append(sentence)
    made: list[list[Sentence]] = []
    for name in sorted(pools):
        pool = pools[name]
        draw.shuffle(pool)
        for start in range(0, len(pool), 2000):
            chunk = sorted(pool[start : start + 2000], key=lambda s: len(s.text))
            batch: list[Sentence] = []
            for sentence in chunk:
                if batch and len(sentence.text) * (len(batch) + 1) > characters:
                    made.append(batch)
                    batch = []
                batch.append(sentence)
            made.append(batch)
    draw.shuffle(made)
    return made
