"""The teacher: a Chinese BERT-base fine-tuned on all corpora at once, one output layer a standard.

Its weights never ship. What it learned reaches the shipped model through the probabilities that it gives to
unlabelled text (`silver.py`). Two cores with bfloat16: about 35 minutes.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from kg.recognition.tagging import STANDARDS, spans_of, tag_count, tags_of, transitions, viterbi
from kg.training.ner.corpora import Sentence, batches, development_sets, plain, sample, training_sets

SEED = 20
RATE, HEAD_RATE = 5e-5, 1e-3
BATCH = 1024  # characters
FROZEN = 5  # lowest layers kept as they are, with the embeddings
TAUGHT = ("cluener", "finner", "pd", "pku")
PASSES = {"cluener": (350_000, 350_000), "finner": (300_000, 0), "pd": (200_000, 100_000), "pku": (100_000, 0)}


class Teacher(nn.Module):  # type: ignore[misc]  # torch is no dependency of the package
    """BERT encoder with a linear layer for each standard."""

    def __init__(self, folder: Path) -> None:
        from transformers import BertModel

        super().__init__()
        self.bert = BertModel.from_pretrained(str(folder), attn_implementation="sdpa", add_pooling_layer=False)
        self.heads = nn.ModuleDict({name: nn.Linear(768, tag_count(name)) for name in TAUGHT})
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self.ids = {word: i for i, word in enumerate(words) if word}

    def encode(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        """Ids and mask: [CLS], one token a character, [SEP]."""
        longest = max(map(len, texts)) + 2
        ids = torch.zeros(len(texts), longest, dtype=torch.long)
        mask = torch.zeros(len(texts), longest, dtype=torch.long)
        unknown, first, last = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        for row, text in enumerate(texts):
            found = [self.ids.get(c.lower(), unknown) for c in plain(text)]
            ids[row, : len(found) + 2] = torch.tensor([first, *found, last])
            mask[row, : len(found) + 2] = 1
        return ids, mask

    def forward(self, texts: list[str], standards: tuple[str, ...]) -> dict[str, torch.Tensor]:
        """Logits [sentence, position, tag] for each standard asked for."""
        ids, mask = self.encode(texts)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state[:, 1:-1]
        return {name: self.heads[name](hidden.float()) for name in standards}


def train_teacher(data: Path, encoder: Path, out: Path) -> None:
    """Fine-tune and write `out`/teacher.pt with teacher.json, the figures on the development sets."""
    torch.manual_seed(SEED)
    model = Teacher(encoder)
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:FROZEN]):
        part.requires_grad_(False)
    corpora = training_sets(data)
    plan: list[list[Sentence]] = []
    for turn in range(2):
        drawn = [s for name in TAUGHT for s in sample(corpora[name], PASSES[name][turn], SEED + 10 * turn)]
        plan += batches(drawn, BATCH, SEED + turn)
    body = [p for p in model.bert.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": model.heads.parameters(), "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    warm = max(1, len(plan) // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / warm, max(0.02, (len(plan) - i) / (len(plan) - warm)))
    )
    model.train()
    began = time.monotonic()
    for step, batch in enumerate(plan, 1):
        standard = batch[0].standard
        logits = model([s.text for s in batch], (standard,))[standard]
        gold = torch.full(logits.shape[:2], -100)
        for row, s in enumerate(batch):
            gold[row, : len(s.text)] = torch.from_numpy(tags_of(len(s.text), s.spans, standard))
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100)
        loss.backward()
        nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        if step % 20 == 0:
            print(f"{step}/{len(plan)} {standard} {loss.item():.4f} {time.monotonic() - began:.0f} s", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out / "teacher.pt")
    figures: dict[str, Any] = {}
    for name, sentences in development_sets(data).items():
        figures[name] = measure(model, sentences)
        print(name, figures[name], flush=True)
    (out / "teacher.json").write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def load_teacher(encoder: Path, out: Path) -> Teacher:
    """The fine-tuned teacher, ready to label."""
    model = Teacher(encoder)
    model.load_state_dict(torch.load(out / "teacher.pt", weights_only=True))
    model.eval()
    return model


def measure(model: Teacher, sentences: list[Sentence]) -> dict[str, float]:
    """Exact-span F1 by label and over the labels of people, companies, bodies and places together."""
    from kg.evaluation.ner import Tally

    model.eval()
    standard = sentences[0].standard
    tally = Tally()
    steps = transitions(standard)
    for batch in batches([s for s in sentences if len(s.text) < 510], 4096, 0):
        with torch.inference_mode():
            scores = model([s.text for s in batch], (standard,))[standard].log_softmax(-1).numpy()
        paths = viterbi(scores, np.array([len(s.text) for s in batch]), steps)
        for s, path in zip(batch, paths, strict=True):
            tally.add(s.spans, spans_of(path[: len(s.text)], standard))
    return tally.figures(STANDARDS[standard])
