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
MARGIN = 2  # characters beside a broken name that are decoded with it


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
    """Paths of a batch, nearly always those of `viterbi`, and many times as fast.

    Where the best tags by themselves make legal steps they are the best path. Names with an illegal step are decoded by
    `viterbi` with what stands around them, beyond which O is taken for settled.
    """
    paths: NDArray[np.int64] = scores.argmax(2)
    width = paths.shape[1]
    paths[np.arange(width) >= lengths[:, None]] = 0
    around = np.pad(paths, ((0, 0), (1, 1)))
    rows, places = np.nonzero(steps[around[:, :-1], around[:, 1:]] < 0)
    windows: list[tuple[int, int, int]] = []
    for row, place in zip(rows.tolist(), places.tolist(), strict=True):
        tags, left, right = paths[row], place, place
        for _ in range(2):  # to the borders of the names there, then past the margin to those of the names there
            while left > 0 and tags[left - 1]:
                left -= 1
            while right < lengths[row] and tags[right]:
                right += 1
            left, right = max(0, left - MARGIN), min(int(lengths[row]), right + MARGIN)
        while left > 0 and tags[left - 1]:
            left -= 1
        while right < lengths[row] and tags[right]:
            right += 1
        while windows and windows[-1][0] == row and left <= windows[-1][2]:
            _, first, last = windows.pop()
            left, right = min(left, first), max(right, last)
        windows.append((row, left, right))
    if windows:
        sizes = np.array([right - left for _, left, right in windows])
        part = np.zeros((len(windows), int(sizes.max()), scores.shape[2]), dtype=np.float32)
        for i, (row, left, right) in enumerate(windows):
            part[i, : right - left] = scores[row, left:right]
        for (row, left, right), path in zip(windows, viterbi(part, sizes, steps), strict=True):
            paths[row, left:right] = path[: right - left]
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
