"""The shipped recogniser's network, in torch: what `kg.recognition.tagger` computes with numpy, trainable.

Vectors of the character, of the pairs on both sides and of the known words around it → one layer → an encoder →
one linear output layer a standard. The encoder is a bidirectional LSTM over gated convolutions, or either alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from kg.evaluation.ner import Tally
from kg.recognition.features import SHORT_WORD, WORD_LENGTHS, Ids, Inventory
from kg.recognition.tagging import STANDARDS, spans_of, tag_count, tags_of, transitions, viterbi
from kg.training.ner.corpora import Sentence
from kg.training.ner.inventory import Lists


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network: a gated convolution for each of `dilations`; `cells` of one direction, 0 for none."""

    width: int = 160
    dilations: tuple[int, ...] = (1,)
    cells: int = 128


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its numbers; `soft` is [character, tags of all taught standards] probabilities, or None."""

    sentence: Sentence
    ids: Ids
    soft: NDArray[np.uint8] | None = None
    silver: NDArray[np.int64] | None = None  # tags of the standard kg; -100 where nothing is known


class GatedConvolution(nn.Module):  # type: ignore[misc]  # torch is no dependency of the package
    """Residual: x + a ⊙ sigmoid(b), both from three characters `dilation` apart."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.linear = nn.Linear(3 * width, 2 * width)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, dropout: nn.Module) -> torch.Tensor:
        """[batch, position, width]; `mask` is 1 on characters."""
        padded = nn.functional.pad(x, (0, 0, self.dilation, self.dilation))
        size = x.shape[1]
        seen = [padded[:, k * self.dilation : k * self.dilation + size] for k in range(3)]
        value, gate = self.linear(dropout(torch.cat(seen, -1))).chunk(2, -1)
        return (x + value * torch.sigmoid(gate)) * mask


class Student(nn.Module):  # type: ignore[misc]  # torch is no dependency of the package
    """The network."""

    def __init__(self, lists: Lists, shape: Shape, standards: Sequence[str] = tuple(STANDARDS)) -> None:
        super().__init__()
        self.shape = shape
        self.characters = nn.Embedding(len(lists.characters) + 5, lists.character_vectors.shape[1], padding_idx=0)
        self.pairs = nn.Embedding(len(lists.pairs) + 1, lists.pair_vectors.shape[1], padding_idx=0, sparse=True)
        self.words = nn.Embedding(len(lists.word_vectors) + 1, lists.word_vectors.shape[1], padding_idx=0, sparse=True)
        self.with_vector = len(lists.word_vectors)
        with torch.no_grad():
            for table, vectors, first in (
                (self.characters, lists.character_vectors, 5),
                (self.pairs, lists.pair_vectors, 1),
                (self.words, lists.word_vectors, 1),
            ):
                scaled = vectors / vectors.std()
                table.weight[first:] = torch.from_numpy(scaled)
        self.register_buffer("kinds", torch.from_numpy(np.pad(lists.kinds, ((1, 0), (0, 0)))).float())
        kinds = lists.kinds.shape[1]
        size = lists.character_vectors.shape[1] + 2 * lists.pair_vectors.shape[1]
        size += 3 * (lists.word_vectors.shape[1] + kinds)
        self.inputs = nn.Linear(size, shape.width)
        self.convolutions = nn.ModuleList(GatedConvolution(shape.width, d) for d in shape.dilations)
        out = shape.width
        if shape.cells:
            self.forwards = nn.LSTM(shape.width, shape.cells, batch_first=True)
            self.backwards = nn.LSTM(shape.width, shape.cells, batch_first=True)
            out += 2 * shape.cells
        self.heads = nn.ModuleDict({name: nn.Linear(out, tag_count(name)) for name in standards})
        self.dropout = nn.Dropout(0.25)
        self.input_dropout = nn.Dropout(0.25)

    def around(self, ids: torch.Tensor) -> torch.Tensor:
        """Means of the vectors of known words that begin, go on and end at each character, then kinds, 0 or 1.

        `ids` is [batch, length of word, position].
        """
        short = ids[:, : SHORT_WORD - 1]
        vectors = self.words(torch.where(short <= self.with_vector, short, 0))
        kinds = self.kinds[ids]
        sums = [torch.zeros_like(vectors[:, 0]) for _ in range(3)]
        tallies = [torch.zeros(vectors[:, 0].shape[:2]) for _ in range(3)]
        flags = [torch.zeros_like(kinds[:, 0]) for _ in range(3)]
        for k, length in enumerate(WORD_LENGTHS):
            known = (ids[:, k] > 0).float()
            for i in range(length):
                role = 0 if i == 0 else 2 if i == length - 1 else 1
                flags[role] = flags[role] + shift(kinds[:, k], i)
                if length <= SHORT_WORD:
                    sums[role] = sums[role] + shift(vectors[:, k], i)
                    tallies[role] = (
                        tallies[role] + shift((known * (ids[:, k] <= self.with_vector))[..., None], i)[..., 0]
                    )
        means = [s / t.clamp(min=1)[..., None] for s, t in zip(sums, tallies, strict=True)]
        return torch.cat([*means, *(f.clamp(max=1) for f in flags)], -1)

    def forward(self, batch: Sequence[Ids], standards: Sequence[str]) -> dict[str, torch.Tensor]:
        """Logits [sentence, position, tag] for each standard."""
        longest = max(len(i.characters) for i in batch)
        lengths = torch.tensor([len(i.characters) for i in batch])
        characters = torch.zeros(len(batch), longest, dtype=torch.long)
        pairs = torch.zeros(len(batch), longest + 1, dtype=torch.long)
        words = torch.zeros(len(batch), len(WORD_LENGTHS), longest, dtype=torch.long)
        for row, ids in enumerate(batch):
            size = len(ids.characters)
            characters[row, :size] = torch.from_numpy(ids.characters)
            pairs[row, 1 : size + 1] = torch.from_numpy(ids.pairs)
            words[row, :, :size] = torch.from_numpy(ids.words)
        if self.training:
            characters = torch.where(torch.rand(characters.shape) < 0.03, (characters > 0).long(), characters)
            pairs = torch.where(torch.rand(pairs.shape) < 0.1, 0, pairs)
            words = torch.where(torch.rand(words.shape) < 0.1, 0, words)
        mask = (torch.arange(longest)[None] < lengths[:, None]).float()[..., None]
        two = self.pairs(pairs)
        seen = torch.cat([self.characters(characters), two[:, :-1], two[:, 1:], self.around(words)], -1)
        x = torch.tanh(self.inputs(self.input_dropout(seen))) * mask
        for convolution in self.convolutions:
            x = convolution(x, mask, self.dropout)
        if self.shape.cells:
            order = torch.arange(longest)[None].expand(len(batch), -1)
            order = torch.where(order < lengths[:, None], lengths[:, None] - 1 - order, order)[..., None]
            given = self.dropout(x)
            ahead = self.forwards(given)[0]
            turned = self.backwards(given.gather(1, order.expand(-1, -1, self.shape.width)))[0]
            behind = turned.gather(1, order.expand(-1, -1, self.shape.cells))
            x = torch.cat([x, ahead, behind], -1)
        x = self.dropout(x)
        return {name: self.heads[name](x) for name in standards}


def shift(x: torch.Tensor, by: int) -> torch.Tensor:
    """Move [batch, position, …] rightwards, zeros coming in."""
    return x if by == 0 else nn.functional.pad(x, (0, 0, by, 0))[:, : x.shape[1]]


def with_ids(sentences: Sequence[Sentence], inventory: Inventory) -> list[Example]:
    """Look the sentences up, some thousands at a time."""
    made: list[Example] = []
    for start in range(0, len(sentences), 4000):
        part = sentences[start : start + 4000]
        made += [Example(s, i) for s, i in zip(part, inventory.ids([s.text for s in part]), strict=True)]
    return made


def measure(model: Student, examples: Sequence[Example], bias: float = 0.0) -> dict[str, float]:
    """Exact-span figures on sentences of one standard; `bias` is added to the logit of O."""
    model.eval()
    standard = examples[0].sentence.standard
    steps, tally = transitions(standard), Tally()
    order = sorted(examples, key=lambda e: len(e.sentence.text))
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        with torch.inference_mode():
            scores = model([e.ids for e in batch], (standard,))[standard].log_softmax(-1).numpy()
        scores[..., 0] += bias
        paths = viterbi(scores, np.array([len(e.sentence.text) for e in batch]), steps)
        for e, path in zip(batch, paths, strict=True):
            tally.add(e.sentence.spans, spans_of(path[: len(e.sentence.text)], standard))
    model.train()
    return tally.figures(STANDARDS[standard])


def train(
    model: Student,
    rounds: Iterable[Sequence[Sequence[Example]]],
    count: int,
    rate: float = 2e-3,
    development: dict[str, list[Example]] | None = None,
) -> None:
    """Train on rounds of batches with a rate that falls to nothing at the end; figures after every round.

    Args:
        model: the network.
        rounds: for each round its batches, in order; examples of one batch are all labelled or all soft.
        count: number of rounds.
        rate: of Adam at the beginning, for all but the tables of pairs and words, which take a third of it.
        development: sets to measure on after each round.
    """
    from kg.training.ner.silver import TAUGHT_TAGS

    tables = [model.pairs.weight, model.words.weight]
    rest = [p for p in model.parameters() if all(p is not t for t in tables)]
    dense = torch.optim.AdamW(rest, lr=rate, weight_decay=1e-4, fused=True)
    sparse = torch.optim.SparseAdam(tables, lr=rate)
    done, began = 0, time.monotonic()
    characters = 0
    for turn, plan in enumerate(rounds):
        losses: dict[str, list[float]] = {}
        for number, batch in enumerate(plan):
            factor = min(1.0, (done + 1) / 200) * max(0.01, 1 - (turn + number / len(plan)) / count)
            for optimizer, share in ((dense, 1.0), (sparse, 0.4)):
                for group in optimizer.param_groups:
                    group["lr"] = rate * factor * share
            loss, name = batch_loss(model, batch, TAUGHT_TAGS)
            loss.backward()
            nn.utils.clip_grad_norm_(rest, 2.0)
            dense.step()
            sparse.step()
            dense.zero_grad()
            sparse.zero_grad()
            losses.setdefault(name, []).append(loss.item())
            done += 1
            characters += sum(len(e.sentence.text) for e in batch)
        spent = time.monotonic() - began
        means = {name: round(float(np.mean(values)), 4) for name, values in sorted(losses.items())}
        print(f"round {turn} {done} steps {characters} characters {spent:.0f} s {means}", flush=True)
        for name, examples in (development or {}).items():
            print("  ", name, measure(model, examples), flush=True)


def batch_loss(
    model: Student, batch: Sequence[Example], taught: Sequence[tuple[str, int, int]]
) -> tuple[torch.Tensor, str]:
    """Cross-entropy with the corpus's tags, or with the teacher's probabilities and the silver tags."""
    longest = max(len(e.sentence.text) for e in batch)
    standard = batch[0].sentence.standard
    if batch[0].soft is None:
        logits = model([e.ids for e in batch], (standard,))[standard]
        gold = torch.full((len(batch), longest), -100)
        for row, e in enumerate(batch):
            gold[row, : len(e.sentence.text)] = torch.from_numpy(
                tags_of(len(e.sentence.text), e.sentence.spans, standard)
            )
        return nn.functional.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100), standard
    names = [name for name, _, _ in taught] + ["kg"]
    scores = model([e.ids for e in batch], names)
    soft = torch.zeros(len(batch), longest, taught[-1][2])
    silver = torch.full((len(batch), longest), -100)
    for row, e in enumerate(batch):
        assert e.soft is not None
        soft[row, : len(e.soft)] = torch.from_numpy(e.soft).float() / 255
        if e.silver is not None:
            silver[row, : len(e.silver)] = torch.from_numpy(e.silver)
    length = sum(len(e.sentence.text) for e in batch)
    loss = sum(-(soft[..., a:b] * scores[name].log_softmax(-1)).sum() for name, a, b in taught) / length
    if bool((silver >= 0).any()):
        loss = loss + nn.functional.cross_entropy(scores["kg"].flatten(0, 1), silver.flatten(), ignore_index=-100)
    return torch.as_tensor(loss), "soft"
