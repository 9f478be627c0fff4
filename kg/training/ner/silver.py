"""Silver labels: unlabelled text with the teacher's probabilities, and tags of our own standard where judges agree.

The teacher knows four standards and none of them is ours; the rules of this package know ours and miss names. Tags
of the standard `kg` are set where both say the same, or where two of the teacher's standards agree and no rule objects;
where they differ nothing is learned. Text is drawn by seed, half of it from lines that name a county or a town.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.recognition.tagging import spans_of, tag_count, tags_of, transitions, viterbi
from kg.training.corpora import read_text
from kg.training.ner.corpora import Sentence, cut, plain, training_sets

SEED = 20
SHARD = 100_000  # characters
TAUGHT = ("cluener", "finner", "pd", "pku")
TAUGHT_TAGS: tuple[tuple[str, int, int], ...] = tuple(
    (name, sum(map(tag_count, TAUGHT[:i])), sum(map(tag_count, TAUGHT[: i + 1]))) for i, name in enumerate(TAUGHT)
)
YEARS = range(2013, 2027)
SHARES = {"local": 1_100_000, "news": 500_000, "finance": 700_000, "reports": 250_000, "web": 60_000}  # characters
LEAST, MOST = 15, 400  # characters of a line
LEARNED = ("kg_ner",)  # components that are trained, not written
Spans = Sequence[tuple[int, int, str]]


def draw_lines(data: Path) -> list[str]:
    """Lines of unlabelled text, in a drawn order, sources mixed."""
    from kg.lexicon.divisions import divisions
    from kg.lexicon.matcher import Matcher

    local = Matcher(
        (d.name, True) for d in divisions() if len(d.code) >= 6 and not d.code.endswith("00") and len(d.name) > 2
    )
    news = [
        line
        for year in YEARS
        for line in read_text(data / f"raw/xinwenlianbo/{year}.txt.xz").splitlines()
        if not line.startswith("## ")
    ]
    pools = {
        "local": [line for line in news if next(local.find(line), None)],
        "news": news,
        "finance": read_text(data / "raw/finance_news_fincuge.txt.xz").splitlines(),
        "reports": read_text(data / "raw/provincial_gov_work_reports_2026.txt").splitlines(),
        "web": [json.loads(s)["text"] for s in read_text(data / "ner/cluener/test_unlabelled.json").splitlines()],
    }
    draw = random.Random(SEED)
    chosen: list[str] = []
    seen: set[str] = set()
    for name, share in SHARES.items():
        pool = pools[name]
        draw.shuffle(pool)
        count = 0
        for raw in pool:
            line = plain(raw.strip())
            if count >= share:
                break
            if len(line) >= LEAST and line[:40] not in seen:
                seen.add(line[:40])
                pieces = [p.text for p in cut(Sentence(line, (), "kg"), MOST)][:3]
                chosen += pieces
                count += sum(map(len, pieces))
    draw.shuffle(chosen)
    return chosen


def split(lines: Sequence[str]) -> list[list[str]]:
    """Lines in shards of about `SHARD` characters."""
    shards: list[list[str]] = [[]]
    count = 0
    for line in lines:
        if count >= SHARD:
            shards.append([])
            count = 0
        shards[-1].append(line)
        count += len(line)
    return shards


def label(data: Path, encoder: Path, out: Path, first: int = 0, step: int = 1) -> None:
    """Write shards `out`/silver/NNN.npz (lengths, probabilities in 255ths) and NNN.json (sentences); can be resumed.

    Args:
        data: the corpora.
        encoder: the folder of the encoder before fine-tuning.
        out: the folder with teacher.pt.
        first: the shard to begin with.
        step: 1, or -1 to go backwards from the last, so that two processes can meet.
    """
    import torch

    from kg.training.ner.teacher import load_teacher

    folder = out / "silver"
    folder.mkdir(parents=True, exist_ok=True)
    model = load_teacher(encoder, out)
    corpus = [s.text for s in training_sets(data)["cluener"]]  # its soft labels say more than its spans
    shards = [shard for lines in (draw_lines(data), corpus) for shard in split(lines)]
    for number in range(first, len(shards)) if step > 0 else range(len(shards) - 1, -1, -1):
        path = folder / f"{number:03}.npz"
        if path.exists():
            continue
        sentences = [p.text for line in shards[number] for p in cut(Sentence(line, (), "kg"))]
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        made: dict[int, NDArray[np.uint8]] = {}
        for start in range(0, len(order), 24):
            rows = order[start : start + 24]
            with torch.inference_mode():
                logits = model([sentences[i] for i in rows], TAUGHT)
                chances = torch.cat([logits[name].softmax(-1) for name in TAUGHT], -1).numpy()
            for row, i in enumerate(rows):
                made[i] = np.round(chances[row, : len(sentences[i])] * 255).astype(np.uint8)
        np.savez(
            path.with_suffix(".part.npz"),
            lengths=np.array([len(s) for s in sentences]),
            chances=np.concatenate([made[i] for i in range(len(sentences))]),
        )
        (folder / f"{number:03}.json").write_text(
            json.dumps({"lines": shards[number], "sentences": sentences}, ensure_ascii=False), encoding="utf-8"
        )
        path.with_suffix(".part.npz").rename(path)
        print(number, len(shards), flush=True)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with the teacher's probabilities [character, tags of all its standards] in 255ths."""

    text: str
    chances: NDArray[np.uint8]
    line: int  # number of the line it is of
    offset: int  # where in the line it begins


def read_shard(path: Path) -> tuple[list[str], list[Labelled]]:
    """Lines of a shard and their sentences."""
    described = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with np.load(path) as held:
        lengths, chances = held["lengths"].tolist(), held["chances"]
    lines: list[str] = described["lines"]
    made: list[Labelled] = []
    row = line = offset = 0
    for text, length in zip(described["sentences"], lengths, strict=True):
        if offset >= len(lines[line]):
            line, offset = line + 1, 0
        made.append(Labelled(text, chances[row : row + length], line, offset))
        row, offset = row + length, offset + length
    return lines, made


def teacher_spans(labelled: Labelled) -> dict[str, list[tuple[int, int, str]]]:
    """What the teacher reads under each of its standards."""
    found = {}
    for name, start, end in TAUGHT_TAGS:
        scores = np.log(labelled.chances[None, :, start:end].astype(np.float32) / 255 + 1e-4)
        path = viterbi(scores, np.array([len(labelled.text)]), transitions(name))[0]
        found[name] = spans_of(path, name)
    return found


def judge(length: int, rules: Spans, teacher: dict[str, list[tuple[int, int, str]]]) -> NDArray[np.int64]:
    """Tags of the standard kg for one sentence: agreed spans, O elsewhere, -100 where judges differ."""
    votes: dict[tuple[int, int], list[str]] = {}
    for name in TAUGHT:
        for start, end, kind in teacher[name]:
            if kind in ("PERSON", "COMPANY", "ORG", "PLACE", "TITLE", "EVENT", "DOCUMENT"):
                votes.setdefault((start, end), []).append(kind)
    agreed: list[tuple[int, int, str]] = []
    doubtful: list[tuple[int, int]] = []
    for start, end, kind in rules:
        heard = votes.pop((start, end), [])
        if kind in ("PROJECT", "PROGRAM", "EVENT", "DOCUMENT", "HONOUR") or supports(kind, heard):
            agreed.append((start, end, kind))
        else:
            doubtful.append((start, end))
    for (start, end), heard in sorted(votes.items()):
        view = opinion(heard)
        free = all(end <= a or b <= start for a, b, _ in (*agreed, *rules))
        if view and free:
            agreed.append((start, end, view))
        else:
            doubtful.append((start, end))
    agreed.sort()
    tags = tags_of(length, tuple(agreed), "kg")
    inside = np.zeros(length, dtype=bool)
    for start, end, _ in agreed:
        inside[start:end] = True
    for start, end in doubtful:
        tags[start:end][~inside[start:end]] = -100
    return tags


def supports(kind: str, heard: Sequence[str]) -> bool:
    """Whether the teacher confirms a span of the rules; its ORG of coarse standards may be a company."""
    if kind == "COMPANY":
        return "COMPANY" in heard
    if kind == "ORG":
        return "ORG" in heard and heard.count("COMPANY") < 2
    return kind in heard


def opinion(heard: Sequence[str]) -> str | None:
    """What two standards of the teacher agree on where the rules are silent; one is enough for a title."""
    if heard.count("COMPANY") and heard.count("COMPANY") + heard.count("ORG") >= 2:
        return "COMPANY" if heard.count("COMPANY") >= 2 or heard.count("ORG") <= 2 else None
    for kind in ("PERSON", "PLACE", "ORG"):
        if heard.count(kind) >= 2 and set(heard) == {kind}:
            return kind
    return "TITLE" if set(heard) == {"TITLE"} else None


def add_rules(out: Path) -> None:
    """Run the rules over every shard and keep the tags of the standard kg beside it, NNN.kg.npy."""
    from kg.recognition import language

    nlp = language(LEARNED)
    for path in sorted((out / "silver").glob("???.npz")):
        target = path.with_suffix(".kg.npy")
        if target.exists():
            continue
        lines, labelled = read_shard(path)
        docs = [[(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(lines)]
        tags = []
        for piece in labelled:
            end = piece.offset + len(piece.text)
            spans = [
                (a - piece.offset, b - piece.offset, t)
                for a, b, t in docs[piece.line]
                if piece.offset <= a and b <= end
            ]
            tags.append(judge(len(piece.text), spans, teacher_spans(piece)))
        np.save(target, np.concatenate(tags).astype(np.int16))
        print(target.name, flush=True)
