"""Tags of characters and the way back to spans: BIOES over the labels of a standard, best legal path by Viterbi.

A standard is a way of drawing and naming spans (see `kg.training.ner.corpora`); each has a tag set of its own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STANDARDS: dict[str, tuple[str, ...]] = {
    "cluener": ("PERSON", "COMPANY", "ORG", "PLACE", "TITLE", "WORK", "GAME"),
    "finner": ("PERSON", "COMPANY", "ORG", "PLACE", "EVENT", "DOCUMENT", "TITLE", "PRODUCT", "SECTOR"),
    "pd": ("PERSON", "PLACE", "ORG"),
    "pku": ("PERSON", "PLACE", "ORG"),
    "kg": ("PERSON", "COMPANY", "ORG", "PLACE", "TITLE", "PROJECT", "PROGRAM", "EVENT", "DOCUMENT", "HONOUR"),
}
BEGIN, INSIDE, END, SINGLE = range(4)
FORBIDDEN = -1e9


def tag_count(standard: str) -> int:
    """Number of tags: O and four for each label."""
    return 1 + 4 * len(STANDARDS[standard])


def tags_of(length: int, spans: tuple[tuple[int, int, str], ...], standard: str) -> NDArray[np.int64]:
    """Tag index of each character: 0 is O, label k has 1+4k (begin), +1 (inside), +2 (end), +3 (single)."""
    tags = np.zeros(length, dtype=np.int64)
    labels = STANDARDS[standard]
    for start, end, label in spans:
        base = 1 + 4 * labels.index(label)
        if end - start == 1:
            tags[start] = base + SINGLE
        else:
            tags[start], tags[start + 1 : end - 1], tags[end - 1] = base + BEGIN, base + INSIDE, base + END
    return tags


def transitions(standard: str) -> NDArray[np.float32]:
    """Matrix [from, to] of 0 for steps that BIOES allows and a large negative number for the others."""
    count = tag_count(standard)
    kind = np.array([SINGLE] + [BEGIN, INSIDE, END, SINGLE] * len(STANDARDS[standard]))
    label = np.array([-1] + [k for k in range(len(STANDARDS[standard])) for _ in range(4)])
    opened = (kind == BEGIN) | (kind == INSIDE)
    goes_on = (kind == INSIDE) | (kind == END)
    allowed = np.where(opened[:, None], goes_on[None, :] & (label[:, None] == label[None, :]), ~goes_on[None, :])
    assert allowed.shape == (count, count)
    return np.where(allowed, 0.0, FORBIDDEN).astype(np.float32)


def viterbi(scores: NDArray[np.float32], lengths: NDArray[np.int64], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """Best legal paths of a batch.

    Args:
        scores: [sentence, position, tag] log-probabilities or logits; positions past a length are ignored.
        lengths: characters of each sentence.
        steps: [from, to] scores of a step.

    Returns:
        [sentence, position] tags, 0 past the length. A sentence neither starts nor ends inside a name.
    """
    count, longest, tags = scores.shape
    starts, ends = steps[0], steps[:, 0]  # before the first and after the last character stands O
    best = scores[:, 0] + starts
    back = np.zeros((count, longest, tags), dtype=np.int16)
    final = np.where((lengths == 1)[:, None], best + ends, FORBIDDEN)
    for i in range(1, longest):
        through = best[:, :, None] + steps[None]
        back[:, i] = through.argmax(1)
        best = through.max(1) + scores[:, i]
        final = np.where((lengths == i + 1)[:, None], best + ends, final)
    paths = np.zeros((count, longest), dtype=np.int64)
    here = final.argmax(1)
    rows = np.arange(count)
    for i in range(longest - 1, -1, -1):
        inside = i < lengths
        paths[inside, i] = here[inside]
        step_back = inside & (i > 0)
        here = np.where(step_back, back[rows, i, here], here)
    return paths


def best_paths(
    scores: NDArray[np.float32], lengths: NDArray[np.int64], steps: NDArray[np.float32]
) -> NDArray[np.int64]:
    """What `viterbi` gives, faster: where the best tags by themselves make a legal path, that is the best path."""
    paths: NDArray[np.int64] = scores.argmax(2)
    paths[np.arange(paths.shape[1]) >= lengths[:, None]] = 0
    around = np.pad(paths, ((0, 0), (1, 1)))
    broken = np.flatnonzero((steps[around[:, :-1], around[:, 1:]] < 0).any(1))
    if len(broken):
        longest = int(lengths[broken].max())
        paths[broken, :longest] = viterbi(scores[broken, :longest], lengths[broken], steps)
    return paths


def spans_of(tags: NDArray[np.int64], standard: str) -> list[tuple[int, int, str]]:
    """Spans of a legal path."""
    labels = STANDARDS[standard]
    spans: list[tuple[int, int, str]] = []
    start = 0
    for i in np.flatnonzero(tags).tolist():
        label, kind = divmod(int(tags[i]) - 1, 4)
        if kind in (BEGIN, SINGLE):
            start = i
        if kind in (END, SINGLE):
            spans.append((start, i + 1, labels[label]))
    return spans
